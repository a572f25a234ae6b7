# SPDX-License-Identifier: GPL-3.0-or-later
"""A page is written whole or not at all."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from rodin_props import disk
from rodin_props.errors import Remedy
from rodin_props.jobs.reports.errors import PageNotWritten
from rodin_props.jobs.reports.pixels import Pixels
from rodin_props.jobs.reports.report import Report, ReportRow
from rodin_props.jobs.reports.write import write


def _report(path: Path) -> Report:
    return Report(title="Chairs", written_at=0.0, rows=(ReportRow(name="Chair", came=path / "gone.png"),))


def _nothing(path: Path) -> Pixels | None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which there must be nothing but the page of before, after all."""
    (tmp_path / "page.html").write_text("before", encoding="utf-8")
    yield tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_was_there_is_replaced(folder: Path) -> None:
    write(_report(folder), folder / "page.html", small_picture=_nothing)
    assert (folder / "page.html").read_text("utf-8").endswith("</html>\n")


def test_a_page_may_have_the_longest_of_names(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.html"
    write(_report(tmp_path), path, small_picture=_nothing)
    assert path.is_file()


@pytest.mark.parametrize(("number", "reason"), [(errno.ENOSPC, "its disk is full"), (errno.EACCES, "refused")])
def test_what_the_disk_refuses_is_said_and_what_was_there_stays(
    number: int, reason: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: Path, destination: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(disk, "replace", refused)
    with pytest.raises(PageNotWritten, match=f"“page.html” could not be written: {reason}") as raised:
        write(_report(folder), folder / "page.html", small_picture=_nothing)
    assert raised.value.remedy is Remedy.CHANGE_INPUT  # cleaning up would delete generations for a page
    assert (folder / "page.html").read_text("utf-8") == "before"


def test_without_a_folder_it_is_said(folder: Path) -> None:
    with pytest.raises(PageNotWritten, match="its folder is not there"):
        write(_report(folder), folder / "gone" / "page.html", small_picture=_nothing)


def test_whatever_happens_in_the_middle_what_was_there_stays(folder: Path) -> None:
    def interrupted(path: Path) -> Pixels | None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(_report(folder), folder / "page.html", small_picture=interrupted)
    assert (folder / "page.html").read_text("utf-8") == "before"
