# SPDX-License-Identifier: GPL-3.0-or-later
"""From which side a model looks like the picture that it was made from."""

import io
from typing import Any

import numpy as np
from PIL import Image

from .glb import Array, Model

SIDES = {"+Z": (0.0, 0.0, 1.0), "-Z": (0.0, 0.0, -1.0), "+X": (1.0, 0.0, 0.0), "-X": (-1.0, 0.0, 0.0)}
"""Where somebody stands who sees the model so, along glTF's axes."""
_CELLS = 12
_CLEAR = 0.08
"""By so much (of 1) the best side must be better than the next."""


def front_of(model: Model, picture: bytes) -> tuple[str, dict[str, float]]:
    """Return the side that looks like the picture, "" where that is not clear; and how unlike each side is, 0 to 1."""
    wanted = _cells_of_picture(picture)
    points, normals, colors = _colored_points(model)
    unlike = {
        side: _difference(wanted, _cells_seen(points, normals, colors, np.array(direction)))
        for side, direction in SIDES.items()
    }
    best, second = sorted(unlike, key=lambda side: unlike[side])[:2]
    return (best if unlike[second] - unlike[best] >= _CLEAR else ""), unlike


def _cells_of_picture(data: bytes) -> Array:
    """Return the subject's colours in a grid, row by row from the top; NaN where there is none of it."""
    with Image.open(io.BytesIO(data)) as opened:
        pixels = np.asarray(opened.convert("RGBA"), float) / 255
    rows, columns = np.nonzero(pixels[:, :, 3] > 0.5)
    across = (columns - columns.min()) / max(np.ptp(columns), 1)
    down = (rows - rows.min()) / max(np.ptp(rows), 1)
    return _grid(across, down, pixels[rows, columns, :3])


def _colored_points(model: Model) -> tuple[Array, Array, Array]:
    points, normals, colors = [], [], []
    for _, mesh in model.placed():
        points.append(mesh.vertices)
        normals.append(mesh.vertex_normals)
        visual: Any = mesh.visual
        colors.append(np.array(visual.to_color().vertex_colors, dtype=np.float64)[:, :3] / 255)
    return np.concatenate(points), np.concatenate(normals), np.concatenate(colors)


def _cells_seen(points: Array, normals: Array, colors: Array, direction: Array) -> Array:
    """Return the colours in a grid that somebody sees who stands in a direction."""
    right = np.cross((0.0, 1.0, 0.0), direction)
    seen = normals @ direction > 0.3
    across, up = points @ right, points[:, 1]
    across = (across - across.min()) / max(np.ptp(across), 1e-9)
    down = (up.max() - up) / max(np.ptp(up), 1e-9)
    return _grid(across[seen], down[seen], colors[seen])


def _grid(across: Array, down: Array, colors: Array) -> Array:
    cell = np.minimum((down * _CELLS).astype(int), _CELLS - 1) * _CELLS
    cell += np.minimum((across * _CELLS).astype(int), _CELLS - 1)
    count = np.bincount(cell, minlength=_CELLS**2).astype(float)
    count[count == 0] = np.nan
    mean: Array = np.stack([np.bincount(cell, colors[:, i], _CELLS**2) for i in range(3)], axis=1) / count[:, None]
    return mean


def _difference(wanted: Array, seen: Array) -> float:
    """Return how unlike two grids are where both show something; 1 where they hardly meet."""
    both = ~np.isnan(wanted[:, 0]) & ~np.isnan(seen[:, 0])
    if both.sum() < _CELLS:
        return 1.0
    return float(np.abs(wanted[both] - seen[both]).mean())
