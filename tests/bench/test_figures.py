# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures: median, worst, bound; and their way through a file."""

from pathlib import Path

import pytest

from bench import results
from bench.figures import Figure, Point, Timeline, number_text
from bench.machine import this_machine
from bench.measurements.requesting import most_within
from bench.table import cells


def test_the_median_is_held_to_the_bound_and_the_worst_is_told() -> None:
    figure = Figure(what="Tick", values=(1.0, 9.0, 2.0), unit="ms", bound=2)
    assert (figure.median, figure.worst, figure.ratio, figure.holds) == (2.0, 9.0, 1.0, True)
    assert cells(figure) == ("2 ms", "9 ms", "≤ 2 ms", "1.00")


def test_a_bound_of_nothing_is_missed_by_one() -> None:
    assert not Figure(what="Imports", values=(1.0,), bound=0).holds
    assert cells(Figure(what="Imports", values=(1.0,), bound=0)) == ("1", "", "≤ 0", "")


@pytest.mark.parametrize(
    ("number", "text"), [(1234.5, "1,234"), (12.345, "12.3"), (0.0123, "0.012"), (3.0, "3"), (-0.5, "-0.5")]
)
def test_numbers_have_as_many_digits_as_say_something(number: float, text: str) -> None:
    assert number_text(number) == text


def test_what_was_measured_comes_back_from_its_file(tmp_path: Path) -> None:
    measured = [
        Figure(what="Tick", values=(1.0, 2.0), unit="ms", bound=2, note="of two"),
        Point(plot="jobs", series="tick", at=10, milliseconds=1.5),
        Timeline(who="Rodin Props", triangles=10, spans=((0.0, 1.0, "press"),), draws=((1.0, 2.0),), done=3.0),
    ]
    done = results.results_of(measured, kind="headless", rounds=2, machine=this_machine())
    done = results.Results(**{**_fields(done), "machine": _with_blender(done.machine)})
    path = results.write(done, tmp_path)
    assert path.name == "5.2.2-headless.json"
    assert results.read(path) == done


def test_the_machine_is_named_without_its_name(tmp_path: Path) -> None:
    import platform

    assert platform.node() not in repr(this_machine())
    assert this_machine().cores >= 1


def test_the_busiest_minute_is_found_wherever_it_lies() -> None:
    assert most_within([0, 30, 59, 61, 62, 200], 60) == 4
    assert most_within([], 60) == 0


def _fields(done: results.Results) -> dict[str, object]:
    return {name: getattr(done, name) for name in done.__slots__}


def _with_blender(machine: object) -> object:
    from dataclasses import replace

    return replace(machine, blender="5.2.2 LTS")
