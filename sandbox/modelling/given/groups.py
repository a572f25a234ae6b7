# SPDX-License-Identifier: GPL-3.0-or-later
"""Which faces become which part: what hangs together stays together, and is cut along its height if need be."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ..arrays import Array
from .remaking import shells
from .surface import Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The parts, and the surface's points, which lie straight along the cuts."""

    parts: list[Array] = field(repr=False)
    """Numbers of faces for each part, the largest part first."""
    points: Array = field(repr=False)


def grouped(surface: Surface, count: int) -> Groups:
    """Find so many parts, if there are as many faces."""
    gathered = _gathered(surface, shells(surface), count)
    extents = [_extent(surface, shell) for shell in gathered]
    cuts = [1] * len(gathered)
    while sum(cuts) < count:
        room = [
            extent / times if len(shell) > times else -1.0
            for extent, shell, times in zip(extents, gathered, cuts, strict=True)
        ]
        if max(room) < 0:
            break
        cuts[int(np.argmax(room))] += 1
    points = surface.points.copy()
    parts = [
        slab for shell, times in zip(gathered, cuts, strict=True) for slab in _slabs(surface, shell, times, points)
    ]
    return Groups(parts=sorted(parts, key=lambda part: -_area(surface, part)), points=points)


def _gathered(surface: Surface, found: list[Array], count: int) -> list[Array]:
    """Return at most `count` shells: the smaller ones go with the nearest of the larger."""
    found = sorted(found, key=lambda shell: -_area(surface, shell))
    centers = np.array([surface.points_of(shell).reshape(-1, 3).mean(axis=0) for shell in found])
    kept: list[list[Array]] = [[shell] for shell in found[:count]]
    for shell, center in zip(found[count:], centers[count:], strict=True):
        kept[int(np.argmin(((centers[:count] - center) ** 2).sum(axis=1)))].append(shell)
    return [np.concatenate(each) for each in kept]


def _slabs(surface: Surface, shell: Array, count: int, points: Array) -> list[Array]:
    """Cut a shell into slabs of equal height, or of equally many faces where one of those would be empty.

    `points` along a cut are moved onto it.
    """
    if count == 1:
        return [shell]
    axis = _long_axis(surface, shell)
    place = surface.points_of(shell).mean(axis=1)[:, axis]
    low, step = place.min(), max(np.ptp(place) / count, 1e-12)
    number = np.minimum(((place - low) / step).astype(int), count - 1)
    if len(np.unique(number)) < count:
        return [part for part in np.array_split(shell[np.argsort(place, kind="stable")], count) if len(part)]
    slabs = [shell[number == each] for each in range(count)]
    for cut, (lower, upper) in enumerate(pairwise(slabs), start=1):
        along = np.intersect1d(surface.faces[lower], surface.faces[upper])
        points[along, axis] = low + cut * step
    return slabs


def _long_axis(surface: Surface, shell: Array) -> int:
    size = np.ptp(surface.points_of(shell).reshape(-1, 3), axis=0)
    return 1 if size[1] > 0.35 * size.max() else int(size.argmax())


def _extent(surface: Surface, shell: Array) -> float:
    size = np.ptp(surface.points_of(shell).reshape(-1, 3), axis=0)
    return float(size[_long_axis(surface, shell)])


def _area(surface: Surface, faces: Array) -> float:
    corners = surface.points_of(faces)
    return float(np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum())
