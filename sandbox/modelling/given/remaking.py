# SPDX-License-Identifier: GPL-3.0-or-later
"""Another mesh of the same form: finer, coarser, or moved a little."""

from dataclasses import replace

import numpy as np

from ..arrays import Array
from .surface import Surface, together
from .unwrap import charts

SHELL_FACES_LIMIT = 16_000
WAVES = 4


def shells(surface: Surface) -> list[Array]:
    """Return the faces of each connected piece."""
    number = charts(surface.faces, np.zeros(len(surface.faces), int))
    order = np.argsort(number, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(number[order])) + 1)


def refined(surface: Surface, *, edge: float) -> Surface:
    """Return it with the triangles of each shell cut into four until no edge is longer, or there are many of them."""
    if _longest_edge(surface) <= edge:
        return surface
    found = []
    for faces in shells(surface):
        shell = surface.of(faces)
        while len(shell.faces) * 4 <= SHELL_FACES_LIMIT and _longest_edge(shell) > edge:
            shell = _cut_in_four(shell)
        found.append(shell)
    return together(found)


def coarsened(surface: Surface) -> Surface:
    """Return it with about half of its points: those that are close together become one."""
    a, b = surface.corner_points[:, 0], surface.corner_points[:, 1]
    cell = max(1.5 * float(np.median(np.linalg.norm(a - b, axis=1))), 1e-9)
    grid = np.round((surface.points - surface.points.min(axis=0)) / cell)
    _, number, times = np.unique(grid, axis=0, return_inverse=True, return_counts=True)
    number = number.reshape(-1)
    points = np.stack([np.bincount(number, surface.points[:, axis]) / times for axis in range(3)], axis=1)
    faces = number[surface.faces]
    a, b, c = faces.T
    solid = np.flatnonzero((a != b) & (b != c) & (c != a))
    _, first = np.unique(np.sort(faces[solid], axis=1), axis=0, return_index=True)
    return replace(surface, points=points, faces=faces).of(solid[first])


def drifted(surface: Surface, *, amount: float, seed: int) -> Surface:
    """Return it with points moved by up to so much of the longest side, within the bounds, and faces reordered."""
    low, high = surface.points.min(axis=0), surface.points.max(axis=0)
    span = max(float((high - low).max()), 1e-9)
    chance = np.random.default_rng([seed, 17])
    turns = (surface.points - low) / span @ chance.uniform(-4, 4, (3, WAVES)) + chance.uniform(0, 1, WAVES)
    shift = np.sin(turns * 2 * np.pi) @ chance.uniform(-1, 1, (WAVES, 3)) / WAVES
    on_border = (surface.points == low) | (surface.points == high)
    moved = np.clip(surface.points + shift * amount * span, low, high)
    order = chance.permutation(len(surface.faces))
    return Surface(
        points=np.where(on_border, surface.points, moved),
        faces=surface.faces[order],
        normals=surface.normals[order],
        origin=surface.origin[order],
        shares=surface.shares[order],
    )


def _longest_edge(surface: Surface) -> float:
    corners = surface.corner_points
    return float(np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max())


def _cut_in_four(surface: Surface) -> Surface:
    a, b, c = surface.faces.T
    sides = np.sort(np.concatenate([[a, b], [b, c], [c, a]], axis=1).T, axis=1)
    edges, number = np.unique(sides, axis=0, return_inverse=True)
    ab, bc, ca = number.reshape(3, -1) + len(surface.points)
    faces = np.stack([(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]).transpose(2, 0, 1).reshape(-1, 3)
    return Surface(
        points=np.concatenate([surface.points, surface.points[edges].mean(axis=1)]),
        faces=faces,
        normals=_quartered(surface.normals),
        origin=np.repeat(surface.origin, 4),
        shares=_quartered(surface.shares),
    )


def _quartered(values: Array) -> Array:
    """Return values at corners (m x 3 x any) for the four triangles of each (4m x 3 x any)."""
    a, b, c = (values[:, index] for index in range(3))
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    corners = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    return np.stack([np.stack(each, axis=1) for each in corners], axis=1).reshape(-1, *values.shape[1:])
