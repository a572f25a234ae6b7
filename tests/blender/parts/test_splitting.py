# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop is split by its task: the parts take its place, it is kept and hidden, and comes back."""

from collections.abc import Callable
from typing import Any

import bpy
import pytest
from part_scene import box_in_world, fills, stands_on_its_origin
from variant_scene import activate

Split = Callable[..., list[bpy.types.Object]]


@pytest.mark.parametrize("files", ["one", "many", "zip"])
@pytest.mark.parametrize("names", ["wanted", "numbered", "none"])
@pytest.mark.long
def test_the_parts_take_the_place_of_the_whole(
    chest: bpy.types.Object, split: Split, online: Any, files: str, names: str
) -> None:
    online.scenario(bang_files=files, bang_names=names, bang_parts=5)
    box = box_in_world(chest)
    root, *parts = split(chest)
    assert (root.type, root.name) == ("EMPTY", f"{chest.name} Parts")
    assert root.matrix_world == chest.matrix_world
    assert fills(parts, box)
    assert all(map(stands_on_its_origin, parts))
    assert all(part.parent == root for part in parts)
    told = {
        "wanted": {"Drawer 1", "Drawer 2", "Door 1", "Door 2", "Knob"},
        "numbered": {f"Chest of drawers Part {number}" for number in range(1, 6)},
    }
    assert {part.name for part in parts} == told.get(names, told["numbered"])
    assert {part.data.name for part in parts} == {part.name for part in parts}
    (material,) = {slot.material for part in parts for slot in part.material_slots}
    assert all(node.image.packed_file for node in material.node_tree.nodes if node.type == "TEX_IMAGE" and node.image)
    assert chest.hide_get()
    assert chest.hide_render
    assert not any(part.hide_get() or part.hide_render for part in parts)
    submission = online.record()["submissions"][-1]
    assert submission["kind"] == "bang"
    assert submission["fields"]["instruction"] == "drawer, door, knob"
    assert submission["fields"]["explode_strength"] == "0"


@pytest.mark.long
def test_one_undo_step_brings_the_whole_back(chest: bpy.types.Object, split: Split) -> None:
    name = chest.name
    assert len(split(chest)) > 2
    bpy.ops.ed.undo()
    whole = bpy.data.objects[name]
    assert not whole.hide_get()
    assert not whole.hide_render
    assert [each.name for each in bpy.context.scene.objects] == [name]


@pytest.mark.long
def test_one_button_brings_the_whole_back(chest: bpy.types.Object, split: Split) -> None:
    before = chest.matrix_world.copy()
    _, *parts = split(chest)
    activate(parts[0])
    assert bpy.ops.rodin_props.bring_back_whole() == {"FINISHED"}
    assert [each.name for each in bpy.context.scene.objects] == [chest.name]
    assert not chest.hide_get()
    assert not chest.hide_render
    assert chest.matrix_world == before
    assert bpy.context.view_layer.objects.active == chest
    assert not [mesh for mesh in bpy.data.meshes if not mesh.users]
    bpy.ops.ed.undo()
    assert len(bpy.context.scene.objects) == 2 + len(parts)
