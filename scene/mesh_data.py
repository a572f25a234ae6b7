# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes and their points. bpy and numpy; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Vector

if TYPE_CHECKING:
    from bpy.types import Mesh, Object


def mesh_of(target: Object) -> Mesh:
    """The mesh of an object of type MESH."""
    mesh = target.data
    assert isinstance(mesh, bpy.types.Mesh)
    return mesh


def bounds_of(mesh: Mesh) -> tuple[Vector, Vector]:
    """Lowest and highest coordinates of a mesh."""
    import numpy

    points = numpy.empty(len(mesh.vertices) * 3, dtype=numpy.float32)
    mesh.vertices.foreach_get("co", points)
    points = points.reshape(-1, 3)
    return Vector(points.min(axis=0).tolist()), Vector(points.max(axis=0).tolist())
