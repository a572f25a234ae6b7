# SPDX-License-Identifier: GPL-3.0-or-later
"""Which triangles were one quad: glTF holds triangles alone, and the halves of a quad follow one another. numpy alone.

Blender draws a quad along the diagonal from its first corner to its third, unless that folds it. So a quad that begins
at an end of the diagonal looks exactly as its triangles did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .welding import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy

_LEAST_FLATNESS = 0.02
"""Cosine of the angle between the halves of a quad."""
_MOST_CONCAVE = 0.01
"""How far a corner may lie inside the triangle of the others, as a part of the quad's area."""


_NO_LENGTH = 1e-30


class CornerValues(NamedTuple):
    """What corners have of their own, such as a place in a texture."""

    values: numpy.ndarray
    """(3 · triangles, …)"""
    tolerance: float
    """Values that differ by no more are the same."""


class Quads(NamedTuple):
    """Pairs of triangles that are quads."""

    firsts: numpy.ndarray
    """Numbers of the first of each two, (q,)."""
    corners: numpy.ndarray
    """Numbers of the quads' corners, (q, 4): the k-th corner of triangle t has the number 3 t + k."""

    @classmethod
    def none(cls) -> Quads:
        """Return no quads."""
        import numpy

        return cls(numpy.empty(0, dtype=int), numpy.empty((0, 4), dtype=int))


def find_quads(
    points: numpy.ndarray, triangles: numpy.ndarray, *, values: Sequence[CornerValues], may_join: numpy.ndarray
) -> Quads:
    """Return which triangles form a quad with the next one.

    :param points: float32 (n, 3).
    :param triangles: the numbers of their corners' points, (m, 3), in the order of the file.
    :param values: the halves of a quad have the same where they meet.
    :param may_join: whether each triangle and the next one are of the same kind, (m - 1,).
    """
    import numpy

    found, ends = _meeting(triangles, numpy.flatnonzero(may_join))
    fits = numpy.ones(len(found.firsts), dtype=bool)
    for each in values:
        for own, others in zip((0, 2), ends, strict=True):
            apart = numpy.abs(each.values[found.corners[:, own]] - each.values[others])
            fits &= (apart <= each.tolerance).reshape(len(fits), -1).all(axis=1)
    firsts, corners = found.firsts[fits], found.corners[fits]
    is_proper, rightness = _shapes(points[triangles.reshape(-1)[corners]])
    firsts, corners, rightness = firsts[is_proper], corners[is_proper], rightness[is_proper]
    chosen = _choose(firsts, rightness)
    firsts, corners = firsts[chosen], corners[chosen]
    single = _single(triangles.reshape(-1)[corners])
    return Quads(firsts[single], corners[single])


def _meeting(triangles: numpy.ndarray, firsts: numpy.ndarray) -> tuple[Quads, tuple[numpy.ndarray, numpy.ndarray]]:
    """Return those that share an edge with the next one, and the corners of the next one at the edge's ends.

    Both run the same way round, and have four points together.
    """
    import numpy

    one, other = triangles[firsts], triangles[firsts + 1]
    side, other_side = numpy.full(len(firsts), -1), numpy.zeros(len(firsts), dtype=int)
    for a in range(3):
        for b in range(3):
            meet = (one[:, a] == other[:, (b + 1) % 3]) & (one[:, (a + 1) % 3] == other[:, b])
            meet &= one[:, (a + 2) % 3] != other[:, (b + 2) % 3]
            side[meet], other_side[meet] = a, b
    meets = side >= 0
    firsts, side, other_side = firsts[meets], side[meets], other_side[meets]
    own, others = 3 * firsts, 3 * (firsts + 1)
    corners = numpy.stack(
        (own + (side + 1) % 3, own + (side + 2) % 3, own + side, others + (other_side + 2) % 3), axis=1
    )
    return Quads(firsts, corners), (others + other_side, others + (other_side + 1) % 3)


def _shapes(corners: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return which quads are neither folded nor concave, and how near their angles are to right ones, 0 to 1.

    :param corners: (q, 4, 3).
    """
    import numpy

    corners = numpy.ascontiguousarray(corners.T)  # (3, 4, q): several times as fast
    sides = numpy.roll(corners, -1, axis=1) - corners
    sides /= max(float(numpy.abs(sides).max(initial=0.0)), _NO_LENGTH)  # or the products would be too small
    before = numpy.roll(sides, 1, axis=1)
    at_corners = numpy.stack([before[a] * sides[b] - before[b] * sides[a] for a, b in ((1, 2), (2, 0), (0, 1))])
    first, second = at_corners[:, 1], at_corners[:, 3]  # of the two triangles
    whole = first + second
    areas = numpy.sqrt((first * first).sum(axis=0)) * numpy.sqrt((second * second).sum(axis=0))
    is_flat = (first * second).sum(axis=0) > _LEAST_FLATNESS * areas
    inside = numpy.minimum((at_corners[:, 0] * whole).sum(axis=0), (at_corners[:, 2] * whole).sum(axis=0))
    is_convex = inside >= -_MOST_CONCAVE * (whole * whole).sum(axis=0)
    lengths = numpy.sqrt((sides * sides).sum(axis=0))
    lengths = numpy.maximum(lengths * numpy.roll(lengths, 1, axis=0), _NO_LENGTH)
    cosines = numpy.abs((before * sides).sum(axis=0)) / lengths
    return is_flat & is_convex, 1.0 - cosines.mean(axis=0)


def _single(quads: numpy.ndarray) -> numpy.ndarray:
    """Return which quads have corners that no other has: Blender takes the two sides of a sheet for one face.

    :param quads: the numbers of their corners' points, (q, 4).
    """
    import numpy

    numbers = numbered(*numpy.sort(quads, axis=1).T)
    return numpy.bincount(numbers)[numbers] == 1


def _choose(firsts: numpy.ndarray, rightness: numpy.ndarray) -> numpy.ndarray:
    """Return which pairs are quads: a triangle is in one of them at most, and as few as possible are left.

    Where one of a row of triangles must be left, since its other half is missing, it is the one that leaves the others
    in quads with the rightest angles.
    """
    import numpy

    if not len(firsts):
        return numpy.zeros(0, dtype=bool)
    starts = numpy.flatnonzero(numpy.diff(firsts, prepend=-2) != 1)
    counts = numpy.diff(starts, append=len(firsts))
    row = numpy.repeat(numpy.arange(len(starts)), counts)
    offsets = numpy.arange(len(firsts)) - starts[row]
    is_even = offsets % 2 == 0
    # What is gained, up to each odd offset, by the pairs at even offsets over those at odd ones.
    gains = numpy.cumsum(numpy.where(is_even, rightness, -rightness))
    gains -= (gains[starts] - rightness[starts])[row]
    gains[is_even] = -numpy.inf
    best = numpy.maximum(numpy.maximum.reduceat(gains, starts), 0.0)
    left = numpy.minimum.reduceat(numpy.where(gains >= best[row], offsets + 1, len(firsts)), starts)
    left[best <= 0.0] = 0
    left[counts % 2 == 1] = len(firsts)  # none is left
    return numpy.where(is_even, offsets < left[row], offsets > left[row])
