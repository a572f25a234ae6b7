# SPDX-License-Identifier: GPL-3.0-or-later
"""Quads are found again among the triangles of a file, by their order and their form."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy
import pytest
from glb_files import Shape
from quad_models import stone

Part = Callable[[str], ModuleType]


@pytest.fixture
def found(part: Part) -> Callable[..., list[int]]:
    """A function that gives the first triangle of each quad that is found in a shape; sees that it begins right."""
    quads = part("scene.prepare.quads")

    def run(shape: Shape, *, uvs: numpy.ndarray | None = None, may_join: numpy.ndarray | None = None) -> list[int]:
        count = len(shape.triangles)
        values = [] if uvs is None else [quads.CornerValues(uvs, 1e-5)]
        may_join = numpy.ones(count - 1, dtype=bool) if may_join is None else may_join
        points = shape.points.astype(numpy.float32)
        result = quads.find_quads(points, shape.triangles, values=values, may_join=may_join)
        corners = shape.triangles.reshape(-1)
        for first, quad in zip(result.firsts, result.corners, strict=True):
            a, b, c, d = corners[quad]
            drawn = {_turned(a, b, c), _turned(a, c, d)}
            assert drawn == {_turned(*shape.triangles[first]), _turned(*shape.triangles[first + 1])}
        return [int(each) for each in result.firsts]

    return run


def _turned(*triangle: Any) -> tuple[int, ...]:
    whole = [int(each) for each in triangle]
    return min(tuple(whole[k:] + whole[:k]) for k in range(3))


def _plate(rows: int, columns: int) -> Shape:
    """A flat plate of quads, row by row. Each of its triangles lies at the next one, also of another quad."""
    y, x = numpy.meshgrid(numpy.arange(rows + 1.0), numpy.arange(columns + 1.0), indexing="ij")
    points = numpy.stack((x.ravel(), y.ravel(), numpy.zeros(x.size)), axis=1)
    index = numpy.arange(x.size).reshape(rows + 1, columns + 1)
    a, b, c, d = (each.ravel() for each in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    # Split so that the second half of a quad lies at the first half of the next one.
    return Shape(points, numpy.stack((d, a, b, d, b, c), axis=1).reshape(-1, 3))


def test_all_quads_of_a_file_come_back(found: Callable[..., list[int]]) -> None:
    shape = stone(5)
    assert found(shape) == list(range(0, len(shape.triangles), 2))


@pytest.mark.parametrize("lost", [0, 1, 8, 13, 31])
def test_after_a_triangle_that_was_dropped_they_come_back_too(found: Callable[..., list[int]], lost: int) -> None:
    plate = _plate(2, 8)
    plate.triangles = numpy.delete(plate.triangles, lost, axis=0)
    whole = [first - (first > lost) for first in range(0, 32, 2) if first != lost - lost % 2]
    assert found(plate) == whole


def test_a_triangle_among_quads_stays_one(found: Callable[..., list[int]]) -> None:
    plate = _plate(1, 6)
    roof = numpy.array([[len(plate.points), 7, 8]])
    plate.points = numpy.concatenate((plate.points, [(0.5, 2.0, 0.0)]))
    plate.triangles = numpy.insert(plate.triangles, 4, roof, axis=0)
    assert found(plate) == [0, 2, 5, 7, 9, 11]


def _pair(*points: tuple[float, float, float], triangles: Any = ((0, 1, 2), (0, 2, 3))) -> Shape:
    return Shape(numpy.array(points, dtype=float), numpy.array(triangles))


SQUARE = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), (0.0, 1.0, 0.0)


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("other_turn", range(3))
def test_halves_may_begin_at_any_corner(found: Callable[..., list[int]], turn: int, other_turn: int) -> None:
    halves = numpy.array([numpy.roll((0, 1, 2), turn), numpy.roll((0, 2, 3), other_turn)])
    assert found(_pair(*SQUARE, triangles=halves)) == [0]
    assert found(_pair(*SQUARE, triangles=halves[::-1])) == [0]


@pytest.mark.parametrize(
    ("why", "shape"),
    [
        ("no edge is shared", _pair(*SQUARE, (5, 5, 5), (6, 5, 5), triangles=((0, 1, 2), (3, 4, 5)))),
        ("one is turned over", _pair(*SQUARE, triangles=((0, 1, 2), (0, 3, 2)))),
        ("folded", _pair(*SQUARE[:3], (0.9, 0.2, 0.01))),
        ("an arrow", _pair((0, 0, 0), (2, -2, 0), (0.2, 0, 0), (2, 2, 0), triangles=((0, 1, 2), (0, 2, 3)))),
        ("no area", _pair((0, 0, 0), (1, 0, 0), (2, 0, 0), (1, 1, 0))),
        ("both sides of a triangle", _pair(*SQUARE[:3], triangles=((0, 1, 2), (0, 2, 1)))),
    ],
)
def test_what_is_no_quad_stays_two_triangles(found: Callable[..., list[int]], why: str, shape: Shape) -> None:
    assert found(shape) == [], why


def test_two_sides_of_a_sheet_do_not_become_the_same_quad(found: Callable[..., list[int]]) -> None:
    assert found(_pair(*SQUARE, triangles=((0, 1, 2), (0, 2, 3), (1, 0, 3), (1, 3, 2)))) == []


def test_a_seam_or_another_material_between_halves_is_kept(found: Callable[..., list[int]]) -> None:
    square = _pair(*SQUARE)
    uvs = square.points[square.triangles.reshape(-1), :2]
    assert found(square, uvs=uvs) == [0]
    uvs[3] += 0.1  # the second half's first corner
    assert found(square, uvs=uvs) == []
    assert found(square, may_join=numpy.array([False])) == []


@pytest.mark.parametrize("count", [0, 1])
def test_a_mesh_without_neighbours_has_none(found: Callable[..., list[int]], part: Part, count: int) -> None:
    triangles = numpy.arange(3 * count).reshape(-1, 3)
    quads = part("scene.prepare.quads").find_quads(
        numpy.zeros((3, 3), dtype=numpy.float32), triangles, values=[], may_join=numpy.ones(0, dtype=bool)
    )
    assert len(quads.firsts) == 0
