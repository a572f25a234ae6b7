# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes back is laid onto what was sent by place: however it is turned, scaled, ordered or split."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from mathutils import Euler, Matrix

Part = Callable[[str], ModuleType]


def _sent() -> bpy.types.Mesh:
    """A lopsided mesh of triangles with a UV map."""
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=3)
    mesh = bpy.context.object.data
    for vertex in mesh.vertices:
        x, y, z = vertex.co
        vertex.co = (x * 2 + 0.3 * z * z, y * (1.5 if y > 0 else 1.0), z * (1.2 if z > 0 else 0.7))
    return mesh


def _shuffled(mesh: bpy.types.Mesh) -> bpy.types.Mesh:
    """The same surface: every triangle on its own, in another order, begun at another corner, with UVs by place."""
    chance = numpy.random.default_rng(3)
    points, faces = [], []
    for face in chance.permutation(len(mesh.polygons)):
        corners = list(mesh.polygons[int(face)].vertices)
        start = int(chance.integers(3))
        faces.append([len(points) + step for step in range(3)])
        points += [mesh.vertices[corners[(start + step) % 3]].co.copy() for step in range(3)]
    other = bpy.data.meshes.new("came")
    other.from_pydata(points, [], faces)
    layer = other.uv_layers.new(name="theirs")
    layer.uv.foreach_set("vector", numpy.array([_uv_of(point) for point in points], dtype=numpy.float32).ravel())
    return other


def _uv_of(point: Any) -> tuple[float, float]:
    return (0.5 + 0.1 * point[0] + 0.03 * point[2], 0.5 + 0.1 * point[1] - 0.05 * point[2])


@pytest.fixture
def surface_of(part: Part) -> Callable[[bpy.types.Mesh], Any]:
    """A function that makes a mesh ready to be asked for places."""
    return part("scene.measure.mesh_surface").Surface


def test_uvs_are_matched_by_place_and_not_by_order(addon: ModuleType, part: Part, surface_of: Any) -> None:
    sent = _sent()
    came = _shuffled(sent)
    uvs = part("scene.prepare.new_look.matching").matched_uvs(surface_of(came), surface_of(sent))
    wanted = [_uv_of(sent.vertices[loop.vertex_index].co) for loop in sent.loops]
    assert uvs == pytest.approx(numpy.array(wanted), abs=1e-5)


def test_a_missing_triangle_is_no_match(addon: ModuleType, part: Part, surface_of: Any) -> None:
    sent = _sent()
    came = _shuffled(sent)
    import bmesh

    less = bmesh.new()
    less.from_mesh(came)
    less.faces.ensure_lookup_table()
    less.faces.remove(less.faces[7])
    less.to_mesh(came)
    assert part("scene.prepare.new_look.matching").matched_uvs(surface_of(came), surface_of(sent)) is None


@pytest.mark.parametrize(
    "turn", [(0, 0, 0), (90, 0, 0), (0, 0, 180), (0, -90, 90)], ids=["as sent", "y up", "half round", "on its side"]
)
def test_what_came_is_brought_onto_what_was_sent(
    addon: ModuleType, part: Part, surface_of: Any, turn: tuple[float, float, float]
) -> None:
    alignment = part("scene.prepare.new_look.alignment")
    sent = _sent()
    came = _shuffled(sent)
    turned = Euler(numpy.radians(turn).tolist()).to_matrix().to_4x4()
    came.transform(Matrix.Translation((3, -2, 7)) @ Matrix.Scale(0.4, 4) @ turned)
    target = surface_of(sent)
    came.transform(alignment.aligning_matrix(surface_of(came), target))
    assert alignment.deviation(surface_of(came), target) < 1e-4 * target.diagonal
