# SPDX-License-Identifier: GPL-3.0-or-later
"""Which faces become which part: what hangs together stays together, and is cut along its height if need be."""

import numpy as np

from ..arrays import Array
from .surface import Surface
from .unwrap import charts


def grouped(surface: Surface, count: int) -> list[Array]:
    """Return the faces of each part, the largest part first: `count` of them if there are as many faces."""
    connected = charts(surface.faces, np.zeros(len(surface.faces), int))
    shells = _gathered(surface, [np.flatnonzero(connected == number) for number in range(connected.max() + 1)], count)
    cuts = [1] * len(shells)
    while sum(cuts) < count:
        longest = [_extent(surface, shell) / (times + 1e-6) for shell, times in zip(shells, cuts, strict=True)]
        room = [longest[i] if len(shells[i]) > cuts[i] else -1.0 for i in range(len(shells))]
        if max(room) < 0:
            break
        cuts[int(np.argmax(room))] += 1
    parts = [slab for shell, times in zip(shells, cuts, strict=True) for slab in _slabs(surface, shell, times)]
    return sorted(parts, key=lambda part: -_area(surface, part))


def _gathered(surface: Surface, shells: list[Array], count: int) -> list[Array]:
    """Return at most `count` shells: the smaller ones go with the nearest of the larger."""
    shells = sorted(shells, key=lambda shell: -_area(surface, shell))
    centers = np.array([surface.corner_points[shell].reshape(-1, 3).mean(axis=0) for shell in shells])
    kept: list[list[Array]] = [[shell] for shell in shells[:count]]
    for shell, center in zip(shells[count:], centers[count:], strict=True):
        kept[int(np.argmin(((centers[:count] - center) ** 2).sum(axis=1)))].append(shell)
    return [np.concatenate(each) for each in kept]


def _slabs(surface: Surface, shell: Array, count: int) -> list[Array]:
    """Cut a shell into slabs of equal height, or of equally many faces where one of those would be empty."""
    if count == 1:
        return [shell]
    axis = _long_axis(surface, shell)
    place = surface.corner_points[shell].mean(axis=1)[:, axis]
    low, high = place.min(), place.max()
    number = np.minimum(((place - low) / max(high - low, 1e-12) * count).astype(int), count - 1)
    if len(np.unique(number)) < count:
        return [part for part in np.array_split(shell[np.argsort(place, kind="stable")], count) if len(part)]
    return [shell[number == each] for each in range(count)]


def _long_axis(surface: Surface, shell: Array) -> int:
    size = np.ptp(surface.corner_points[shell].reshape(-1, 3), axis=0)
    return 1 if size[1] > 0.35 * size.max() else int(size.argmax())


def _extent(surface: Surface, shell: Array) -> float:
    size = np.ptp(surface.corner_points[shell].reshape(-1, 3), axis=0)
    return float(size[_long_axis(surface, shell)])


def _area(surface: Surface, faces: Array) -> float:
    corners = surface.corner_points[faces]
    return float(np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum())
