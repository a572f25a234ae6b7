# SPDX-License-Identifier: GPL-3.0-or-later
"""The few points of a surface that tell how much of a picture it takes, wherever it is seen from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

_DIRECTIONS = 128


def outermost(points: numpy.ndarray) -> numpy.ndarray:
    """Return those of the points (n, 3) that form the silhouette from every side."""
    import numpy

    index = numpy.arange(_DIRECTIONS) + 0.5
    around, up = numpy.pi * (1 + 5**0.5) * index, 1 - 2 * index / _DIRECTIONS
    level = numpy.sqrt(1 - up * up)
    directions = numpy.stack((numpy.cos(around) * level, numpy.sin(around) * level, up), axis=1)
    columns = numpy.ascontiguousarray(points.T)
    # One direction at a time: all at once would take a hundred times the memory of the points.
    return points[numpy.unique([(direction @ columns).argmax() for direction in directions.astype(columns.dtype)])]
