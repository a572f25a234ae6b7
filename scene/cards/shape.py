# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of a prop with few faces, for a variant that is still to come. Reads the mesh; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..mesh_data import corner_vertices, extremes, points_of

if TYPE_CHECKING:
    import numpy
    from bpy.types import Mesh

MOST_FACES = 200_000
"""Of a mesh that is gone through; what has more shows its box."""
_FEW_FACES = 3000
"""A mesh with so many faces is shown as it is."""
_CELLS = 32
"""Along the longest side: points in the same cell become one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Triangles in a mesh's own coordinates."""

    corners: numpy.ndarray
    """float32 (n, 3, 3)."""
    low: tuple[float, float, float]
    high: tuple[float, float, float]

    @property
    def normals(self) -> numpy.ndarray:
        """Of the triangles, float32 (n, 3), of length one or zero."""
        import numpy

        first, second, third = (self.corners[:, index] for index in range(3))
        normals = numpy.cross(second - first, third - first)
        lengths = numpy.linalg.norm(normals, axis=1, keepdims=True)
        return normals / numpy.where(lengths > 0.0, lengths, 1.0)


def shape_of(mesh: Mesh) -> Shape | None:
    """Return the shape of a mesh, or its box if it has too many faces to be gone through.

    :returns: None if it has no extent, or is being edited.
    """
    import numpy

    if not len(mesh.polygons) or mesh.is_editmode:
        return None
    points = points_of(mesh)
    low, high = extremes(points)
    extent = high - low
    if not numpy.isfinite(extent).all() or not max(extent) > 0.0:
        return None
    corners = _box(low, high) if len(mesh.polygons) > MOST_FACES else _triangles(mesh, points, low, high)
    return Shape(corners=corners, low=tuple(low.tolist()), high=tuple(high.tolist()))


def _triangles(mesh: Mesh, points: numpy.ndarray, low: numpy.ndarray, high: numpy.ndarray) -> numpy.ndarray:
    triangles = _vertices_of_triangles(mesh)
    if len(mesh.polygons) > _FEW_FACES:
        points, triangles = _merged(points, triangles, low, high)
    return points[triangles]


def _vertices_of_triangles(mesh: Mesh) -> numpy.ndarray:
    """Return the vertices of all triangles, int (n, 3); faces are split at their first corner."""
    import numpy

    vertices, faces = corner_vertices(mesh), len(mesh.polygons)
    if len(vertices) == 3 * faces:  # nothing but triangles, as far as the counts tell without a look at each face
        return vertices.reshape(-1, 3)
    totals = numpy.empty(faces, dtype=numpy.int32)
    mesh.polygons.foreach_get("loop_total", totals)
    starts = numpy.cumsum(totals) - totals
    of_face = numpy.repeat(numpy.arange(faces), totals - 2)
    number = numpy.arange(len(of_face)) - numpy.repeat(numpy.cumsum(totals - 2) - (totals - 2), totals - 2)
    first = starts[of_face]
    return numpy.stack([vertices[first], vertices[first + number + 1], vertices[first + number + 2]], axis=1)


def _merged(
    points: numpy.ndarray, triangles: numpy.ndarray, low: numpy.ndarray, high: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the points and triangles that are left when the points of each cell become one, in their middle."""
    import numpy

    side = _CELLS + 1
    cells = ((points - low) * (_CELLS / max(high - low))).astype(numpy.int32)
    keys = (cells[:, 0] * side + cells[:, 1]) * side + cells[:, 2]
    counts = numpy.bincount(keys, minlength=side**3)
    sums = [numpy.bincount(keys, weights=points[:, axis], minlength=side**3) for axis in range(3)]
    middles = (numpy.stack(sums, axis=1) / numpy.maximum(counts, 1)[:, None]).astype(numpy.float32)
    left = keys[triangles]
    first, second, third = left[:, 0], left[:, 1], left[:, 2]
    left = left[(first != second) & (second != third) & (third != first)]
    ordered = numpy.sort(left, axis=1).astype(numpy.int64)
    _, once = numpy.unique((ordered[:, 0] * side**3 + ordered[:, 1]) * side**3 + ordered[:, 2], return_index=True)
    return middles, left[once]


def _box(low: numpy.ndarray, high: numpy.ndarray) -> numpy.ndarray:
    """Return the twelve triangles of a box."""
    import numpy

    corners = numpy.array(
        [[(low, high)[number >> axis & 1][axis] for axis in range(3)] for number in range(8)], dtype=numpy.float32
    )
    quads = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5))
    triangles = [each for a, b, c, d in quads for each in ((a, b, c), (a, c, d))]
    return corners[numpy.array(triangles)]
