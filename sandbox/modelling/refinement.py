# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts every quad of a surface into four."""

import numpy as np

from .arrays import Array
from .mesh import Mesh

MOST_QUADS = 1_200_000


def split_quads(points: Array, quads: Array) -> tuple[Array, Array]:
    """Return the points (the given ones first) and the quads; those that one quad becomes begin at its corners."""
    edges = np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1)
    ordered = np.sort(edges, axis=-1).reshape(-1, 2).astype(np.int64)
    keys, which = np.unique(ordered[:, 0] * len(points) + ordered[:, 1], return_inverse=True)
    middles = (points[keys // len(points)] + points[keys % len(points)]) / 2
    middle = len(points) + which.reshape(-1, 4)
    center = len(points) + len(keys) + np.arange(len(quads))
    return np.concatenate([points, middles, points[quads].mean(axis=1)]), _quartered(quads, middle, center)


def sixteen_times(mesh: Mesh) -> Mesh:
    """Return the same surface of sixteen times as many quads, or of four times as many where those are too many."""
    for _ in range(2):
        if 4 * len(mesh.quads) > MOST_QUADS:
            break
        points, quads = split_quads(mesh.points, mesh.quads)
        middle = (mesh.uvs + np.roll(mesh.uvs, -1, axis=1)) / 2
        mesh = Mesh(points=points, quads=quads, uvs=_quartered(mesh.uvs, middle, mesh.uvs.mean(axis=1)))
    return mesh


def _quartered(corners: Array, middles: Array, centers: Array) -> Array:
    """Return 4m x 4 (x any): what stands at the corners of the four parts of each quad, each beginning at its corner.

    `middles` (m x 4) are those of the sides, the first one between the first and the second corner.
    """
    parts = [np.stack([corners[:, i], middles[:, i], centers, middles[:, i - 1]], axis=1) for i in range(4)]
    return np.stack(parts, axis=1).reshape(-1, *corners.shape[1:])
