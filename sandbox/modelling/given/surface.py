# SPDX-License-Identifier: GPL-3.0-or-later
"""A surface that was made from a source, and how it becomes vertices of a file."""

from dataclasses import dataclass, field, replace

import numpy as np

from ..arrays import Array
from ..glb_writer import Corners
from .source import Source

REFINED_FACES_LIMIT = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Triangles whose points are shared by place, and where each corner lies on the source."""

    points: Array = field(repr=False)
    """n x 3."""
    faces: Array = field(repr=False)
    """m x 3."""
    normals: Array = field(repr=False)
    """m x 3 x 3, one for each corner."""
    origin: Array = field(repr=False)
    """m numbers of the source's faces."""
    shares: Array = field(repr=False)
    """m x 3 x 3: how much each corner of the source's face counts at each corner."""

    @property
    def corner_points(self) -> Array:
        """Return m x 3 x 3 places."""
        return np.asarray(self.points[self.faces])

    def of(self, which: Array) -> "Surface":
        """Return some of the faces, with the points that they need."""
        used, faces = np.unique(self.faces[which], return_inverse=True)
        return Surface(
            points=self.points[used],
            faces=faces.reshape(-1, 3),
            normals=self.normals[which],
            origin=self.origin[which],
            shares=self.shares[which],
        )


def welded(source: Source) -> Surface:
    """Return the source with one point for each place, and without faces that have no extent."""
    span = max(float(np.ptp(source.points, axis=0).max()), 1e-9)
    _, first, place = np.unique(np.round(source.points / span * 1e6), axis=0, return_index=True, return_inverse=True)
    faces = place.reshape(-1)[source.faces]
    a, b, c = faces.T
    kept = np.flatnonzero((a != b) & (b != c) & (c != a))
    return Surface(
        points=source.points[first],
        faces=faces[kept],
        normals=source.normals[source.faces[kept]],
        origin=kept,
        shares=np.tile(np.eye(3), (len(kept), 1, 1)),
    )


def refined(surface: Surface, *, edge: float) -> Surface:
    """Return it with each triangle cut into four until no edge is longer, or until there are many of them."""
    while len(surface.faces) * 4 <= REFINED_FACES_LIMIT and _longest_edge(surface) > edge:
        surface = _cut_in_four(surface)
    return surface


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


def drifted(surface: Surface, *, amount: float, seed: int) -> Surface:
    """Return it with each point moved by up to so much of the longest side, within the bounds, and faces reordered."""
    low, high = surface.points.min(axis=0), surface.points.max(axis=0)
    chance = np.random.default_rng([seed, 17])
    moved = surface.points + chance.uniform(-1, 1, surface.points.shape) * amount * float((high - low).max())
    on_border = (surface.points == low) | (surface.points == high)
    points = np.where(on_border, surface.points, np.clip(moved, low, high))
    order = chance.permutation(len(surface.faces))
    return replace(
        surface,
        points=points,
        faces=surface.faces[order],
        normals=surface.normals[order],
        origin=surface.origin[order],
        shares=surface.shares[order],
    )


def corners_of(surface: Surface, uvs: Array, *, seed: int) -> Corners:
    """Return vertices that are split where normals or `uvs` (m x 3 x 2) differ, in an order of the seed's."""
    number = surface.faces.reshape(-1)
    normals, places = surface.normals.reshape(-1, 3), uvs.reshape(-1, 2)
    keys = np.concatenate([number[:, None], np.round(normals * 500), np.round(places * (1 << 19))], axis=1)
    _, first, inverse = np.unique(keys.astype(np.int64), axis=0, return_index=True, return_inverse=True)
    order = np.random.default_rng([seed, 5]).permutation(len(first))
    new_place = np.empty_like(order)
    new_place[order] = np.arange(len(order))
    first = first[order]
    return Corners(
        positions=surface.points[number[first]].astype(np.float32),
        normals=normals[first].astype(np.float32),
        uvs=places[first].astype(np.float32),
        indices=new_place[inverse.reshape(-1)].astype(np.uint32),
    )
