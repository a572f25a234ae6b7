# SPDX-License-Identifier: GPL-3.0-or-later
"""Which points of a surface are one: an exporter splits them along the edges of its textures. numpy alone.

Not all points at one place are: two shells that touch, or the two sides of a sheet, stay as they are. So it is edges
that are joined, those where two triangles lie side by side, and with them their ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


def welded(
    points: numpy.ndarray, triangles: numpy.ndarray, edges: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return, for every point, the first one that it is one with, (n,), and the numbers of the triangles that are left.

    A triangle two of whose corners are at one place shows nothing, and is left out.

    :param points: float32 (n, 3).
    :param triangles: the numbers of their corners' points, (m, 3).
    :param edges: the numbers of the edges from each corner to the next, (m, 3): the same where points are shared.
    """
    import numpy

    ends = [points[triangles[:, corner]] for corner in range(3)]
    is_left = numpy.ones(len(triangles), dtype=bool)
    for corner in range(3):
        is_left &= (ends[corner] != ends[corner - 1]).any(axis=1)
    left = numpy.flatnonzero(is_left)
    one, other = _joined_points(points, triangles[left], edges[left])
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


def _joined_points(
    points: numpy.ndarray, triangles: numpy.ndarray, edges: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return pairs of different points that are one: the ends of sides of a single triangle, at the same edge."""
    import numpy

    edges = edges.reshape(-1)
    alone = numpy.flatnonzero(numpy.bincount(edges)[edges] == 1) if len(edges) else edges
    corner = alone % 3
    begin, end, opposite = (triangles[alone // 3, (corner + step) % 3] for step in range(3))
    kept, numbers = numpy.unique(numpy.concatenate((begin, end, opposite)), return_inverse=True)
    first, last, third = numpy.split(_places(points[kept])[numbers.reshape(-1)], 3)
    one, other, is_only_pair = _side_by_side(_paired(numpy.minimum(first, last), numpy.maximum(first, last)))
    runs_back = first[one] != first[other]
    # The two sides of a sheet meet in triangles that cover each other.
    is_joint = (runs_back | is_only_pair) & (third[one] != third[other])
    one, other, runs_back = one[is_joint], other[is_joint], runs_back[is_joint]
    here = numpy.concatenate((begin[one], end[one]))
    there = numpy.concatenate(
        (numpy.where(runs_back, end[other], begin[other]), numpy.where(runs_back, begin[other], end[other]))
    )
    return here, there


def _side_by_side(edges: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Return pairs of triangles' sides that are at the same edge, and whether no other side is there.

    Where shells touch there are others: those of each shell follow one another in the file. An odd number is left
    alone.

    :param edges: a number of the edge that each side is at.
    """
    import numpy

    order = numpy.argsort(edges, kind="stable")
    edges = edges[order]
    starts = numpy.flatnonzero(numpy.diff(edges, prepend=edges[:1]) != 0)
    starts = numpy.concatenate(([0], starts)) if len(order) else starts
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
