# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface of a mesh, to be asked for places on it and for distances from it. For the background Blender."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy
from mathutils.bvhtree import BVHTree

from ..mesh_data import corner_vertices, points_of

if TYPE_CHECKING:
    from bpy.types import Mesh


_NO_AREA = 1e-14
"""Of the square of what a triangle of such sides can have: it is a line, and its first corner stands for it."""
INWARD = 2.0
"""For places that are to be away from the edges of triangles, which neighbours share."""


def triangle_corners(mesh: Mesh) -> numpy.ndarray:
    """Return the corners of the triangles that the mesh is drawn with, int32 (triangles, 3)."""
    mesh.calc_loop_triangles()
    corners = numpy.empty(len(mesh.loop_triangles) * 3, dtype=numpy.int32)
    mesh.loop_triangles.foreach_get("loops", corners)
    return corners.reshape(-1, 3)


def spread(areas: numpy.ndarray, count: int, *, seed: int, inward: float = 1.0) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return places spread evenly over triangles: which triangle (n), and the weights of its corners (n, 3).

    :param areas: of the triangles.
    :param inward: 1 spreads them evenly over each triangle, too; see `INWARD`.
    """
    chance, total = numpy.random.default_rng(seed), areas.sum()
    chosen = chance.choice(len(areas), size=count, p=areas / total if total > 0.0 else None)
    return chosen, chance.dirichlet((inward, inward, inward), size=count)


class Surface:
    """The triangles of a mesh as it is now, in its own coordinates."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.corners = triangle_corners(mesh)
        """Corners of the triangles, int32 (triangles, 3)."""
        self.vertices = corner_vertices(mesh)[self.corners]
        """Their vertices."""
        self._all_points = points_of(mesh).astype(numpy.float64)
        self.points = self._all_points[self.vertices]
        """Their places, float64 (triangles, 3, 3)."""

    @cached_property
    def _tree(self) -> BVHTree:
        return BVHTree.FromPolygons(self._all_points.tolist(), self.vertices.tolist())

    @property
    def diagonal(self) -> float:
        """Of the bounds."""
        return float(numpy.linalg.norm(numpy.ptp(self.points.reshape(-1, 3), axis=0)))

    def samples(
        self, count: int, *, seed: int, inward: float = 1.0
    ) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """Return places spread evenly over the surface: triangle (n), weights of its corners (n, 3), place (n, 3).

        :param inward: as for `spread`.
        """
        edges = self.points[:, 1] - self.points[:, 0], self.points[:, 2] - self.points[:, 0]
        areas = numpy.linalg.norm(numpy.cross(*edges), axis=1)
        chosen, weights = spread(areas, count, seed=seed, inward=inward)
        return chosen, weights, (self.points[chosen] * weights[:, :, None]).sum(axis=1)

    def distances_of(self, places: numpy.ndarray) -> numpy.ndarray:
        """Return how far places are from the surface."""
        found = (self._tree.find_nearest(place)[3] for place in places.tolist())
        return numpy.array([numpy.inf if distance is None else distance for distance in found])

    def nearest(self, places: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Return the triangle that is nearest to each place (n), and where it is nearest (n, 3)."""
        found = [self._tree.find_nearest(place) for place in places.tolist()]
        triangles = numpy.array([triangle or 0 for _, _, triangle, _ in found], dtype=numpy.int64)
        return triangles, numpy.array([(0.0, 0.0, 0.0) if place is None else place for place, *_ in found])

    def weights_of(self, places: numpy.ndarray, triangles: numpy.ndarray) -> numpy.ndarray:
        """Return barycentric weights of places (n, 3), each in the plane of its triangle (n): (n, 3)."""
        first, second, third = (self.points[triangles, corner] for corner in range(3))
        one, other, offset = second - first, third - first, places - first
        a, b, c = (one * one).sum(1), (one * other).sum(1), (other * other).sum(1)
        d, e = (offset * one).sum(1), (offset * other).sum(1)
        size = a * c - b * b
        has_area = size > _NO_AREA * a * c
        size = numpy.where(has_area, size, 1.0)
        weights = numpy.stack([c * d - b * e, a * e - b * d], axis=1) * (has_area / size)[:, None]
        return numpy.concatenate([1.0 - weights.sum(axis=1, keepdims=True), weights], axis=1)
