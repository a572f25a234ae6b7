# SPDX-License-Identifier: GPL-3.0-or-later
"""Which points of a surface are one: an exporter splits them along the edges of its textures. numpy alone.

Not all points at one place are: two shells that touch, or the two sides of a sheet, stay as they are. So it is edges
that are joined, those where two triangles lie side by side, and with them their ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


def welded(points: numpy.ndarray, triangles: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return, for every point, the first one that it is one with, (n,), and the numbers of the triangles that are left.

    A triangle two of whose corners are at one place shows nothing, and is left out.

    :param points: float32 (n, 3).
    :param triangles: the numbers of their corners' points, (m, 3).
    """
    import numpy

    corners = _places(points)[triangles]
    left = numpy.flatnonzero((corners != numpy.roll(corners, 1, axis=1)).all(axis=1))
    one, other = _joined_points(triangles[left], corners[left])
    return _components(len(points), one, other), left


def numbered(*columns: numpy.ndarray) -> numpy.ndarray:
    """Return a number for each row, the same for rows with the same values.

    :param columns: two or more of whole numbers below 2³², each (n,).
    """
    import numpy

    numbers = columns[0]
    for column in columns[1:]:
        numbers = numpy.unique(_paired(numbers, column), return_inverse=True)[1].reshape(-1)
    return numbers


def _paired(first: numpy.ndarray, second: numpy.ndarray) -> numpy.ndarray:
    """Return one number for two below 2³²."""
    import numpy

    return first.astype(numpy.uint64) << numpy.uint64(32) | second.astype(numpy.uint64)


def _places(points: numpy.ndarray) -> numpy.ndarray:
    """Return a number for each point, the same for those at exactly the same place."""
    import numpy

    return numbered(*(points + numpy.float32(0.0)).view(numpy.uint32).T)  # -0 is 0


def _joined_points(triangles: numpy.ndarray, corners: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return pairs of different points that are one.

    :param corners: the places of the triangles' corners, (m, 3).
    """
    import numpy

    first, last = corners.reshape(-1), numpy.roll(corners, -1, axis=1).reshape(-1)
    begin, end = triangles.reshape(-1), numpy.roll(triangles, -1, axis=1).reshape(-1)
    opposite = numpy.roll(corners, 1, axis=1).reshape(-1)
    edges = _paired(numpy.minimum(first, last), numpy.maximum(first, last))
    one, other, is_only_pair = _side_by_side(edges)
    runs_back = first[one] != first[other]
    # The two sides of a sheet meet in triangles that cover each other.
    is_joint = (runs_back | is_only_pair) & (opposite[one] != opposite[other])
    one, other, runs_back = one[is_joint], other[is_joint], runs_back[is_joint]
    here = numpy.concatenate((begin[one], end[one]))
    there = numpy.concatenate(
        (numpy.where(runs_back, end[other], begin[other]), numpy.where(runs_back, begin[other], end[other]))
    )
    differ = here != there
    return here[differ], there[differ]


def _side_by_side(edges: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Return pairs of triangles' sides that are at the same edge, and whether no other side is there.

    Where shells touch there are others: those of each shell follow one another in the file. An odd number is left
    alone.

    :param edges: a number of the edge that each side is at.
    """
    import numpy

    order = numpy.argsort(edges, kind="stable")
    edges = edges[order]
    starts = numpy.flatnonzero(numpy.concatenate(([True], edges[1:] != edges[:-1])))
    counts = numpy.diff(starts, append=len(order))
    count = numpy.repeat(counts, counts)
    is_first = (count % 2 == 0) & ((numpy.arange(len(order)) - numpy.repeat(starts, counts)) % 2 == 0)
    positions = numpy.flatnonzero(is_first)
    return order[positions], order[positions + 1], count[positions] == 2


def _components(count: int, one: numpy.ndarray, other: numpy.ndarray) -> numpy.ndarray:
    """Return, for each of ``count`` points, the lowest number among those it is joined with."""
    import numpy

    lowest = numpy.arange(count)
    if not len(one):
        return lowest
    here, there = numpy.concatenate((one, other)), numpy.concatenate((other, one))
    order = numpy.argsort(here, kind="stable")
    here, there = here[order], there[order]
    starts = numpy.flatnonzero(numpy.concatenate(([True], here[1:] != here[:-1])))
    joined = here[starts]
    while True:
        now = lowest.copy()
        now[joined] = numpy.minimum(now[joined], numpy.minimum.reduceat(lowest[there], starts))
        now = now[now]
        if (now == lowest).all():
            return lowest
        lowest = now
