# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a list: a page that is there however the command ends, and at any time before."""

from pathlib import Path
from typing import Any

import pytest
from support.report_page import Reading, read_page
from support.waiting import wait_until

Shell = Any
LONG = pytest.mark.long


@pytest.fixture
def street(tmp_path: Path) -> Path:
    """A list of three props."""
    path = tmp_path / "street.csv"
    path.write_text("text,name\na bench,\na lamp,Lantern\na bin,\n", "utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Where the report goes."""
    return tmp_path / "street report.html"


def _states(page: Reading) -> list[str]:
    return [tag.text for tag in page.all("p", class_="word")]


def _names(page: Reading) -> list[str]:
    return [tag.text for tag in page.all("p", class_="name")]


def _body(page: Reading) -> str:
    return page.all("body")[0].text


def _sent(sandbox: Any) -> int:
    return len(sandbox.record()["submissions"])


@pytest.mark.long
def test_a_report_is_there_before_anything_is_made_and_when_all_is(
    shell: Shell, sandbox: Any, street: Path, page: Path
) -> None:
    words = ("batch", street, "--report", page, "--before", "weathered")
    planned = shell.json(*words, "--dry-run")
    assert planned["report"] == str(page)
    told = read_page(page)
    assert _names(told) == ["Bench", "Lantern", "Bin"]
    assert _states(told) == ["Not ordered"] * 3
    assert "about 1.5 credits to come" in _body(told)
    assert _sent(sandbox) == 0

    made = shell.json(*words, "--yes")
    assert made["report"] == str(page)
    told = read_page(page)
    assert told.all("h1")[0].text == "street"
    assert _names(told) == ["Bench", "Lantern", "Bin"]
    assert _states(told) == ["Ready"] * 3
    assert [tag.text.removeprefix("about ") for tag in told.all("td", class_="credits")] == ["0.5"] * 3
    assert all(tag.text for tag in told.all("td", class_="time"))
    assert all(f"Row {number}" in row.text for number, row in zip((2, 3, 4), told.rows, strict=True))
    assert "3 of 3 finished" in _body(told)
    assert "1.5 credits spent" in _body(told)
    assert "to come" not in _body(told)
    assert "Style: “weathered” before each text." in _body(told)
    assert len(told.pictures) == 3


@LONG
def test_a_picture_that_was_not_sent_yet_is_shown_however_big_it_is(
    shell: Shell, street: Path, picture: Path, page: Path
) -> None:
    street.write_text(f"picture\n{picture}\n", "utf-8")
    shell.json("batch", street, "--dry-run", "--report", page)
    told = read_page(page)
    assert (_states(told), len(told.pictures)) == (["Not ordered"], 1)


@LONG
def test_a_report_tells_what_failed_and_why_and_what_is_wrong_with_a_list(
    shell: Shell, sandbox: Any, street: Path, page: Path
) -> None:
    street.write_text("text\na bench [[fault:submit.no_subject]]\na lamp\na bin [[fault:billed.close]]\n", "utf-8")
    failed = shell.json("batch", street, "--yes", "--report", page, code=7)
    told = read_page(page)
    assert _states(told) == ["Failed", "Ready", "Unclear"]
    (sentence,) = {job["trouble"]["sentence"] for job in failed["jobs"] if job["state"] == "FAILED"}
    assert sentence in told.rows[0].text
    assert "1 × Failed" in _body(told)

    street.write_text("text,size\na lamp,\na bin,tall\n,4\n", "utf-8")
    refused = shell.json("batch", street, "--yes", "--report", page, code=2)
    assert refused["trouble"]["code"] == "LIST_REFUSED"
    told = read_page(page)
    assert _states(told) == ["Ready", "Not ordered", "Not ordered"]
    assert "“size”: “tall” is no size." in told.rows[1].text
    assert "There is nothing to make a prop from." in told.rows[2].text
    assert "to come" not in _body(told)


def test_a_report_tells_of_what_is_under_way_from_another_shell_and_after_an_interrupt(
    shell: Shell, sandbox: Any, street: Path, page: Path
) -> None:
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("batch", street, "--yes", "--report", page, "--json")
    wait_until(lambda: _sent(sandbox) == 3, seconds=60, what="the submissions")
    seen = page.with_name("seen.html")
    shell.json("batch", street, "--dry-run", "--report", seen)
    assert "3 on their way" in _body(read_page(seen))
    assert not page.exists()
    answer = shell.checked(shell.interrupt(process))
    assert (answer["exit_code"], answer["report"]) == (130, str(page))
    assert "3 on their way" in _body(read_page(page))
    assert f"--report '{page}'" in answer["go_on"]


@pytest.mark.parametrize(
    ("where", "code", "reason"),
    [
        pytest.param("gone/page.html", "NOT_WRITTEN", "its folder is not there", id="in no folder"),
        pytest.param("street.csv/page.html", "NOT_WRITTEN", "its folder is not there", id="in a file", marks=LONG),
        pytest.param("folder.html", "NOT_WRITTEN", "a folder has this name", id="a folder", marks=LONG),
        pytest.param(f"{'x' * 300}.html", "NOT_WRITTEN", "File name too long", id="a long name", marks=LONG),
        pytest.param("street.csv", "KIND_UNKNOWN", "Let its name end with .html or .htm", id="the list", marks=LONG),
    ],
)
def test_a_report_that_cannot_be_written_is_told_before_anything_is_sent(
    shell: Shell, sandbox: Any, street: Path, tmp_path: Path, where: str, code: str, reason: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    before = street.read_bytes(), sorted(tmp_path.iterdir())
    ended = shell.words("batch", street, "--yes", "--report", tmp_path / where, "--json")
    answer = shell.checked(ended)
    assert (answer["trouble"]["code"], answer["report"]) == (code, "")
    assert reason in answer["trouble"]["sentence"]
    assert _sent(sandbox) == 0
    assert (street.read_bytes(), sorted(path for path in tmp_path.iterdir() if path.name != "profile")) == before


@LONG
def test_what_was_made_is_told_though_the_folder_of_the_report_went_meanwhile(
    shell: Shell, sandbox: Any, street: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("batch", street, "--yes", "--report", folder / "page.html", "--json")
    wait_until(lambda: _sent(sandbox) == 3, seconds=60, what="the submissions")
    folder.rmdir()
    sandbox.scenario(faults={"status.stuck": 0})
    answer = shell.checked(shell.end(process))
    assert (answer["exit_code"], answer["trouble"]["code"]) == (8, "NOT_WRITTEN")
    assert [job["state"] for job in answer["jobs"]] == ["READY"] * 3


@LONG
def test_what_was_made_is_told_though_it_could_not_be_kept(
    shell: Shell, street: Path, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "street").touch()  # where the folder of the props is to be
    words = ("batch", street, "--yes", "--output-folder", tmp_path / "out", "--report", page)
    answer = shell.json(*words, code=8)
    assert answer["trouble"]["code"] == "KEEPING_FAILED"
    assert [job["state"] for job in answer["jobs"]] == ["READY"] * 3
    assert (answer["report"], answer["go_on"][:6]) == (str(page), "batch ")
    assert _states(read_page(page)) == ["Ready"] * 3
