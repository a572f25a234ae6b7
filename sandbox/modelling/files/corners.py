# SPDX-License-Identifier: GPL-3.0-or-later
"""Vertices as graphics cards want them: one for each different corner."""

from dataclasses import dataclass, field

import numpy as np

from ..arrays import Array
from ..mesh import Mesh, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Vertices and the triangles between them, Y up."""

    positions: Array = field(repr=False)
    normals: Array = field(repr=False)
    uvs: Array = field(repr=False)
    indices: Array = field(repr=False)
    """Three for each triangle, in one row."""

    @classmethod
    def of(cls, *, positions: Array, normals: Array, uvs: Array, indices: Array) -> "Corners":
        """Make them of numbers of any kind, in any shape of indices."""
        return cls(
            positions=positions.astype(np.float32),
            normals=normals.astype(np.float32),
            uvs=uvs.astype(np.float32),
            indices=indices.reshape(-1).astype(np.uint32),
        )

    def tangents(self) -> Array:
        """Return n x 4: the unit direction in which U grows along the surface, and the sign of the other direction."""
        triangles = self.indices.reshape(-1, 3).astype(np.int64)
        place, uv = self.positions[triangles].astype(float), self.uvs[triangles].astype(float)
        one, two = place[:, 1] - place[:, 0], place[:, 2] - place[:, 0]
        (u1, v1), (u2, v2) = (uv[:, 1] - uv[:, 0]).T, (uv[:, 2] - uv[:, 0]).T
        turn = np.sign(u1 * v2 - u2 * v1)[:, None]
        along = self._sum(triangles, unit((one * v2[:, None] - two * v1[:, None]) * turn))
        upward = self._sum(triangles, (one * u2[:, None] - two * u1[:, None]) * turn)  # V grows downwards
        normals = self.normals.astype(float)
        flat = along - normals * (along * normals).sum(axis=1, keepdims=True)
        least = np.eye(3)[np.argmin(np.abs(normals), axis=1)]
        lost = np.linalg.norm(flat, axis=1, keepdims=True) < 1e-6
        flat = unit(np.where(lost, np.cross(normals, least), flat))
        sign = np.where((np.cross(normals, flat) * upward).sum(axis=1) < 0, -1.0, 1.0)
        return np.concatenate([flat, sign[:, None]], axis=1)

    def _sum(self, triangles: Array, vectors: Array) -> Array:
        """Sum one vector of each triangle at its three vertices."""
        count, which = len(self.positions), triangles.ravel()
        return np.stack([np.bincount(which, np.repeat(vectors[:, i], 3), count) for i in range(3)], axis=1)


def to_corners(mesh: Mesh, triangles: Array, *, welded: bool) -> Corners:
    """Return vertices shared by triangles, or (as raw results sometimes are) three of its own for each triangle.

    `triangles` are k x 3 corner numbers. Points on a seam of the texture have several vertices, of one normal.
    """
    corner_points = mesh.quads.ravel()
    corner_uvs = mesh.uvs.reshape(-1, 2)
    chosen = triangles.ravel()
    if welded:
        grid = np.round(np.clip(corner_uvs, 0, 1) * ((1 << 19) - 1)).astype(np.int64)
        keys = (corner_points.astype(np.int64) << 40) + (grid[:, 0] << 20) + grid[:, 1]
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        indices = inverse.ravel()[chosen]
    else:
        first, indices = chosen, np.arange(len(chosen))
    points = corner_points[first]
    normals = mesh.point_normals()[points]
    return Corners.of(positions=mesh.points[points], normals=normals, uvs=corner_uvs[first], indices=indices)
