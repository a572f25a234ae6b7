# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences show the key of the menu of all actions with Blender's own buttons, which can be pressed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
import rna_keymap_ui

MODULE = "bl_ext.user_default.rodin_props"
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

    configurations = bpy.context.window_manager.keyconfigs

    def found() -> Any:
        configurations.update()
        here = part("ui.menus").key_of_menu(configurations.user)
        return None if here is None else here[1]

    configurations.update()  # as Blender does at each event
    yield found
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


def entries() -> list[tuple[str, str]]:
    """Keys and names of what is in the artist's keymap."""
    configurations = bpy.context.window_manager.keyconfigs
    configurations.update()
    items = configurations.user.keymaps["Window"].keymap_items
    return [(each.type, getattr(each.properties, "name", "") or each.idname) for each in items]


def again() -> None:
    """Disable the add-on and enable it; Blender looks at its keymaps in between, as it does at each event."""
    configurations = bpy.context.window_manager.keyconfigs
    configurations.update()
    bpy.ops.preferences.addon_disable(module=MODULE)
    configurations.update()
    bpy.ops.preferences.addon_enable(module=MODULE)
    configurations.update()


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
    assert list(buttons()) == ["rodin_props.restore_menu_key"]


def test_what_was_removed_comes_back_once_and_nothing_else_of_the_keymap_changes(
    item: Callable[[], Any], buttons: Buttons
) -> None:
    keymap = bpy.context.window_manager.keyconfigs.user.keymaps["Window"]
    keymap.keymap_items.new("rodin_props.generate_from_camera", "F18", "PRESS")
    before = entries()
    for _ in range(2):  # the one that was brought back can be removed, too
        buttons()["preferences.keyitem_remove"].press()
        assert len(entries()) == len(before) - 1
        buttons()["rodin_props.restore_menu_key"].press()
        assert item().type == "NONE"
        assert sorted(entries()) == sorted(before)
    item().type = "F19"
    bpy.ops.rodin_props.restore_menu_key()
    assert [key for key, name in entries() if name == "RODIN_PROPS_MT_all"] == ["F19"]


def test_the_key_of_what_was_brought_back_outlasts_disabling(item: Callable[[], Any], buttons: Buttons) -> None:
    buttons()["preferences.keyitem_remove"].press()
    assert item() is None
    buttons()["rodin_props.restore_menu_key"].press()
    item().type = "F19"
    again()
    assert item().type == "F19"
    assert [name for _, name in entries()].count("RODIN_PROPS_MT_all") == 1
