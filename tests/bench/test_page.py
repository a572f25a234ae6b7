# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/bench.md: figures of several Blenders side by side, plots with words and units."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import results
from bench.documents.page import table, write_page
from bench.documents.plots import PHASES
from bench.figures import Figure, Measured, Point, Timeline
from bench.machine import Machine

MACHINE = {"processor": "A Processor", "cores": 2, "memory_gigabytes": 24, "system": "Linux 6, x86_64"}
POINTS = [
    *(Point(plot="phases", series=each, at=each, whose="Rodin Props", milliseconds=3.0) for each in PHASES),
    *(Point(plot=plot, series="one", at=at, milliseconds=at) for plot in ("triangles", "jobs") for at in (10, 100)),
    *(Point(plot="objects", series="one", at=at, milliseconds=5.0) for at in (0, 2000)),
]
TIMELINES = [
    Timeline(who=who, triangles=500_000, spans=((0.0, 0.1, "press"),), draws=((0.2, 0.3),), done=5.0)
    for who in ("Rodin Props", "synchronous client")
]


def run(blender: str, *measured: Measured, kind: str = "window") -> results.Results:
    machine = Machine(**MACHINE, load_at_start=0.5, blender=blender, python="3.13.5", graphics="llvmpipe")
    return results.results_of([*measured], kind=kind, rounds=3, machine=machine)


def test_each_blender_has_a_column_and_a_missed_bound_is_bold() -> None:
    old = run("4.3.2", Figure(what="Tick", values=(1.0, 3.0), unit="ms", bound=2, note="of 2"))
    new = run(
        "5.2.2 LTS",
        Figure(what="Tick", values=(3.0,), unit="ms", bound=2),
        Figure(what="Only here", values=(1.0,), note="10 jobs"),
    )
    assert list(table([old, new])) == [
        "| What | Bound | Blender 4.3.2 | Blender 5.2.2 |",
        "| --- | ---: | ---: | ---: |",
        "| Tick | ≤ 2 ms | 2 ms (3) | **3 ms** |",
        "| Only here (10 jobs) |  |  | 1 |",
    ]


def test_the_page_shows_plots_that_are_there_and_names_the_machine(tmp_path: Path) -> None:
    for blender in ("4.3.2", "5.2.2 LTS"):
        results.write(run(blender, Figure(what="Tick", values=(1.0,)), *POINTS, *TIMELINES), tmp_path / "results")
    results.write(run("5.0.1", Figure(what="Other", values=(1.0,)), kind="headless"), tmp_path / "results")
    page = write_page(tmp_path / "results", tmp_path / "docs").read_text("utf-8")
    plots = sorted(each.relative_to(tmp_path / "docs").as_posix() for each in tmp_path.rglob("*.svg"))
    assert len(plots) == 5
    assert all(f"]({plot})" in page for plot in plots)
    assert "| Other |  | 1 |" in page
    assert page.count("A Processor") == 3


def test_plots_are_words_with_units_and_the_same_for_the_same_results(tmp_path: Path) -> None:
    results.write(run("4.3.2", *POINTS, *TIMELINES), tmp_path / "results")
    first, second = tmp_path / "first", tmp_path / "second"
    for docs in (first, second):
        write_page(tmp_path / "results", docs)
    for plot in (first / "bench").iterdir():
        assert plot.read_bytes() == (second / "bench" / plot.name).read_bytes()
        words = " ".join(ElementTree.parse(plot).getroot().itertext())
        assert "milliseconds" in words or "seconds since the press" in words


def test_without_results_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make bench"):
        write_page(tmp_path, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()
