# SPDX-License-Identifier: GPL-3.0-or-later
"""The switch of a Shaded prop: in the light of the scene, or as Rodin made it."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context
from variant_scene import activate, make_prop

Part = Callable[[str], ModuleType]


@pytest.fixture
def is_unlit(online: Any, part: Part) -> Callable[[bpy.types.Object], list[bool]]:
    """A function that says of each of a prop's materials whether it is shown unlit."""
    online.scenario(max_faces=500, texture_pixels=64)
    shaded = part("scene.shaded")
    return lambda prop: [shaded.is_unlit(each) for each in shaded.shaded_materials(prop)]


def test_it_switches_there_and_back_also_for_linked_copies(is_unlit: Callable[..., list[bool]]) -> None:
    bpy.context.scene.rodin_props.material = "SHADED"
    prop = make_prop()
    copy = prop.copy()
    bpy.context.scene.collection.objects.link(copy)
    assert is_unlit(prop) == [False]
    for unlit in (True, False):
        assert bpy.ops.rodin_props.show_unlit(unlit=unlit) == {"FINISHED"}
        assert is_unlit(prop) == is_unlit(copy) == [unlit]


@pytest.mark.long
def test_it_is_one_step_that_can_be_undone(is_unlit: Callable[..., list[bool]]) -> None:
    bpy.context.scene.rodin_props.material = "SHADED"
    name = make_prop().name
    bpy.ops.ed.undo_push(message="Begin")
    assert bpy.ops.rodin_props.show_unlit() == {"FINISHED"}
    bpy.ops.ed.undo()
    assert is_unlit(bpy.data.objects[name]) == [False]
    bpy.ops.ed.redo()
    assert is_unlit(bpy.data.objects[name]) == [True]


@pytest.mark.long
def test_another_prop_has_nothing_to_be_switched(is_unlit: Callable[..., list[bool]]) -> None:
    activate(make_prop())
    assert bpy.ops.rodin_props.show_unlit() == {"CANCELLED"}
    bpy.context.view_layer.objects.active = None
    assert not bpy.ops.rodin_props.show_unlit.poll()


@pytest.mark.parametrize("material", ["SHADED", "PBR"])
@pytest.mark.long
def test_the_switch_is_in_the_panel_and_in_the_menu_that_f3_searches(
    is_unlit: Callable[..., list[bool]], part: Part, material: str
) -> None:
    bpy.context.scene.rodin_props.material = material
    prop = make_prop()
    given = context(active_object=prop, window_manager=bpy.context.window_manager)
    for name in ("RODIN_PROPS_PT_prop", "RODIN_PROPS_MT_variants"):
        layout = Layout()
        getattr(part("ui.variants"), name).draw(SimpleNamespace(layout=layout), given)
        assert ("Unlit" in layout.buttons) == ("Lit by the Scene" in layout.buttons) == (material == "SHADED")
