# SPDX-License-Identifier: GPL-3.0-or-later
"""A layout of its own for a surface: charts of faces that look the same way, side by side."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..arrays import Array

GAP = 1 / 256
"""Room between charts, of the texture's side."""


def unwrap(points: Array, faces: Array) -> Array:
    """Return m x 3 x 2 texture coordinates such that no two places of a chart share one, but where it folds back."""
    corners = points[faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    axis = np.abs(normals).argmax(axis=1)
    looks = axis * 2 + (np.take_along_axis(normals, axis[:, None], axis=1)[:, 0] < 0)
    flat = _flattened(corners, looks)
    chart = charts(faces, looks)
    low, high = _bounds(flat, chart)
    size = high - low
    places, scale = _packed(size)
    local = flat - low[chart][:, None]
    return np.asarray(places[chart][:, None] + local * scale)


def charts(faces: Array, kinds: Array) -> Array:
    """Return m numbers: that of the connected piece of faces of one kind that each face (m x 3) belongs to."""
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1).astype(np.int64)
    face = np.tile(np.arange(len(faces)), 3)
    keys = (edges[:, 0] << 31) + edges[:, 1]
    order = np.argsort(keys, kind="stable")
    keys, face = keys[order], face[order]
    same = (keys[1:] == keys[:-1]) & (kinds[face[1:]] == kinds[face[:-1]])
    a, b = face[:-1][same], face[1:][same]
    links = coo_matrix((np.ones(len(a), bool), (a, b)), shape=(len(faces), len(faces)))
    return np.asarray(connected_components(links, directed=False)[1])


def _flattened(corners: Array, looks: Array) -> Array:
    """Return m x 3 x 2: each face seen from where it looks, upright where that means something."""
    x, y, z = (corners[..., index] for index in range(3))
    seen = np.stack([np.stack(pair, axis=-1) for pair in ((-z, -y), (z, -y), (x, z), (x, -z), (x, -y), (-x, -y))])
    return np.asarray(seen[looks, np.arange(len(looks))])


def _bounds(flat: Array, chart: Array) -> tuple[Array, Array]:
    count = int(chart.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    number = np.repeat(chart, 3)
    np.minimum.at(low, number, flat.reshape(-1, 2))
    np.maximum.at(high, number, flat.reshape(-1, 2))
    return low, high


def _packed(size: Array) -> tuple[Array, float]:
    """Return the upper left corner of each chart and the scale at which all fit into the unit square."""
    order = np.argsort(-size[:, 1], kind="stable")
    gap = min(GAP, 0.25 / np.sqrt(len(size)))
    low, high = 0.0, 1.0 / max(float(size.max()), 1e-9)
    best = _shelves(size[order] * low + gap)[0]
    for _ in range(24):
        scale = (low + high) / 2
        places, height = _shelves(size[order] * scale + gap)
        if height <= 1 - gap:
            low, best = scale, places
        else:
            high = scale
    places = np.empty_like(size)
    places[order] = best + gap / 2
    return places, low


def _shelves(size: Array) -> tuple[Array, float]:
    """Put boxes, the highest first, side by side on shelves; return their corners and the height of all shelves."""
    places = np.empty_like(size)
    x = y = shelf = 0.0
    for index, (wide, tall) in enumerate(size.tolist()):
        if x + wide > 1.0 and x > 0:
            x, y, shelf = 0.0, y + shelf, 0.0
        places[index] = x, y
        x, shelf = x + wide, max(shelf, tall)
    return places, (y + shelf) if size[:, 0].max() <= 1.0 else np.inf
