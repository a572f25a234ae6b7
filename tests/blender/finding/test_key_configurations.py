# SPDX-License-Identifier: GPL-3.0-or-later
"""With Industry Compatible keys: nothing of theirs is touched, and what the artist gives outlasts a change of keys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

MODULE = "bl_ext.user_default.rodin_props"
INDUSTRY = "Industry_Compatible"
ACTION = "rodin_props.generate_from_camera"
Part = Callable[[str], ModuleType]
Activate = Callable[[str], None]
_MODIFIERS = ("any", "shift", "ctrl", "alt", "oskey", "key_modifier", "repeat", "direction", "active")


def configurations() -> Any:
    """Blender's key configurations, up to date as after any event."""
    found = bpy.context.window_manager.keyconfigs
    found.update()
    return found


@pytest.fixture
def activate(addon: ModuleType) -> Iterator[Activate]:
    """A function that activates a key configuration as the preferences do, by its name; Blender's own is the first."""
    found = configurations()
    first = found.active.name

    def chosen(name: str) -> None:
        if name in configurations():
            configurations().active = configurations()[name]
        else:
            (folder,) = bpy.utils.preset_paths("keyconfig")
            path = str(Path(folder, f"{name}.py"))
            assert bpy.ops.preferences.keyconfig_activate(filepath=path) == {"FINISHED"}
        assert configurations().active.name == name

    yield chosen
    found.active = found[first]
    if INDUSTRY in found:
        found.remove(found[INDUSTRY])
    for keymap in configurations().user.keymaps:
        keymap.restore_to_default()
    configurations()


def items_of(configuration: Any) -> list[tuple[Any, ...]]:
    """Everything that is said of each item of a key configuration, but for ours."""
    return [
        (keymap.name, *facts)
        for keymap in configuration.keymaps
        for item in keymap.keymap_items
        if "rodin" not in (facts := _facts(item))[-1].casefold()
    ]


def _facts(item: Any) -> tuple[Any, ...]:
    keys = tuple(getattr(item, name) for name in _MODIFIERS)
    return item.type, item.value, keys, item.propvalue, f"{item.idname} {_given(item.properties)}"


def _given(properties: Any) -> str:
    """What is set of an operator's properties, and of those of the operators that it is made of."""
    if properties is None:  # the same as none set: Blender gives either
        return "()"
    said = []
    for each in properties.bl_rna.properties:
        name = each.identifier
        if name != "rna_type" and properties.is_property_set(name):
            value = getattr(properties, name)
            said.append(f"{name}={_given(value) if isinstance(value, bpy.types.OperatorProperties) else value!r}")
    return f"({', '.join(said)})"


def enable(is_enabled: bool) -> None:
    """Enable or disable the add-on."""
    configurations()
    change = bpy.ops.preferences.addon_enable if is_enabled else bpy.ops.preferences.addon_disable
    assert change(module=MODULE) == {"FINISHED"}


def keys_of(name: str, *, configuration: str = "user") -> list[str]:
    """Keys of all items that an operator, or a menu that is called, has in a key configuration."""
    return [
        item.type
        for keymap in getattr(configurations(), configuration).keymaps
        for item in keymap.keymap_items
        if name in (item.idname, getattr(item.properties, "name", None))
    ]


def test_no_item_of_it_is_changed_taken_or_covered(activate: Activate) -> None:
    enable(False)
    activate(INDUSTRY)
    theirs, users = items_of(configurations().active), items_of(configurations().user)
    assert len(theirs) > 2000
    assert len(users) > 2000
    enable(True)
    assert items_of(configurations().active) == theirs
    assert items_of(configurations().user) == users
    enable(False)
    assert items_of(configurations().active) == theirs
    assert items_of(configurations().user) == users
    enable(True)


@pytest.mark.parametrize("name", ["Blender", INDUSTRY])
def test_ours_is_there_without_a_key_while_the_add_on_is(activate: Activate, name: str) -> None:
    activate(name)
    found = [keys_of("RODIN_PROPS_MT_all", configuration=each) for each in ("active", "addon", "user")]
    assert found == [[], ["NONE"], ["NONE"]]
    enable(False)
    gone = [keys_of("RODIN_PROPS_MT_all", configuration=each) for each in ("active", "addon", "user")]
    assert gone == [[], [], []]
    enable(True)
    assert keys_of("RODIN_PROPS_MT_all") == ["NONE"]


@pytest.mark.parametrize("names", [(INDUSTRY, "Blender"), ("Blender", INDUSTRY)])
def test_the_key_that_the_artist_gives_it_outlasts_disabling_and_other_keys(
    activate: Activate, part: Part, names: tuple[str, str]
) -> None:
    before, after = names
    activate(before)
    part("ui.menus").key_of_menu(configurations().user)[1].type = "F19"
    for name in (before, after, before):
        activate(name)
        assert keys_of("RODIN_PROPS_MT_all") == ["F19"]
        enable(False)
        enable(True)
        assert keys_of("RODIN_PROPS_MT_all") == ["F19"]
    assert keys_of("RODIN_PROPS_MT_all", configuration="active") == []


@pytest.mark.parametrize("names", [(INDUSTRY, "Blender"), ("Blender", INDUSTRY)])
def test_a_shortcut_of_any_action_outlasts_disabling_and_other_keys(activate: Activate, names: tuple[str, str]) -> None:
    before, after = names
    activate(before)
    configurations().user.keymaps["Window"].keymap_items.new(ACTION, "F18", "PRESS", shift=True)
    for name in (before, after, before):
        activate(name)
        assert keys_of(ACTION) == ["F18"]
        enable(False)
        assert keys_of(ACTION) == ["F18"], "greyed there, not lost"
        enable(True)
        assert keys_of(ACTION) == ["F18"]
