# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages are written and read as a browser would."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.reports.pixels import Pixels
from rodin_props.jobs.reports.report import Report, ReportRow
from rodin_props.jobs.reports.words import ENGLISH, Language
from rodin_props.jobs.reports.write import write
from support.report_page import Reading, read_page

Written = Callable[..., Reading]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A function that writes rows as a page, and reads it."""

    def wrote(
        rows: Iterable[ReportRow], *, pixels: Pixels | None = None, language: Language = ENGLISH, **told: Any
    ) -> Reading:
        report = Report(rows=tuple(rows), **{"title": "Chairs", "written_at": 1_764_000_000.0, **told})
        path = tmp_path / "page.html"
        write(report, path, small_picture=lambda _: pixels, language=language)
        return read_page(path)

    return wrote
