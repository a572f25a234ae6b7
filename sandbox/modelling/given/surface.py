# SPDX-License-Identifier: GPL-3.0-or-later
"""A surface that was made from a source, and how it becomes vertices of a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..arrays import Array
from .source import Source
from .written import Corners


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

    def points_of(self, which: Array) -> Array:
        """Return k x 3 x 3 places of some of the faces, without gathering those of the others."""
        return np.asarray(self.points[self.faces[which]])

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


def together(surfaces: Sequence[Surface]) -> Surface:
    """Return several as one, one after the other."""
    starts = np.cumsum([0, *(len(surface.points) for surface in surfaces)])
    return Surface(
        points=np.concatenate([surface.points for surface in surfaces]),
        faces=np.concatenate([surface.faces + start for surface, start in zip(surfaces, starts, strict=False)]),
        normals=np.concatenate([surface.normals for surface in surfaces]),
        origin=np.concatenate([surface.origin for surface in surfaces]),
        shares=np.concatenate([surface.shares for surface in surfaces]),
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
    return Corners.of(
        positions=surface.points[number[first]],
        normals=normals[first],
        uvs=places[first],
        indices=new_place[inverse.reshape(-1)],
    )
