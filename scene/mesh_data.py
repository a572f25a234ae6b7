# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes and their points. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Vector

if TYPE_CHECKING:
    import numpy
    from bpy.types import Mesh, Object


def mesh_of(target: Object) -> Mesh:
    """Return the mesh of an object of type MESH."""
    mesh = target.data
    assert isinstance(mesh, bpy.types.Mesh)
    return mesh


def points_of(mesh: Mesh) -> numpy.ndarray:
    """Return the points of a mesh in its own coordinates, float32 (n, 3)."""
    import numpy

    points = numpy.empty(len(mesh.vertices) * 3, dtype=numpy.float32)
    mesh.vertices.foreach_get("co", points)
    return points.reshape(-1, 3)


def bounds_of(mesh: Mesh) -> tuple[Vector, Vector]:
    """Return the lowest and highest coordinates of a mesh."""
    points = points_of(mesh)
    return Vector(points.min(axis=0).tolist()), Vector(points.max(axis=0).tolist())


def triangle_count(mesh: Mesh) -> int:
    """Return how many triangles a mesh is drawn with. Costs nothing: no triangle is looked at."""
    return len(mesh.loops) - 2 * len(mesh.polygons)


def quad_count(mesh: Mesh) -> int:
    """Return how many faces are quads, of a mesh that has nothing but triangles and quads."""
    return len(mesh.loops) - 3 * len(mesh.polygons)
