# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings what came back onto what was sent, and measures how far they are apart. Changes nothing.

The service gives models its own size and place, and may turn them.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy
from mathutils import Matrix

from ...measure.mesh_surface import INWARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...measure.mesh_surface import Surface

_SAMPLES = 3000
_FEW_SAMPLES = 300
_SEED = 11
_LIKE = 0.01
"""Mean distance, as a part of the diagonal, below which nobody asks whether it is turned."""
_OTHER_PROPORTIONS = 0.1
_OF_ALL = 0.995
"""Part of the places that the deviation holds for: a few may lie where the surface ends."""


def aligning_matrix(came: Surface, sent: Surface) -> Matrix:
    """Return what brings the one surface onto the other: a turn by right angles, a uniform scale, a move."""
    places = came.samples(_FEW_SAMPLES, seed=_SEED, inward=INWARD)[2]
    as_it_is = _fit(came, sent, numpy.eye(3))
    best, least = as_it_is, _mean_distance(sent, places, as_it_is)
    if least > _LIKE * sent.diagonal:
        for turn in _turns():
            fit = _fit(came, sent, turn)
            if not _has_proportions(came, sent, turn):
                continue
            distance = _mean_distance(sent, places, fit)
            if distance < 0.5 * least:
                best, least = fit, distance
    return Matrix(best.tolist())


def deviation(came: Surface, sent: Surface) -> float:
    """Return how far two aligned surfaces are apart, leaving out a few places. It is looked from both."""
    return max(
        float(numpy.quantile(one.distances_of(other.samples(_SAMPLES, seed=_SEED, inward=INWARD)[2]), _OF_ALL))
        for one, other in ((came, sent), (sent, came))
    )


def _turns() -> Iterator[numpy.ndarray]:
    """Return the 24 turns by right angles."""
    for axes in itertools.permutations(range(3)):
        for signs in itertools.product((1.0, -1.0), repeat=3):
            turn = numpy.zeros((3, 3))
            turn[range(3), axes] = signs
            if numpy.linalg.det(turn) > 0.0:
                yield turn


def _bounds(points: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    flat = points.reshape(-1, 3)
    low, high = flat.min(axis=0).astype(float), flat.max(axis=0).astype(float)
    return (low + high) / 2, high - low


def _has_proportions(came: Surface, sent: Surface, turn: numpy.ndarray) -> bool:
    size, wanted = numpy.abs(turn @ _bounds(came.points)[1]), _bounds(sent.points)[1]
    size *= numpy.linalg.norm(wanted) / numpy.linalg.norm(size)
    return bool(numpy.abs(size - wanted).max() < _OTHER_PROPORTIONS * numpy.linalg.norm(wanted))


def _fit(came: Surface, sent: Surface, turn: numpy.ndarray) -> numpy.ndarray:
    middle, size = _bounds(came.points)
    wanted_middle, wanted_size = _bounds(sent.points)
    scaled = turn * (numpy.linalg.norm(wanted_size) / numpy.linalg.norm(size))
    matrix = numpy.eye(4)
    matrix[:3, :3], matrix[:3, 3] = scaled, wanted_middle - scaled @ middle
    return matrix


def _mean_distance(sent: Surface, places: numpy.ndarray, matrix: numpy.ndarray) -> float:
    return float(sent.distances_of(places @ matrix[:3, :3].T + matrix[:3, 3]).mean())
