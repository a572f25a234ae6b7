# SPDX-License-Identifier: GPL-3.0-or-later
"""A mesh's looks: stepped through for nothing, shared as its slots are, kept in the file."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from own_mesh import attribute_bytes
from selecting import select

Retexture = Callable[..., set[str]]


def _names(target: bpy.types.Object) -> list[str]:
    return [slot.material.name if slot.material else "" for slot in target.material_slots]


def _activate(target: bpy.types.Object) -> None:
    select(target)
    bpy.context.view_layer.objects.active = target


@pytest.fixture
def chair(colourful: Any, retexture: Retexture) -> bpy.types.Object:
    """A cube with three slots, of which one is empty, and two looks beside its own."""
    bpy.ops.mesh.primitive_cube_add()
    chair = bpy.context.object
    chair.name = "chair"
    for name in ("wood", "metal"):
        chair.data.materials.append(bpy.data.materials.new(name))
    chair.data.materials.append(None)
    retexture(chair)
    colourful.scenario(retexture_mesh="new_uvs")
    retexture(chair, prompt="another")
    _activate(chair)
    return chair


@pytest.mark.long
def test_all_looks_are_stepped_through(chair: bpy.types.Object) -> None:
    seen = [_names(chair)]
    for _ in range(3):
        bpy.ops.rodin_props.show_look(offset=1)
        seen.append(_names(chair))
    assert seen == [["chair.001"] * 3, ["wood", "metal", ""], ["chair"] * 3, ["chair.001"] * 3]
    bpy.ops.rodin_props.show_look(offset=-2)
    assert _names(chair) == ["wood", "metal", ""]


@pytest.mark.long
def test_a_step_is_undone(chair: bpy.types.Object) -> None:
    bpy.ops.ed.undo_push(message="Begin")
    bpy.ops.rodin_props.show_look(offset=1)
    assert _names(bpy.data.objects["chair"]) == ["wood", "metal", ""]
    bpy.ops.ed.undo()
    assert _names(bpy.data.objects["chair"]) == ["chair.001"] * 3


@pytest.mark.long
def test_a_material_that_the_artist_puts_into_a_slot_becomes_its_own(chair: bpy.types.Object) -> None:
    chair.material_slots[1].material = bpy.data.materials.new("brass")
    bpy.ops.rodin_props.show_look(offset=1)
    assert _names(chair) == ["wood", "brass", ""]
    chair.material_slots[0].material = None
    bpy.ops.rodin_props.show_look(offset=1)
    bpy.ops.rodin_props.show_look(offset=-1)
    assert _names(chair) == ["", "brass", ""]


@pytest.mark.long
def test_a_removed_look_takes_its_map_and_leaves_the_rest(chair: bpy.types.Object, looks: ModuleType) -> None:
    before = attribute_bytes(chair.data)
    assert chair.data.uv_layers.keys() == ["UVMap", "Rodin"]
    assert bpy.ops.rodin_props.remove_look() == {"FINISHED"}
    assert _names(chair) == ["wood", "metal", ""]
    assert chair.data.uv_layers.keys() == ["UVMap"]
    assert attribute_bytes(chair.data).items() <= before.items()
    assert "chair.001" not in bpy.data.materials
    bpy.ops.rodin_props.show_look(offset=1)
    bpy.ops.rodin_props.remove_look()
    assert not looks.looks_of(chair)
    for key in (looks.LOOKS_KEY, looks.OWN_LOOK_KEY):
        assert key not in chair
        assert key not in chair.data


@pytest.mark.long
def test_linked_copies_change_together_or_not_as_their_slots_are_linked(
    colourful: Any, retexture: Retexture, looks: ModuleType
) -> None:
    bpy.ops.mesh.primitive_cube_add()
    chair = bpy.context.object
    chair.data.materials.append(bpy.data.materials.new("wood"))
    together, alone = chair.copy(), chair.copy()
    for each in (together, alone):
        bpy.context.scene.collection.objects.link(each)
    alone.material_slots[0].link = "OBJECT"
    alone.material_slots[0].material = bpy.data.materials.new("own")
    retexture(chair)
    look = chair.material_slots[0].material
    assert together.material_slots[0].material == look
    assert _names(alone) == ["own"]
    retexture(alone)
    assert _names(alone) != ["own"]
    assert chair.material_slots[0].material == look
    _activate(alone)
    assert looks.shown_look(alone)
    bpy.ops.rodin_props.show_look(offset=1)
    assert _names(alone) == ["own"]


def test_selected_linked_copies_are_paid_once(colourful: Any, retexture: Retexture) -> None:
    bpy.ops.mesh.primitive_cube_add()
    chair = bpy.context.object
    copy = chair.copy()
    bpy.context.scene.collection.objects.link(copy)
    retexture(chair, copy)
    assert len(colourful.record()["submissions"]) == 1
    assert chair.material_slots[0].material == copy.material_slots[0].material


@pytest.mark.long
def test_looks_survive_saving_and_appending(chair: bpy.types.Object, looks: ModuleType, tmp_path: Path) -> None:
    bpy.ops.rodin_props.show_look(offset=1)
    path = tmp_path / "room.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.open_mainfile(filepath=str(path))
    assert len(looks.looks_of(bpy.data.objects["chair"])) == 2
    bpy.ops.wm.read_homefile(use_empty=True)
    with bpy.data.libraries.load(str(path), link=False) as (_, wanted):
        wanted.objects = ["chair"]
    (appended,) = wanted.objects
    bpy.context.scene.collection.objects.link(appended)
    assert len(looks.looks_of(appended)) == 2
    _activate(appended)
    bpy.ops.rodin_props.show_look(offset=1)
    assert _names(appended) == ["chair"] * 3


def test_a_mesh_without_looks_has_no_step(addon: ModuleType) -> None:
    bpy.ops.mesh.primitive_cube_add()
    assert not bpy.ops.rodin_props.show_look.poll()
    assert not bpy.ops.rodin_props.remove_look.poll()
