# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's meshes become files for the service, as a render has them; the artist's file stays as it is."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from scene_snapshot import differences, snapshot
from sent_mesh import SentMesh

Part = Callable[[str], ModuleType]
Export = Callable[..., Any]


def _cube(**how: Any) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add(**how)
    return bpy.context.object


@pytest.fixture
def original(part: Part) -> Callable[[Path], Any]:
    """A function that reads what is kept of a mesh; it comes into the open file."""
    return part("scene.export.original").read


def test_a_mesh_is_sent_as_it_stands_in_the_world(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    cube = _cube(size=2.0, location=(50, 60, 70), rotation=(0, 0, 1.5707963), scale=(1, 2, 3))
    bpy.ops.object.shade_smooth()
    (answer,) = export(cube).exported
    sent = SentMesh(tmp_path / "Cube" / "mesh.glb")
    assert sent.size == pytest.approx((4.0, 2.0, 6.0), rel=1e-5)
    assert abs(sent.values("POSITION")).max() < 4.0  # not where it stands
    assert sent.names == {"POSITION", "NORMAL", "TEXCOORD_0"}
    assert (answer.triangles, answer.full_triangles, sent.triangles) == (12, 12, 12)
    assert answer.file_bytes == (tmp_path / "Cube" / "mesh.glb").stat().st_size


def test_nothing_of_the_artist_s_names_or_pictures_leaves(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    cube = _cube()
    cube.name = cube.data.name = "Secret project"
    cube["note"] = "Secret note"
    cube.data.materials.append(bpy.data.materials.new("Secret material"))
    cube.data.materials.append(bpy.data.materials.new("Secret other"))
    cube.data.polygons[0].material_index = 1
    cube.data.attributes.new("secret_attribute", "FLOAT", "POINT")
    cube.data.color_attributes.new("secret_color", "FLOAT_COLOR", "POINT")
    cube.vertex_groups.new(name="Secret group")
    export(cube)
    written = (tmp_path / "Secret project" / "mesh.glb").read_bytes()
    assert b"ecret" not in written
    sent = SentMesh(tmp_path / "Secret project" / "mesh.glb")
    assert len(sent.root["materials"]) == 1
    assert "images" not in sent.root


def test_modifiers_count_as_in_a_render(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    cube = _cube()
    subdivision = cube.modifiers.new("Subdivision", "SUBSURF")
    subdivision.levels, subdivision.render_levels = 0, 3
    hidden = cube.modifiers.new("Array", "ARRAY")
    hidden.show_render = False
    unseen = cube.modifiers.new("Mirror", "MIRROR")
    unseen.show_viewport = False
    unseen.use_bisect_axis[0] = False
    bpy.context.scene.render.use_simplify = True
    bpy.context.scene.render.simplify_subdivision_render = 0
    export(cube)
    assert SentMesh(tmp_path / "Cube" / "mesh.glb").triangles == 2 * 6 * 4**3 * 2


def test_the_file_of_the_artist_stays_as_it_is(addon: ModuleType, export: Export) -> None:
    cube = _cube()
    cube.modifiers.new("Subdivision", "SUBSURF")
    cube.shape_key_add(name="Basis")
    cube.shape_key_add(name="Key").value = 0.5
    cube.data.uv_layers.remove(cube.data.uv_layers[0])
    bpy.context.view_layer.update()
    before = snapshot()
    export(cube)
    assert not differences(before, snapshot())


def test_what_the_modifiers_need_goes_with_the_mesh(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    cutter = _cube(size=1.0, location=(1, 0, 0))
    cutter.hide_viewport = cutter.hide_render = True
    cube = _cube(size=2.0)
    boolean = cube.modifiers.new("Boolean", "BOOLEAN")
    boolean.object, boolean.operation = cutter, "UNION"
    export(cube)
    assert SentMesh(tmp_path / cube.name / "mesh.glb").size == pytest.approx((2.5, 2.0, 2.0), rel=1e-4)


def test_a_mesh_that_is_too_big_is_refused_or_reduced(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=6)
    bpy.ops.object.shade_smooth()
    ball = bpy.context.object
    refused = export(ball, largest_bytes=200_000)
    assert "20,480 triangles" in refused.exported[0].refusal
    assert "Nothing was sent" in str(refused.error)
    (answer,) = export(ball, largest_bytes=200_000, reduce=True).exported
    sent = tmp_path / ball.name / "mesh.glb"
    assert 100_000 < sent.stat().st_size <= 200_000
    assert answer.triangles == SentMesh(sent).triangles < answer.full_triangles == 20_480


def test_a_flat_mesh_is_sent_without_normals(addon: ModuleType, export: Export, tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=4, calc_uvs=False)
    export(bpy.context.object)
    assert SentMesh(tmp_path / "Icosphere" / "mesh.glb").names == {"POSITION"}


def test_the_original_is_kept_for_what_comes_back(
    addon: ModuleType, export: Export, original: Callable[[Path], Any], tmp_path: Path
) -> None:
    cube = _cube(location=(1, 2, 3))
    cube.data.uv_layers.new(name="Second")
    cube.data.materials.append(bpy.data.materials.new("Material"))
    assert export(cube).error is None
    kept = original(tmp_path / "Cube" / "original.blend")
    assert kept.facts.same_topology
    assert kept.facts.uv_map == "UVMap"
    assert tuple(kept.facts.world.translation) == (1, 2, 3)
    assert [layer.name for layer in kept.base.data.uv_layers] == ["UVMap", "Second"]
    assert not kept.base.data.materials
    assert len(kept.evaluated.data.polygons) == 6


def test_a_mesh_whose_modifiers_need_a_uv_map_gets_a_spare_one(
    addon: ModuleType, export: Export, original: Callable[[Path], Any], tmp_path: Path
) -> None:
    cube = _cube(calc_uvs=False)
    cube.modifiers.new("Subdivision", "SUBSURF").render_levels = 2
    export(cube)
    assert not cube.data.uv_layers
    kept = original(tmp_path / "Cube" / "original.blend")
    assert kept.facts.spare_uv_map == kept.facts.uv_map == "Rodin"
    assert kept.evaluated.data.uv_layers.keys() == ["Rodin"]
    assert "TEXCOORD_0" in SentMesh(tmp_path / "Cube" / "mesh.glb").names


def test_meshes_that_only_the_export_finds_unfit_are_named(addon: ModuleType, export: Export) -> None:
    full = _cube()
    for number in range(8):
        layer = full.data.uv_layers.get("UVMap") if number == 0 else full.data.uv_layers.new(name=f"Map {number}")
        layer.uv.foreach_set("vector", [0.0] * 48)
    full.name = "Full"
    empty = _cube()
    empty.name = "Masked"
    empty.modifiers.new("Mask", "MASK").vertex_group = empty.vertex_groups.new(name="None").name
    fine = _cube()
    done = export(full, empty, fine)
    assert [bool(each.refusal) for each in done.exported] == [True, True, False]
    assert "“Full” has 8 UV maps" in str(done.error)
    assert "“Masked” has no faces in a render" in str(done.error)


@pytest.mark.parametrize(
    ("name", "usable"), [("whole", True), ("overlapping", False), ("outside", False), ("none", False)]
)
def test_a_uv_map_is_used_if_it_can_carry_a_picture(
    addon: ModuleType, export: Export, original: Callable[[Path], Any], tmp_path: Path, name: str, usable: bool
) -> None:
    cube = _cube()
    layer = cube.data.uv_layers[0]
    uvs = [0.0] * 48
    layer.uv.foreach_get("vector", uvs)
    if name == "overlapping":
        uvs = [0, 0, 1, 0, 1, 1, 0, 1] * 6
    elif name == "outside":
        uvs = [value + 1.0 for value in uvs]
    elif name == "none":
        uvs = [0.5] * 48
    layer.uv.foreach_set("vector", uvs)
    export(cube)
    kept = original(tmp_path / "Cube" / "original.blend")
    assert bool(kept.facts.uv_map) == usable
    assert ("TEXCOORD_0" in SentMesh(tmp_path / "Cube" / "mesh.glb").names) == usable
