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
    parts = [np.stack([quads[:, i], middle[:, i], center, middle[:, i - 1]], axis=1) for i in range(4)]
    return (
        np.concatenate([points, middles, points[quads].mean(axis=1)]),
        np.stack(parts, axis=1).reshape(-1, 4),
    )


def sixteen_times(mesh: Mesh) -> Mesh:
    """Return the same surface of sixteen times as many quads, or of four times as many where those are too many."""
    for _ in range(2):
        if 4 * len(mesh.quads) > MOST_QUADS:
            break
        points, quads = split_quads(mesh.points, mesh.quads)
        uvs, center = mesh.uvs, mesh.uvs.mean(axis=1)
        middle = (uvs + np.roll(uvs, -1, axis=1)) / 2
        parts = [np.stack([uvs[:, i], middle[:, i], center, middle[:, i - 1]], axis=1) for i in range(4)]
        mesh = Mesh(points=points, quads=quads, uvs=np.stack(parts, axis=1).reshape(-1, 4, 2))
    return mesh
