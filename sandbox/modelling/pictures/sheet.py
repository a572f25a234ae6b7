# SPDX-License-Identifier: GPL-3.0-or-later
"""A flat sheet of quads that fills a silhouette and follows its outline."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from scipy import ndimage, sparse

from ..arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Quads in the picture's plane, in pixels, y down."""

    points: Array = field(repr=False)
    quads: Array = field(repr=False)
    rim: Array = field(repr=False)
    """For each point whether it lies on the outline."""


def signed_distance(mask: Array) -> Array:
    """Return the pixels to the outline, positive inside; smooth enough to follow."""
    smooth = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.2)
    inside = smooth > 0.5
    distance = ndimage.distance_transform_edt(inside) - ndimage.distance_transform_edt(~inside)
    distance = distance - np.sign(distance) * 0.5
    near = np.abs(distance) < 2.0
    fine = (smooth - 0.5) * 3.0
    return cv2.GaussianBlur(np.where(near, 0.5 * distance + 0.5 * fine, distance).astype(np.float32), (0, 0), 1.0)


def sample(layer: Array, points: Array) -> Array:
    """Return bilinear values of a layer at points (x, y)."""
    mode = cv2.INTER_LINEAR
    wide = points.astype(np.float32).reshape(-1, 1, 2)
    rows = 30_000  # OpenCV's tables hold at most 32,767
    parts = [
        cv2.remap(layer, wide[i : i + rows], None, mode, borderMode=cv2.BORDER_REPLICATE)
        for i in range(0, len(wide), rows)
    ]
    return np.concatenate(parts).reshape(len(points), -1) if layer.ndim == 3 else np.concatenate(parts).ravel()


def make_sheet(distance: Array, *, cell: float) -> Sheet:
    """Fill the inside of an outline (signed distance > 0) with cells of this size."""
    height, width = distance.shape
    columns, rows = int(np.ceil(width / cell)) + 2, int(np.ceil(height / cell)) + 2
    xs, ys = (np.arange(columns) - 0.5) * cell, (np.arange(rows) - 0.5) * cell
    centers = np.stack(np.meshgrid(xs, ys), axis=-1)
    inside = sample(distance, centers.reshape(-1, 2)).reshape(rows, columns) > 0
    inside[[0, -1]] = False
    inside[:, [0, -1]] = False
    inside = _manifold(_enough(inside))
    row, column = np.nonzero(inside)
    corners = np.stack(
        [
            row * (columns + 1) + column,
            (row + 1) * (columns + 1) + column,
            (row + 1) * (columns + 1) + column + 1,
            row * (columns + 1) + column + 1,
        ],
        axis=1,
    )
    used, quads = np.unique(corners, return_inverse=True)
    quads = quads.reshape(-1, 4)
    points = np.stack([used % (columns + 1) - 1.0, used // (columns + 1) - 1.0], axis=1) * cell
    rim = np.bincount(quads.ravel(), minlength=len(points)) < 4
    return Sheet(points=_fitted(points, quads, rim, distance, cell), quads=quads, rim=rim)


def _enough(inside: Array) -> Array:
    """Drop parts of fewer than four cells, unless there is nothing else."""
    labels, count = ndimage.label(inside)
    sizes = ndimage.sum_labels(inside, labels, np.arange(1, count + 1))
    kept = np.isin(labels, np.flatnonzero(sizes >= 4) + 1)
    if not kept.any():
        kept = np.zeros_like(inside)
        kept[
            inside.shape[0] // 2 - 1 : inside.shape[0] // 2 + 1, inside.shape[1] // 2 - 1 : inside.shape[1] // 2 + 1
        ] = True
    return kept


def _manifold(inside: Array) -> Array:
    """Fill up until front and back sheet, which share their rim, meet in no other point or edge.

    Cells that touch at a corner only would share a point but no edge; an edge inside the sheet with both ends on the
    rim would belong to four faces.
    """
    inside = inside.copy()
    while True:
        a, b, c, d = inside[:-1, :-1], inside[:-1, 1:], inside[1:, :-1], inside[1:, 1:]
        inner = a & b & c & d  # points with all four cells
        falling, rising = a & d & ~b & ~c, b & c & ~a & ~d
        upright = inside[1:-1, :-1] & inside[1:-1, 1:] & ~inner[:-1] & ~inner[1:]
        lying = inside[:-1, 1:-1] & inside[1:, 1:-1] & ~inner[:, :-1] & ~inner[:, 1:]
        to_fill = falling | rising
        to_fill[:-1] |= upright
        to_fill[:, :-1] |= lying
        if not to_fill.any():
            return inside
        for part in (a, b, c, d):
            part |= to_fill


def _fitted(points: Array, quads: Array, rim: Array, distance: Array, cell: float) -> Array:
    """Put rim points onto the outline and even out the others between them."""
    slope = np.stack(np.gradient(distance)[::-1], axis=-1).astype(np.float32)
    edges = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    average = _averaging(edges, len(points))
    once = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    rim_edges = once[0][once[1] == 1]
    along = _averaging(np.concatenate([rim_edges, rim_edges[:, ::-1]]), len(points))
    band = sample(distance, points) < 6 * cell
    for turn in range(12):
        points = np.where(rim[:, None], _onto_outline(points, distance, slope, rim), points)
        relaxed = np.where(rim[:, None], 0.5 * points + 0.5 * (along @ points), average @ points)
        points = np.where((band | rim)[:, None], relaxed, points) if turn < 11 else points
    return points


def _averaging(edges: Array, count: int) -> sparse.csr_matrix:
    """Return a matrix that gives each point the mean of its neighbours."""
    pairs = np.unique(np.concatenate([edges, edges[:, ::-1]]), axis=0)
    degree = np.maximum(np.bincount(pairs[:, 0], minlength=count), 1)
    return sparse.csr_matrix((1.0 / degree[pairs[:, 0]], (pairs[:, 0], pairs[:, 1])), shape=(count, count))


def _onto_outline(points: Array, distance: Array, slope: Array, rim: Array) -> Array:
    moved = points[rim]
    for _ in range(3):
        off = sample(distance, moved)
        way = sample(slope, moved)
        moved = moved - (off / np.maximum((way**2).sum(axis=1), 0.2))[:, None] * way
    result = points.copy()
    result[rim] = moved
    return result
