# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu of all actions has an item in Blender's keymap, without a key; what the artist assigns stays."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import bpy
import pytest

MODULE = "bl_ext.user_default.rodin_props"
Part = Callable[[str], ModuleType]


@pytest.fixture
def item(part: Part) -> Callable[[str], Any]:
    """A function that gives the item of the menu in a key configuration, by the name of that: addon, user."""

    def found(name: str) -> Any:
        configurations = bpy.context.window_manager.keyconfigs
        configurations.update()
        here = part("ui.menus").key_of_menu(getattr(configurations, name))
        return here[1] if here is not None else None

    return found


@pytest.fixture
def shortcut(addon: ModuleType) -> Iterator[Callable[[], list[str]]]:
    """A shortcut that the artist gave to an action; a function that gives the keys which it has."""
    keymap = bpy.context.window_manager.keyconfigs.user.keymaps["Window"]
    own = keymap.keymap_items.new("rodin_props.generate_from_camera", "F18", "PRESS", shift=True)
    own_id = own.id

    def keys() -> list[str]:
        bpy.context.window_manager.keyconfigs.update()
        keymap = bpy.context.window_manager.keyconfigs.user.keymaps["Window"]
        return [each.type for each in keymap.keymap_items if each.idname == "rodin_props.generate_from_camera"]

    yield keys
    keymap = bpy.context.window_manager.keyconfigs.user.keymaps["Window"]
    keymap.keymap_items.remove(keymap.keymap_items.from_id(own_id))


def again() -> None:
    """Disable the add-on and enable it; Blender looks at its keymaps in between, as it does at each event."""
    bpy.context.window_manager.keyconfigs.update()
    bpy.ops.preferences.addon_disable(module=MODULE)
    bpy.context.window_manager.keyconfigs.update()
    bpy.ops.preferences.addon_enable(module=MODULE)


def items_of(configuration: Any) -> list[tuple[str, str]]:
    """Key and name of all items of a key configuration that have to do with the add-on."""
    found = []
    for keymap in configuration.keymaps:
        for each in keymap.keymap_items:
            name = getattr(each.properties, "name", "") if each.properties else ""
            if "rodin" in f"{each.idname} {name}".casefold():
                found.append((each.type, name or each.idname))
    return found


def test_no_key_is_taken_in_any_key_configuration(addon: ModuleType, item: Callable[[str], Any]) -> None:
    assert item("user").type == "NONE"
    configurations = bpy.context.window_manager.keyconfigs
    assert items_of(configurations.addon) == [("NONE", "RODIN_PROPS_MT_all")]
    assert items_of(configurations.default) == [], "what the presets are made of, Industry Compatible among them"


def test_without_the_add_on_there_is_no_item(part: Part, item: Callable[[str], Any]) -> None:
    bpy.ops.preferences.addon_disable(module=MODULE)
    assert items_of(bpy.context.window_manager.keyconfigs.addon) == []
    bpy.ops.preferences.addon_enable(module=MODULE)
    assert items_of(bpy.context.window_manager.keyconfigs.addon) == [("NONE", "RODIN_PROPS_MT_all")]


def test_the_key_that_the_artist_gives_it_outlasts_disabling(
    part: Part, item: Callable[[str], Any], request: pytest.FixtureRequest
) -> None:
    def take_back() -> None:
        item("user").type = "NONE"

    request.addfinalizer(take_back)
    item("user").type = "F19"
    again()
    assert item("user").type == "F19"
    assert item("addon").type == "NONE"


def test_a_shortcut_of_any_action_outlasts_disabling(shortcut: Callable[[], list[str]]) -> None:
    assert shortcut() == ["F18"]
    again()
    assert shortcut() == ["F18"]
