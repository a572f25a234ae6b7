# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes that Rodin did not make are sent and split: in their own coordinates, with their own materials."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bmesh
import bpy
import pytest
from mathutils import Matrix, Vector
from part_scene import box_in_world, fills
from support.pictures import disc

Split = Callable[..., list[bpy.types.Object]]


@pytest.fixture
def cabinet(online: Any) -> bpy.types.Object:
    """Three boxes as one mesh, turned and scaled, each with a material of its own."""
    shape = bmesh.new()
    for number in range(3):
        box = bmesh.ops.create_cube(shape, size=1.0, matrix=Matrix.Translation(Vector((0, 0, 1.2 * number))))
        for face in {face for corner in box["verts"] for face in corner.link_faces}:
            face.material_index = number
    mesh = bpy.data.meshes.new("Cabinet")
    shape.to_mesh(mesh)
    mesh.uv_layers.new(name="Own")
    for name in ("Oak", "Pine", "Ash"):
        mesh.materials.append(bpy.data.materials.new(name))
    made = bpy.data.objects.new("Cabinet", mesh)
    bpy.context.scene.collection.objects.link(made)
    made.location, made.rotation_euler, made.scale = (1, 2, 3), (0.3, 0.0, 1.0), (2.0, 1.0, 1.0)
    bpy.context.view_layer.update()
    return made


def test_a_mesh_is_split_where_it_is_and_keeps_its_materials(
    cabinet: bpy.types.Object, split: Split, online: Any
) -> None:
    online.scenario(bang_parts=3)
    box = box_in_world(cabinet)
    root, *parts = split(cabinet)
    assert fills(parts, box)
    assert root.matrix_world == cabinet.matrix_world
    seen = {}
    for part in parts:
        numbers = {face.material_index for face in part.data.polygons if face.area > 1e-4}
        named = {part.data.materials[number].name for number in numbers}
        seen[part.name] = named & {"Oak", "Pine", "Ash"}
        assert [layer.name for layer in part.data.uv_layers] == ["Own"]
    assert sorted(map(len, seen.values())) == [1, 1, 1]
    assert set.union(*seen.values()) == {"Oak", "Pine", "Ash"}
    submission = online.record()["submissions"][-1]
    assert submission["kind"] == "bang"
    assert submission["model_bytes"] > 0
    assert submission["fields"]["material"] == "None"


def test_with_a_picture_the_parts_get_materials_of_their_own(
    cabinet: bpy.types.Object, split: Split, online: Any, tmp_path: Path
) -> None:
    (tmp_path / "look.png").write_bytes(disc())
    _, *parts = split(cabinet, filepath=str(tmp_path / "look.png"), material="PBR")
    (material,) = {slot.material for part in parts for slot in part.material_slots}
    assert material.name not in {"Oak", "Pine", "Ash"}
    assert online.record()["submissions"][-1]["fields"]["material"] == "PBR"


@pytest.mark.long
def test_a_prop_of_ours_can_be_sent_instead(chest: bpy.types.Object, split: Split, online: Any) -> None:
    box = box_in_world(chest)
    _, *parts = split(chest, send="MESH")
    assert fills(parts, box)
    assert online.record()["submissions"][-1]["model_bytes"] > 0


def test_what_is_sent_has_its_modifiers(cabinet: bpy.types.Object, split: Split) -> None:
    cabinet.modifiers.new("Array", "ARRAY").count = 2
    bpy.context.view_layer.update()
    evaluated = cabinet.evaluated_get(bpy.context.evaluated_depsgraph_get())
    width = evaluated.dimensions.x / cabinet.scale.x
    _, *parts = split(cabinet)
    local = [part.location.x + corner[0] for part in parts for corner in part.bound_box]
    assert max(local) - min(local) == pytest.approx(width, rel=0.02)
