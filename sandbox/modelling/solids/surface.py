# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface of a solid as quads: surface nets on a grid, then pulled onto the surface and refined."""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from ..arrays import Array
from ..refinement import split_quads
from .fields import Solid

BASE_QUADS = 26_000
"""More than this are made by cutting quads in four, which costs less than a finer grid."""
BLOCK = 6
_CORNERS = np.array([(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)])
_EDGES = np.array([(0, 4), (1, 5), (2, 6), (3, 7), (0, 2), (1, 3), (4, 6), (5, 7), (0, 1), (2, 3), (4, 5), (6, 7)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Points and quads, counter-clockwise from outside."""

    points: Array = field(repr=False)
    quads: Array = field(repr=False)


def surface_of(solid: Solid, *, quads: int) -> Surface:
    """Return a closed surface of about so many quads."""
    splits = 0
    while quads / 4**splits > BASE_QUADS:
        splits += 1
    wanted = quads / 4**splits
    size = np.array(solid.high) - np.array(solid.low)
    cell = float(size.max()) / 48
    for _ in range(2):
        found = len(_nets(solid, cell).quads)
        cell *= float(np.sqrt(max(found, 8) / wanted))
    surface = _relaxed(solid, _nets(solid, cell), turns=3)
    for _ in range(splits):
        points, quads = split_quads(surface.points, surface.quads)
        surface = Surface(points=_apart(_onto(solid, points, turns=2), points), quads=quads)
    return surface


def _nets(solid: Solid, cell: float) -> Surface:
    low = np.array(solid.low) - 2.5 * cell
    counts = np.ceil((np.array(solid.high) + 2.5 * cell - low) / cell).astype(int)
    counts += -counts % BLOCK
    values = _values(solid, low, cell, counts)
    for axis in range(3):  # whatever reaches the grid's border is cut off there
        for end in (0, -1):
            side = np.moveaxis(values, axis, 0)[end]
            np.maximum(side, 1e-4, out=side)
    inside = _well_formed(values)
    mixed = np.zeros(counts - 1, bool)
    first = inside[:-1, :-1, :-1]
    for i, j, k in _CORNERS[1:]:
        mixed |= inside[i : counts[0] - 1 + i, j : counts[1] - 1 + j, k : counts[2] - 1 + k] != first
    cells = np.argwhere(mixed)
    number = np.full(mixed.shape, -1)
    number[mixed] = np.arange(len(cells))
    return Surface(points=low + cell * (cells + _crossings(values, cells)), quads=_quads(inside, number))


def _values(solid: Solid, low: Array, cell: float, counts: Array) -> Array:
    """Take the field at all grid points; away from the surface only its sign is right, which saves most of the work."""
    blocks = np.stack(np.meshgrid(*(np.arange(n // BLOCK) for n in counts), indexing="ij"), axis=-1).reshape(-1, 3)
    half = BLOCK / 2
    far = solid.distance(low + cell * (blocks * BLOCK + half - 0.5))
    near = np.abs(far) < 1.5 * half * np.sqrt(3) * cell
    offsets = np.stack(np.meshgrid(*[np.arange(BLOCK)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    result = np.repeat(far[:, None], BLOCK**3, axis=1)
    chosen = np.flatnonzero(near)
    for part in np.array_split(chosen, max(1, len(chosen) // 1200)):
        at = (blocks[part][:, None] * BLOCK + offsets).reshape(-1, 3)
        result[part] = solid.distance(low + cell * at).reshape(len(part), -1)
    shape = tuple(counts // BLOCK)
    grid = result.reshape(*shape, BLOCK, BLOCK, BLOCK).transpose(0, 3, 1, 4, 2, 5)
    return np.ascontiguousarray(grid.reshape(tuple(counts)))


def _well_formed(values: Array) -> Array:
    """Say which grid points are inside, after filling those where the surface would touch itself in an edge or a point.

    `values` is changed to match. No square of four then has inside and outside at opposite corners, and no cube.
    """
    inside = values < 0
    for _ in range(50):
        bad = np.zeros_like(inside)
        for axis in range(3):
            s, out = np.moveaxis(inside, axis, 0), np.moveaxis(bad, axis, 0)
            a, b, c, d = s[:, :-1, :-1], s[:, :-1, 1:], s[:, 1:, :-1], s[:, 1:, 1:]
            out[:, :-1, 1:] |= a & d & ~b & ~c
            out[:, :-1, :-1] |= b & c & ~a & ~d
        for i, j, k in _CORNERS[:4]:  # two opposite corners of a cube alone inside, or alone outside
            parts = {(x, y, z): _corner(inside, x, y, z) for x, y, z in _CORNERS}
            one, other = parts[i, j, k], parts[1 - i, 1 - j, 1 - k]
            rest = [part for place, part in parts.items() if part is not one and part is not other]
            alone = one & other & ~np.logical_or.reduce(rest)
            hollow = ~one & ~other & np.logical_and.reduce(rest)
            _corner(bad, 1 - i, j, k)[alone] = True
            _corner(bad, i, j, k)[hollow] = True
        if not bad.any():
            break
        inside |= bad
        values[bad] = -1e-6
    return inside


def _corner(grid: Array, i: int, j: int, k: int) -> Array:
    return grid[i : grid.shape[0] - 1 + i, j : grid.shape[1] - 1 + j, k : grid.shape[2] - 1 + k]


def _crossings(values: Array, cells: Array) -> Array:
    """Return for each cell the mean of the places where the surface crosses its edges (0 to 1 each way)."""
    at = cells[:, None, :] + _CORNERS
    corner = values[at[..., 0], at[..., 1], at[..., 2]]
    a, b = corner[:, _EDGES[:, 0]], corner[:, _EDGES[:, 1]]
    crossed = (a < 0) != (b < 0)
    share = np.where(crossed, a / np.where(crossed, a - b, 1.0), 0.0)
    start, way = _CORNERS[_EDGES[:, 0]], _CORNERS[_EDGES[:, 1]] - _CORNERS[_EDGES[:, 0]]
    places = (start + share[..., None] * way) * crossed[..., None]
    return places.sum(axis=1) / np.maximum(crossed.sum(axis=1), 1)[:, None]


def _quads(inside: Array, number: Array) -> Array:
    parts = []
    for axis in range(3):
        turned = np.moveaxis(inside, (axis, (axis + 1) % 3, (axis + 2) % 3), (0, 1, 2))
        cells = np.moveaxis(number, (axis, (axis + 1) % 3, (axis + 2) % 3), (0, 1, 2))
        i, j, k = np.nonzero(turned[:-1] != turned[1:])
        quad = np.stack([cells[i, j - 1, k - 1], cells[i, j, k - 1], cells[i, j, k], cells[i, j - 1, k]], axis=1)
        leaving = turned[:-1][i, j, k]
        parts.append(np.where(leaving[:, None], quad, quad[:, ::-1]))
    return np.concatenate(parts)


def _relaxed(solid: Solid, surface: Surface, *, turns: int) -> Surface:
    edges = np.concatenate([surface.quads[:, [i, (i + 1) % 4]] for i in range(4)])
    count = len(surface.points)
    pairs = np.concatenate([edges, edges[:, ::-1]])
    weight = sparse.csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    degree = np.asarray(weight.sum(axis=1))
    points = _onto(solid, surface.points, turns=1)
    for _ in range(turns):
        points = _onto(solid, 0.5 * points + 0.5 * (weight @ points) / degree, turns=1)
    return Surface(points=_apart(points, surface.points), quads=surface.quads)


def _apart(points: Array, spare: Array) -> Array:
    """Leave points where they were in a gap thinner than a cell: both its sides are pulled to the same place."""
    for share in (0.5, 0.8, 1.0):
        places = np.round(points / 1e-5).astype(np.int64)
        _, which, count = np.unique(places @ [1, 1 << 21, 1 << 42], return_inverse=True, return_counts=True)
        same = count[which.ravel()] > 1
        if not same.any():
            break
        points = np.where(same[:, None], (1 - share) * points + share * spare, points)
    return points


def _onto(solid: Solid, points: Array, *, turns: int) -> Array:
    """Move points along the field's slope to where it is zero, but never far."""
    step = 1e-3
    ways = np.array([(1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)], float)
    for _ in range(turns):
        slope = sum(way * solid.distance(points + step * way)[:, None] for way in ways) / (4 * step)
        length = np.maximum((slope**2).sum(axis=1), 0.25)
        move = slope * (solid.distance(points) / length)[:, None]
        far = np.linalg.norm(move, axis=1, keepdims=True)
        points = points - move * np.minimum(1.0, 0.04 / np.maximum(far, 1e-9))
    return points
