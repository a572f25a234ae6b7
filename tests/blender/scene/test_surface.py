# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported mesh becomes one surface, and looks as before."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from glb_files import Glb, Shape, box, picture_bytes
from quad_models import cut_up, stone, together
from surface_facts import assert_same_looks, corners, faces_of_edges, loose_parts, places, values

Part = Callable[[str], ModuleType]


@pytest.fixture
def surface(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that gives the mesh of a shape as Blender's importer brings it, and as it becomes."""

    def run(shape: Shape | Glb, *, restore_quads: bool = False) -> tuple[bpy.types.Mesh, bpy.types.Mesh]:
        glb = shape if isinstance(shape, Glb) else Glb()
        if isinstance(shape, Shape):
            glb.node(mesh=glb.mesh(shape, glb.material(color=glb.picture(picture_bytes()))))
        before = set(bpy.data.objects)
        path = glb.write(tmp_path / "model.glb")
        bpy.ops.import_scene.gltf(filepath=str(path), merge_vertices=False, import_shading="NORMALS")
        (imported,) = (each for each in set(bpy.data.objects) - before if each.type == "MESH")
        made = imported.data.copy()
        part("scene.prepare.surface").make_one_surface(made, restore_quads=restore_quads)
        assert not made.copy().validate(), "Blender finds faults in the mesh"
        kinds = {each.data_type for each in made.attributes if each.name.startswith(".select")}
        assert kinds <= {"BOOLEAN"}
        return imported.data, made

    return run


@pytest.mark.parametrize("is_cut_up", [False, True])
@pytest.mark.parametrize("restore_quads", [False, True])
def test_it_is_one_surface_that_looks_as_it_did(
    surface: Callable[..., Any], is_cut_up: bool, restore_quads: bool
) -> None:
    shape = stone(6)
    came, made = surface(cut_up(shape) if is_cut_up else shape, restore_quads=restore_quads)
    assert len(made.vertices) == places(came) == 6 * 6**2 + 2
    assert (faces_of_edges(made) == 2).all()
    assert loose_parts(made) == 1
    assert len(made.polygons) == (6 if restore_quads else 12) * 6**2
    assert_same_looks(made, came)


def test_seams_of_the_texture_are_marked(surface: Callable[..., Any]) -> None:
    _, made = surface(stone(4), restore_quads=True)
    islands = values(made.uv_layers[0].uv, "vector", 2) * (3, 2)
    sides: dict[int, set[tuple[int, ...]]] = {}
    for polygon in made.polygons:
        side = tuple(islands[list(polygon.loop_indices)].mean(axis=0).astype(int))
        for index in polygon.loop_indices:
            sides.setdefault(made.loops[index].edge_index, set()).add(side)
    assert [edge.use_seam for edge in made.edges] == [len(sides[edge.index]) > 1 for edge in made.edges]
    assert sum(edge.use_seam for edge in made.edges) == 12 * 4


def test_hard_edges_stay_hard_though_their_points_are_one(surface: Callable[..., Any]) -> None:
    came, made = surface(box(1, 2, 3))
    assert len(made.vertices) == 8
    assert_same_looks(made, came)


def test_a_mesh_without_normals_stays_flat(surface: Callable[..., Any]) -> None:
    shape = stone(3)
    came, made = surface(Shape(shape.points, shape.triangles, shape.uvs))
    assert_same_looks(made, came)
    assert not made.has_custom_normals
    assert loose_parts(made) == 1


def test_shells_that_touch_stay_apart(surface: Callable[..., Any]) -> None:
    along_an_edge = box(1, 1, 1), box(1, 1, 1, center=(1, 1, 0))
    at_a_corner = box(1, 1, 1), box(1, 1, 1, center=(1, 1, 1))
    on_a_side = box(1, 1, 1), box(1, 1, 1, center=(0, 1, 0))
    for shells in (along_an_edge, at_a_corner, on_a_side):
        for shape in (together(*shells), cut_up(together(*shells))):
            came, made = surface(shape)
            assert (len(made.vertices), loose_parts(made)) == (16, 2)
            assert (faces_of_edges(made) == 2).all()
            assert_same_looks(made, came)


def test_both_sides_of_a_sheet_are_left(surface: Callable[..., Any]) -> None:
    square = numpy.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], dtype=float)
    uvs, front = square[:, :2], numpy.array([(0, 1, 2), (0, 2, 3)])
    up = numpy.tile((0.0, 0.0, 1.0), (4, 1))
    for back in (front[:, ::-1], numpy.array([(1, 0, 3), (1, 3, 2)])):
        sheet = together(Shape(square, front, uvs, up), Shape(square, back, uvs, -up))
        came, made = surface(sheet, restore_quads=True)
        assert_same_looks(made, came)


def test_triangles_without_area_are_left_out(surface: Callable[..., Any]) -> None:
    shape = cut_up(stone(3))
    shape.points[shape.triangles[7, 1]] = shape.points[shape.triangles[7, 0]]
    came, made = surface(shape)
    assert len(made.polygons) == len(came.polygons) - 1
    assert (faces_of_edges(made) > 0).all()


def test_a_mesh_of_nothing_else_stays_as_it_is(surface: Callable[..., Any]) -> None:
    line = numpy.array([(0.0, 0, 0), (1.0, 0, 0), (1.0, 0, 0)])
    _, made = surface(Shape(line, numpy.array([(0, 1, 2)])), restore_quads=True)
    assert len(made.polygons) == 1


def test_colours_and_materials_stay_where_they_are(surface: Callable[..., Any]) -> None:
    glb, shape = Glb(), stone(4)
    half = len(shape.triangles) // 2
    meshes = [Shape(shape.points, part, shape.uvs, shape.normals) for part in numpy.split(shape.triangles, [half])]
    numbers = [glb.mesh(each, glb.material()) for each in meshes]
    glb.root["meshes"][numbers[0]]["primitives"] += glb.root["meshes"].pop()["primitives"]
    colors = glb._accessor(numpy.abs(shape.normals), "VEC3", 5126)
    for primitive in glb.root["meshes"][0]["primitives"]:
        primitive["attributes"]["COLOR_0"] = colors
    glb.node(mesh=numbers[0])
    came, made = surface(glb, restore_quads=True)
    assert_same_looks(made, came)
    assert len(made.polygons) == 6 * 4**2
    first, last = ({polygon.material_index for polygon in made.polygons[each]} for each in (slice(48), slice(48, 96)))
    assert first.isdisjoint(last)
    assert made.color_attributes.active_color_name == came.color_attributes.active_color_name
    directions = numpy.abs(corners(made)[..., 5:8]).reshape(-1, 3)
    loops = values(made.loop_triangles, "loops", 3).astype(int).reshape(-1)
    shown = values(made.color_attributes[0].data, "color", 4)[loops, :3]
    # Blender's axes: y is -z of the file.
    assert shown[:, [0, 2, 1]] == pytest.approx(directions, abs=0.01)


def test_it_is_the_same_when_imported_directly(
    part: Part, convert: Callable[..., Any], load: Callable[[], Any], tmp_path: Path
) -> None:
    glb = Glb()
    glb.node(mesh=glb.mesh(stone(5), glb.material(color=glb.picture(picture_bytes()))))
    path = glb.write(tmp_path / "model.glb")
    answer = convert(path, restore_quads=True)
    assert (answer["quads"], answer["triangles"]) == (6 * 5**2, 12 * 5**2)
    prepared = load().data
    direct = part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=True)
    part("scene.prepare.cleanup").scale_to(direct, size=0.9, height=True)
    assert_same_looks(direct.data, prepared)
    assert [len(polygon.vertices) for polygon in direct.data.polygons] == [4] * 6 * 5**2
