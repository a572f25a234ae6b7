# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of a thousand rows can be mailed, and takes no more memory than one row."""

import tracemalloc
from pathlib import Path

import numpy
import pytest
from rodin_props.jobs.reports.pixels import Pixels
from rodin_props.jobs.reports.report import Report, ReportRow
from rodin_props.jobs.reports.write import write
from rodin_props.jobs.states import State
from support.pictures import plain_picture
from support.report_page import read_page

MAILED_BYTES = 25_000_000
"""The most that the usual mail services take."""


@pytest.fixture
def rows(tmp_path: Path) -> tuple[ReportRow, ...]:
    picture = tmp_path / "gone.png"
    return tuple(
        ReportRow(
            name=f"Chair {number}", state=State.READY, prompt="a chair of oak " * 20, sent=(picture,), came=picture
        )
        for number in range(1_000)
    )


def _noisy(shades: float, side: int = 128) -> Pixels:
    """The least favorable of photographs: noise of some shades on a gradient."""
    random = numpy.random.default_rng(7)
    values = numpy.linspace(40, 200, side)[:, None, None] + random.normal(0, shades, (side, side, 4))
    values[..., 3] = 255
    return Pixels(width=side, height=side, values=values.astype(numpy.uint8).tobytes())


@pytest.mark.parametrize("shades", [1.5, 8.0])
def test_a_thousand_rows_with_photographs_can_be_mailed(
    shades: float, rows: tuple[ReportRow, ...], tmp_path: Path
) -> None:
    pixels, path = _noisy(shades), tmp_path / "page.html"
    write(Report(title="Chairs", written_at=0.0, rows=rows), path, small_picture=lambda _: pixels)
    assert path.stat().st_size < MAILED_BYTES
    page = read_page(path)
    assert (len(page.rows), len(page.pictures)) == (1_000, 2_000)


def test_pictures_are_not_in_memory_all_at_once(rows: tuple[ReportRow, ...], tmp_path: Path) -> None:
    (tmp_path / "gone.png").write_bytes(plain_picture().ljust(3_000, b"\0"))
    path = tmp_path / "page.html"
    report = Report(title="Chairs", written_at=0.0, rows=rows)
    tracemalloc.start()
    try:
        write(report, path, small_picture=lambda _: None)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 8_000_000
    assert most < 1_000_000
