# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a mesh's UV maps can carry a picture of their own. Changes nothing. For the background Blender: it is slow.

A map can if it covers the surface, lies within one tile, and no two places of the surface share a place in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from ..measure.mesh_surface import INWARD, spread, triangle_corners
from ..mesh_data import corner_vertices, points_of

if TYPE_CHECKING:
    from bpy.types import Mesh

MOST_UV_MAPS = 8
"""As many as Blender's meshes have."""
_OUTSIDE = 1e-3
"""So far beyond 0 to 1 a map may reach."""
_UNMAPPED_SHARE = 0.02
"""So much of the surface may have no place in the map."""
_SHARED_SHARE = 0.02
"""So much of the map may be used twice."""
_LEAST_AREA = 1e-4
"""Of a whole map, in its own units."""
_SAMPLES = 4000
_SEED = 7


def usable_map(mesh: Mesh) -> str:
    """Return the name of a map that can carry a picture, the one that renders use first; "" if none can."""
    maps = sorted(mesh.uv_layers, key=lambda each: not each.active_render)
    return next((each.name for each in maps if is_usable(mesh, each.name)), "")


def uvs_of(mesh: Mesh, name: str) -> numpy.ndarray:
    """Return a map's places by corner, float32 (corners, 2)."""
    uvs = numpy.empty(len(mesh.loops) * 2, dtype=numpy.float32)
    mesh.uv_layers[name].uv.foreach_get("vector", uvs)
    return uvs.reshape(-1, 2)


def face_sizes(mesh: Mesh) -> numpy.ndarray:
    """Return how many corners each face has, int32."""
    sizes = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
    mesh.polygons.foreach_get("loop_total", sizes)
    return sizes


def is_usable(mesh: Mesh, name: str) -> bool:
    """Say whether a map can carry a picture."""
    triangles = triangle_corners(mesh)
    uvs = uvs_of(mesh, name)[triangles]
    if not len(uvs) or not numpy.isfinite(uvs).all() or uvs.min() < -_OUTSIDE or uvs.max() > 1.0 + _OUTSIDE:
        return False
    areas = numpy.abs(_cross(uvs[:, 1] - uvs[:, 0], uvs[:, 2] - uvs[:, 0])) / 2
    if areas.sum() < _LEAST_AREA:
        return False
    points = points_of(mesh)[corner_vertices(mesh)[triangles]]
    surface = numpy.linalg.norm(numpy.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]), axis=1)
    if surface[areas < 1e-12].sum() > _UNMAPPED_SHARE * surface.sum():
        return False
    return _shared_share(uvs, areas) <= _SHARED_SHARE


def _cross(one: numpy.ndarray, other: numpy.ndarray) -> numpy.ndarray:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def _shared_share(uvs: numpy.ndarray, areas: numpy.ndarray) -> float:
    """Return about how much of a map belongs to more than one triangle.

    Each triangle lies at a height of its own. What is seen of a place from above and from below is the same triangle
    if no other lies there.
    """
    from mathutils import Vector
    from mathutils.bvhtree import BVHTree

    heights = numpy.arange(len(uvs), dtype=numpy.float32) / len(uvs)
    corners = numpy.concatenate([uvs, numpy.repeat(heights, 3).reshape(-1, 3, 1)], axis=2).reshape(-1, 3)
    tree = BVHTree.FromPolygons(corners.tolist(), numpy.arange(len(corners)).reshape(-1, 3).tolist())
    chosen, weights = spread(areas, _SAMPLES, seed=_SEED, inward=INWARD)
    up, down = Vector((0.0, 0.0, 1.0)), Vector((0.0, 0.0, -1.0))
    shared = seen = 0
    for x, y in (uvs[chosen] * weights[:, :, None]).sum(axis=1).tolist():
        above, below = tree.ray_cast((x, y, 2.0), down)[2], tree.ray_cast((x, y, -1.0), up)[2]
        if above is not None and below is not None:
            seen += 1
            shared += above != below
    return shared / seen if seen else 0.0
