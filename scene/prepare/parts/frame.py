# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the parts are in the whole: as big as it, in its place, and together again if the service moved them apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy

from .surface_distance import mean_gap, trimmed_mean

if TYPE_CHECKING:
    from ...measure.mesh_surface import Surface

_MOST_STRETCHED = 1.3
"""Beyond this, a side of the whole is so unlike the parts' that something is missing: then the parts keep their
proportions."""
_LEAST_FACTOR, _TRIES = 0.15, 35
_REFINED = 8
_CLEARLY_BETTER, _CLEARLY_APART = 0.88, 0.95
"""What is moved apart less than that stays: the geometry was made anew, and need not lie anywhere exactly."""
_AWAY = 0.001
"""Of the whole's diagonal: parts that lie nearer to its surface were not moved apart."""
_FAR_AWAY = 0.05
_OUTSIDE = 0.01
"""Of the diagonal: a point of a part that lies no farther from the whole's surface is on it."""
_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Boxes:
    """The bounds of the parts, (n, 3) each."""

    low: numpy.ndarray
    high: numpy.ndarray

    def moved(self, offsets: numpy.ndarray) -> Boxes:
        """Return the bounds after each part was moved."""
        return Boxes(self.low + offsets, self.high + offsets)

    @property
    def union(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The bounds of all together."""
        return self.low.min(axis=0), self.high.max(axis=0)

    def together(self, factor: float) -> numpy.ndarray:
        """Return offsets that bring the middles of the parts nearer to one another: at 0 all are in one place."""
        middles = (self.low + self.high) / 2
        offsets: numpy.ndarray = (factor - 1.0) * (middles - middles.mean(axis=0))
        return offsets


@dataclass(frozen=True, slots=True)
class Frame:
    """How the parts come into the whole: each is moved by its offset, then all are scaled and moved."""

    offsets: numpy.ndarray
    scale: numpy.ndarray
    location: numpy.ndarray
    together: float = 1.0
    """By how much the parts were brought together; 1 leaves them as they came."""
    distance: float = 0.0
    """From the whole's surface, as a part of its diagonal."""
    is_stretched_apart: bool = False
    """The parts do not fill the whole's bounds."""

    def applied(self, points: numpy.ndarray, part: numpy.ndarray) -> numpy.ndarray:
        """Return points in the whole. :param part: the number of the part that each belongs to."""
        found: numpy.ndarray = (points + self.offsets[part]) * self.scale + self.location
        return found

    @property
    def is_unlike(self) -> bool:
        """The parts have another shape than the whole."""
        return self.distance > _FAR_AWAY


def fit(boxes: Boxes, low: numpy.ndarray, high: numpy.ndarray, *, offsets: numpy.ndarray | None = None) -> Frame:
    """Return how the bounds of all parts become those of the whole.

    They are scaled alike in all directions, and then a little in each: the service makes the geometry anew, which lets
    the sides drift by some percent, and what stood on the floor or against a wall is to stand there again.
    """
    offsets = numpy.zeros_like(boxes.low) if offsets is None else offsets
    union_low, union_high = boxes.moved(offsets).union
    extent, wanted = union_high - union_low, high - low
    uniform = float(numpy.linalg.norm(wanted) / max(numpy.linalg.norm(extent), _FLAT))
    has_extent = (extent * uniform > _FLAT * wanted.max()) & (wanted > _FLAT * wanted.max())
    ratios = numpy.where(has_extent, wanted / numpy.maximum(extent * uniform, _FLAT * wanted.max()), 1.0)
    is_apart = bool((ratios > _MOST_STRETCHED).any() or (ratios < 1.0 / _MOST_STRETCHED).any())
    scale = numpy.full(3, uniform) if is_apart else uniform * ratios
    location = (low + high) / 2 - scale * (union_low + union_high) / 2
    location[2] = low[2] - scale[2] * union_low[2]  # it stands on its floor in any case
    return Frame(offsets, scale, location, is_stretched_apart=is_apart)


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Points on the surfaces of the whole and of the parts, by which their places are compared."""

    low: numpy.ndarray
    high: numpy.ndarray
    """The bounds of the whole."""
    surface: Surface
    """The surface of the whole."""
    whole: numpy.ndarray
    """Points on the whole, (n, 3)."""
    usual_gap: float
    """From these to the nearest of as many other points on the whole as there are on the parts."""
    parts: numpy.ndarray
    """Points on the parts as they came, (m, 3)."""
    part: numpy.ndarray
    """The number of the part that each is of."""

    @property
    def diagonal(self) -> float:
        """Of the whole's bounds."""
        return max(float(numpy.linalg.norm(self.high - self.low)), _FLAT)

    def distance(self, frame: Frame) -> float:
        """Return how far the parts are from the whole's surface, and how far that is from them.

        The second tells the gaps between slabs that were moved apart along their walls.
        """
        placed = frame.applied(self.parts, self.part)
        away = self.surface.distances_of(placed)
        outside = placed[away < _OUTSIDE * self.diagonal]  # the inner sides of parts cover nothing of the whole
        if not len(outside):
            return 1.0
        usual_gap = self.usual_gap * math.sqrt(len(placed) / len(outside))
        gap = max(0.0, mean_gap(self.whole, outside) - usual_gap)
        return (trimmed_mean(away) + gap) / self.diagonal


def find_frame(boxes: Boxes, surfaces: Surfaces) -> Frame:
    """Return how the parts lie best in the whole.

    The service can move parts away from the middle, all by the same factor of their distance to it. Where bringing them
    together lets the surfaces lie clearly better on one another, they are.
    """

    def measured(factor: float) -> Frame:
        frame = fit(boxes, surfaces.low, surfaces.high, offsets=boxes.together(factor))
        return replace(frame, together=factor, distance=surfaces.distance(frame))

    as_it_came = measured(1.0)
    if len(boxes.low) < 2 or as_it_came.distance < _AWAY:
        return as_it_came
    step = (1.0 - _LEAST_FACTOR) / _TRIES
    best = min((measured(1.0 - step * number) for number in range(1, _TRIES + 1)), key=lambda frame: frame.distance)
    for _ in range(_REFINED):
        step /= 2
        nearby = (best, *(measured(best.together + sign * step) for sign in (-1, 1) if best.together + sign * step > 0))
        best = min(nearby, key=lambda frame: frame.distance)
    is_better = best.distance < _CLEARLY_BETTER * as_it_came.distance and best.together < _CLEARLY_APART
    return best if is_better else as_it_came
