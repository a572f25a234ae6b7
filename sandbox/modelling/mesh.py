# SPDX-License-Identifier: GPL-3.0-or-later
"""The one shape of geometry that all makers give and all writers take."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .arrays import Array

LONGEST_SIDE = 1.9
"""The service's results are normalised so that their longest side is about this."""
ASIDE = (0.07, 0.0, -0.05)
"""Where the middle of the floor stands of a model that is off centre, in parts of its size."""

Origin = Literal["center", "bottom", "aside"]
"""Where a model's origin is: in its middle, in the middle of its floor, or beside that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """A closed surface of quads, Y up, front towards +Z. Points are shared, texture coordinates are per corner."""

    points: Array = field(repr=False)
    """n x 3 float64."""
    quads: Array = field(repr=False)
    """m x 4 indices of points, counter-clockwise from outside."""
    uvs: Array = field(repr=False)
    """m x 4 x 2, origin at the upper left as glTF has it."""

    def triangles(self) -> Array:
        """Return 2m x 3 corner numbers (quad * 4 + corner), each quad cut along its better diagonal."""
        corner = np.arange(len(self.quads) * 4).reshape(-1, 4)
        a, b, c, d = (self.points[self.quads[:, i]] for i in range(4))
        other = self._without_doubles(_worst_turn(a, b, c, d) < _worst_turn(b, c, d, a))
        first = np.where(other[:, None], corner[:, [1, 2, 3]], corner[:, [0, 1, 2]])
        second = np.where(other[:, None], corner[:, [1, 3, 0]], corner[:, [0, 2, 3]])
        return np.stack([first, second], axis=1).reshape(-1, 3)

    def _without_doubles(self, other: Array) -> Array:
        """Say which quads are cut from their second corner, such that no cut coincides with another cut or a side."""
        quads, count = self.quads.astype(np.int64), len(self.points)
        sides = np.concatenate([_edge_keys(quads[:, i], quads[:, (i + 1) % 4], count) for i in range(4)])
        straight, crossed = (_edge_keys(quads[:, i], quads[:, i + 2], count) for i in (0, 1))
        for _ in range(3):
            cuts = np.where(other, crossed, straight)
            _, which, times = np.unique(cuts, return_inverse=True, return_counts=True)
            doubled = (times[which.ravel()] > 1) | np.isin(cuts, sides)
            if not doubled.any():
                break
            other = other ^ doubled
        return other

    def point_normals(self) -> Array:
        """Return n x 3 unit normals, weighted by area."""
        a, b, c, d = (self.points[self.quads[:, i]] for i in range(4))
        face = np.cross(c - a, d - b)
        total = np.zeros_like(self.points)
        for index in range(4):
            for axis in range(3):
                total[:, axis] += np.bincount(self.quads[:, index], face[:, axis], len(self.points))
        return unit(total)


def _edge_keys(starts: Array, ends: Array, count: int) -> Array:
    return np.minimum(starts, ends) * count + np.maximum(starts, ends)


def _worst_turn(a: Array, b: Array, c: Array, d: Array) -> Array:
    """Return for the diagonal a-c the smaller of the two triangles' areas relative to their sides."""
    return np.minimum(_fairness(a, b, c), _fairness(a, c, d))


def _fairness(a: Array, b: Array, c: Array) -> Array:
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    sides = ((b - a) ** 2 + (c - b) ** 2 + (a - c) ** 2).sum(axis=1)
    return area / np.maximum(sides, 1e-30)


def unit(vectors: Array) -> Array:
    """Return vectors of length one; (0, 1, 0) where there is no direction."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    up = np.zeros_like(vectors)
    up[..., 1] = 1.0
    return np.where(length > 1e-12, vectors / np.maximum(length, 1e-12), up)


def placed(
    points: Array, *, bbox: tuple[int, int, int] | None, origin: Origin, longest_side: float = LONGEST_SIDE
) -> Array:
    """Return points around an origin, in the asked proportions, as large as the service makes them."""
    low, high = points.min(axis=0), points.max(axis=0)
    points = points - (low + high) / 2
    size = np.maximum(high - low, 1e-9)
    if bbox is not None:
        points = points * (np.array(bbox, float) / size)
        size = np.array(bbox, float)
    scale = longest_side / size.max()
    points = points * scale
    if origin != "center":
        points[:, 1] -= points[:, 1].min()
    return points + size * scale * ASIDE if origin == "aside" else points
