# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences show the key of the menu of all actions with Blender's own buttons, which can be pressed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
import rna_keymap_ui

Part = Callable[[str], ModuleType]
Buttons = Callable[[], dict[str, "Pressable"]]


@dataclass(frozen=True)
class Pressable:
    """A button that was drawn: its operator, what that is given, and the context that it is drawn with."""

    operator: str
    context: Mapping[str, Any]
    given: SimpleNamespace = field(default_factory=SimpleNamespace)

    @property
    def can_be_pressed(self) -> bool:
        """Blender's own answer."""
        operators, name = self.operator.split(".")
        with bpy.context.temp_override(**self.context):
            return getattr(getattr(bpy.ops, operators), name).poll()

    def press(self) -> None:
        """Press it."""
        operators, name = self.operator.split(".")
        with bpy.context.temp_override(**self.context):
            getattr(getattr(bpy.ops, operators), name)(**vars(self.given))


class _Layout:
    """Stands in for a layout: one inside another has the context that the outer one has when it is made."""

    def __init__(self, drawn: list[Pressable], context: Mapping[str, Any]) -> None:
        self._drawn, self._context = drawn, dict(context)

    def context_pointer_set(self, name: str, data: Any) -> None:
        self._context[name] = data

    def row(self, **options: Any) -> "_Layout":
        return _Layout(self._drawn, self._context)

    column = box = split = row

    def operator(self, name: str, **options: Any) -> SimpleNamespace:
        self._drawn.append(Pressable(name, dict(self._context)))
        return self._drawn[-1].given

    def _ignored(self, *names: Any, **options: Any) -> None: ...

    label = prop = separator = template_keymap_item_properties = _ignored


@pytest.fixture
def item(part: Part) -> Iterator[Callable[[], Any]]:
    """A function that gives the item of the menu in the artist's key configuration."""

    def found() -> Any:
        configurations = bpy.context.window_manager.keyconfigs
        configurations.update()
        here = part("ui.menus").key_of_menu(configurations.user)
        return None if here is None else here[1]

    yield found
    configurations = bpy.context.window_manager.keyconfigs
    configurations.user.keymaps["Window"].restore_to_default()
    configurations.update()


@pytest.fixture
def buttons(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, Pressable]]:
    """A function that gives what the preferences draw for the key, by its operator."""
    # Blender measures the region, and without a window there is none.
    monkeypatch.setattr(rna_keymap_ui, "_indented_layout", lambda layout, level: layout.row())

    def drawn() -> dict[str, Pressable]:
        found: list[Pressable] = []
        part("ui.preferences").draw_key(_Layout(found, {}), bpy.context)
        return {each.operator: each for each in found}

    return drawn


def test_a_key_that_was_given_is_taken_back_by_blenders_button(item: Callable[[], Any], buttons: Buttons) -> None:
    item().type = "F19"
    bpy.context.window_manager.keyconfigs.update()
    restore = buttons()["preferences.keyitem_restore"]
    assert restore.can_be_pressed
    restore.press()
    assert item().type == "NONE"


def test_the_item_can_be_removed_and_the_preferences_draw_without_it(item: Callable[[], Any], buttons: Buttons) -> None:
    remove = buttons()["preferences.keyitem_remove"]
    assert remove.can_be_pressed
    remove.press()
    assert item() is None
    assert buttons() == {}
