# SPDX-License-Identifier: GPL-3.0-or-later
"""Which place of a surface each dot of a square picture shows: of its texture, or of a picture of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from .arrays import Array

_SUBPIXEL_BITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Texels:
    """The k dots of a square picture that show a place."""

    side: int
    rows: Array = field(repr=False)
    columns: Array = field(repr=False)
    faces: Array = field(repr=False)
    """k numbers of faces."""
    shares: Array = field(repr=False)
    """k x 3: how much each corner of its face counts there; the sum is 1."""

    def places(self, corners: Array) -> Array:
        """Return what a value at the corners (m x 3 x any) is at the texels (k x any)."""
        return np.asarray(np.einsum("ki,kij->kj", self.shares, corners[self.faces]))

    def picture(self, colors: Array) -> Array:
        """Return the square RGB picture of k colours (0 to 255); texels between take the nearest one's."""
        result = np.zeros((self.side, self.side, 3), np.uint8)
        empty = np.ones((self.side, self.side), np.uint8)
        result[self.rows, self.columns] = np.clip(colors + 0.5, 0, 255)
        empty[self.rows, self.columns] = 0
        if not len(self.rows):
            return result
        _, labels = cv2.distanceTransformWithLabels(empty, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
        of_label = np.zeros((labels.max() + 1, 3), np.uint8)
        of_label[labels[self.rows, self.columns]] = result[self.rows, self.columns]
        return of_label[labels]


def texels(uvs: Array, side: int) -> Texels:
    """Find the texels of a layout: `uvs` is m x 3 x 2, origin at the upper left; a later face covers earlier ones."""
    return drawn(uvs * side - 0.5, range(len(uvs)), side)


def drawn(corners: Array, order: Iterable[int], side: int) -> Texels:
    """Draw triangles (m x 3 x 2, in pixels from the middle of the upper left one), each over those before it."""
    fixed = np.round(np.clip(corners, -side, 2 * side) * 2**_SUBPIXEL_BITS).astype(np.int32)
    picture = np.full((side, side), -1, np.int32)
    for index in order:
        cv2.fillConvexPoly(picture, fixed[index], index, shift=_SUBPIXEL_BITS)
    rows, columns = np.nonzero(picture >= 0)
    faces = picture[rows, columns]
    shares = _shares(corners[faces], np.stack([columns, rows], axis=1).astype(float))
    return Texels(side=side, rows=rows, columns=columns, faces=faces, shares=shares)


def is_unambiguous(points: Array, uvs: Array, *, side: int = 1024) -> bool:
    """Say whether each place of a texture is that of one place of the surface: m x 3 x 3 points, m x 3 x 2 `uvs`."""
    if uvs.min() < -1e-4 or uvs.max() > 1 + 1e-4:
        return False
    found = texels(uvs, side)
    picture = np.full((side, side), -1, np.int32)
    picture[found.rows, found.columns] = np.arange(len(found.rows))
    column, row = (np.clip(uvs.mean(axis=1) * side, 0, side - 1).astype(int)).T
    seen = picture[row, column]
    if (seen < 0).any():
        return False
    places = found.places(points)[seen]
    span = np.ptp(points.reshape(-1, 3), axis=0).max()
    far = np.linalg.norm(places - points.mean(axis=1), axis=1) > 0.04 * span
    return bool(far.mean() < 0.02)


def _shares(corners: Array, points: Array) -> Array:
    """Return k x 3 shares of a triangle's corners at a point, which may lie a little outside of it."""
    first, second, way = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0], points - corners[:, 0]
    whole = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    whole = np.where(np.abs(whole) < 1e-12, 1e-12, whole)
    b = (way[:, 0] * second[:, 1] - way[:, 1] * second[:, 0]) / whole
    c = (first[:, 0] * way[:, 1] - first[:, 1] * way[:, 0]) / whole
    share = np.stack([1 - b - c, b, c], axis=1).clip(0, 1)
    return np.asarray(share / np.maximum(share.sum(axis=1, keepdims=True), 1e-12))
