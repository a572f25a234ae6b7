# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes, their points and their corners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix, Vector

if TYPE_CHECKING:
    import numpy
    from bpy.types import Mesh, Object

FULL_KEY = "rodin_props_full"
"""Custom property of an object that shows a lighter level of its mesh: the full mesh."""
LEVEL_KEY = "rodin_props_level"
"""Custom property of the meshes that are lighter levels: the level's word."""
_POINTS_IN_A_ROW = 256


def mesh_of(target: Object) -> Mesh:
    """Return the mesh of an object of type MESH."""
    mesh = target.data
    assert isinstance(mesh, bpy.types.Mesh)
    return mesh


def full_mesh_of(target: Object) -> Mesh:
    """Return the mesh of an object of type MESH; if it shows a lighter level, the full one that this stands for."""
    shown = mesh_of(target)
    full = target.get(FULL_KEY) if LEVEL_KEY in shown else None
    return full if isinstance(full, bpy.types.Mesh) else shown


def points_of(mesh: Mesh) -> numpy.ndarray:
    """Return the points of a mesh in its own coordinates, float32 (n, 3)."""
    import numpy

    points = numpy.empty((len(mesh.vertices), 3), dtype=numpy.float32)
    if not _read_attribute(mesh, "position", "vector", points):
        mesh.vertices.foreach_get("co", points.reshape(-1))
    return points


def corner_vertices(mesh: Mesh) -> numpy.ndarray:
    """Return the vertex of each corner, int32."""
    return _of_corners(mesh, ".corner_vert", "vertex_index")


def corner_edges(mesh: Mesh) -> numpy.ndarray:
    """Return the edge from each corner to the next one of its face, int32."""
    return _of_corners(mesh, ".corner_edge", "edge_index")


def _of_corners(mesh: Mesh, attribute_name: str, name: str) -> numpy.ndarray:
    import numpy

    numbers = numpy.empty(len(mesh.loops), dtype=numpy.int32)
    if not _read_attribute(mesh, attribute_name, "value", numbers):
        mesh.loops.foreach_get(name, numbers)
    return numbers


def _read_attribute(mesh: Mesh, name: str, field: str, values: numpy.ndarray) -> bool:
    """Read an attribute and return True, a hundred times faster than by points or corners; in Edit Mode it is gone."""
    attribute: Any = mesh.attributes.get(name)
    if attribute is None or len(attribute.data) != len(values):
        return False
    attribute.data.foreach_get(field, values.reshape(-1))
    return True


def bounds_of(mesh: Mesh) -> tuple[Vector, Vector]:
    """Return the lowest and highest coordinates of a mesh."""
    low, high = extremes(points_of(mesh))
    return Vector(low.tolist()), Vector(high.tolist())


def extremes(points: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the lowest and highest coordinates of points (n, 3).

    numpy goes through rows of three numbers one by one, through long rows many numbers at once: 20 times as fast.
    """
    import numpy

    in_rows = len(points) - len(points) % _POINTS_IN_A_ROW
    rows, rest = points[:in_rows].reshape(-1, 3 * _POINTS_IN_A_ROW), points[in_rows:]
    lowest, highest = [rest], [rest]
    if len(rows):
        lowest, highest = [rest, rows.min(axis=0).reshape(-1, 3)], [rest, rows.max(axis=0).reshape(-1, 3)]
    return numpy.concatenate(lowest).min(axis=0), numpy.concatenate(highest).max(axis=0)


def transform(mesh: Mesh, matrix: Matrix) -> None:
    """Move the points of a mesh; its outer side stays that if it is mirrored."""
    mesh.transform(matrix)
    if matrix.determinant() < 0.0:
        mesh.flip_normals()
    mesh.update()


def triangle_count(mesh: Mesh) -> int:
    """Return how many triangles a mesh is drawn with. Costs nothing: no triangle is looked at."""
    return len(mesh.loops) - 2 * len(mesh.polygons)


def quad_count(mesh: Mesh) -> int:
    """Return how many faces are quads, of a mesh that has nothing but triangles and quads."""
    return len(mesh.loops) - 3 * len(mesh.polygons)
