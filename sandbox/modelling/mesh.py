# SPDX-License-Identifier: GPL-3.0-or-later
"""The one shape of geometry that all makers give and all writers take."""

from dataclasses import dataclass, field

import numpy as np

LONGEST_SIDE = 1.9
"""The service's results are normalised so that their longest side is about this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """A closed surface of quads, Y up, front towards +Z. Points are shared, texture coordinates are per corner."""

    points: np.ndarray = field(repr=False)
    """n x 3 float64."""
    quads: np.ndarray = field(repr=False)
    """m x 4 indices of points, counter-clockwise from outside."""
    uvs: np.ndarray = field(repr=False)
    """m x 4 x 2, origin at the upper left as glTF has it."""

    def triangles(self) -> np.ndarray:
        """2m x 3 corner numbers (quad * 4 + corner), each quad cut along its better diagonal."""
        corner = np.arange(len(self.quads) * 4).reshape(-1, 4)
        a, b, c, d = (self.points[self.quads[:, i]] for i in range(4))
        other = _worst_turn(a, b, c, d) < _worst_turn(b, c, d, a)
        first = np.where(other[:, None], corner[:, [1, 2, 3]], corner[:, [0, 1, 2]])
        second = np.where(other[:, None], corner[:, [1, 3, 0]], corner[:, [0, 2, 3]])
        return np.stack([first, second], axis=1).reshape(-1, 3)

    def point_normals(self) -> np.ndarray:
        """n x 3 unit normals, weighted by area."""
        a, b, c, d = (self.points[self.quads[:, i]] for i in range(4))
        face = np.cross(c - a, d - b)
        total = np.zeros_like(self.points)
        for index in range(4):
            for axis in range(3):
                total[:, axis] += np.bincount(self.quads[:, index], face[:, axis], len(self.points))
        return unit(total)


def _worst_turn(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """For the diagonal a-c: the smaller of the two triangles' areas relative to their sides."""
    return np.minimum(_fairness(a, b, c), _fairness(a, c, d))


def _fairness(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    sides = ((b - a) ** 2 + (c - b) ** 2 + (a - c) ** 2).sum(axis=1)
    return area / np.maximum(sides, 1e-30)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length one; (0, 1, 0) where there is no direction."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    up = np.zeros_like(vectors)
    up[..., 1] = 1.0
    return np.where(length > 1e-12, vectors / np.maximum(length, 1e-12), up)


def placed(points: np.ndarray, *, bbox: tuple[int, int, int] | None, on_floor: bool) -> np.ndarray:
    """Points centred (or standing on the floor), in the asked proportions, longest side 1.9."""
    low, high = points.min(axis=0), points.max(axis=0)
    points = points - (low + high) / 2
    size = np.maximum(high - low, 1e-9)
    if bbox is not None:
        points = points * (np.array(bbox, float) / size)
        size = np.array(bbox, float)
    points = points * (LONGEST_SIDE / size.max())
    if on_floor:
        points[:, 1] -= points[:, 1].min()
    return points
