# SPDX-License-Identifier: GPL-3.0-or-later
"""A list is made from a shell: one price, one confirmation, and what was paid for is never paid for twice."""

import shlex
from pathlib import Path
from typing import Any

import pytest
from support.waiting import wait_until

Shell = Any


def _sent(sandbox: Any) -> list[str]:
    fields = [each["fields"].get("prompt", "") for each in sandbox.record()["submissions"]]
    return sorted(each[0] if isinstance(each, list) else each for each in fields)


@pytest.fixture
def street(tmp_path: Path) -> Path:
    """A list of three props."""
    path = tmp_path / "street.csv"
    path.write_text("text,name,size\na bench,,0.5\na lamp,Lantern,4\na lamp,,\n", "utf-8")
    return path


def test_a_list_becomes_a_blend_for_each_row(shell: Shell, sandbox: Any, street: Path, tmp_path: Path) -> None:
    planned = shell.json("batch", street, "--dry-run")
    assert planned["price"] == {"credits": 1.5, "up_to": False, "count": 3}
    assert planned["said"] == ["3 rows, all new."]
    assert _sent(sandbox) == []
    style = ("--before", "old,", "--tier", "sketch", "--seed", "7")
    made = shell.json("batch", street, "--output-folder", tmp_path / "out", "--yes", *style)
    assert _sent(sandbox) == ["old, a bench", "old, a lamp", "old, a lamp"]
    assert [prop["name"] for prop in made["props"]] == ["Bench", "Lantern", "Lamp"]
    assert all(Path(prop["path"]).parent == tmp_path / "out" / "street" for prop in made["props"])
    assert all(Path(prop["path"]).is_file() for prop in made["props"])
    assert {job["state"] for job in made["jobs"]} == {"READY"}
    again = shell.json("batch", street, "--output-folder", tmp_path / "out", *style)
    assert again["price"]["credits"] == 0
    assert again["props"] == made["props"]
    assert len(_sent(sandbox)) == 3


def test_usual_sizes_are_told_with_their_words_and_rows(shell: Shell, street: Path) -> None:
    street.write_text("text,size\na bench,usual\na lamp,4\nan old bench,usual\na rug,usual\n", "utf-8")
    assert shell.json("batch", street, "--dry-run")["said"] == [
        "4 rows, all new.",
        "Size of rows 2, 4: 0.85 m high, usual for “bench”.",
        "Size of row 5: 2.3 m long, usual for “rug”.",
    ]


def test_nothing_is_sent_that_is_refused_unconfirmed_or_too_dear(shell: Shell, sandbox: Any, street: Path) -> None:
    assert "--yes" in shell.json("batch", street, code=2)["trouble"]["sentence"]
    assert shell.json("batch", street, "--yes", "--limit", "1.4", code=4)["trouble"]["code"] == "OVER_LIMIT"
    street.write_text("text,size\na bench,tall\na lamp,low\n", "utf-8")
    trouble = shell.json("batch", street, "--yes", code=2)["trouble"]
    assert trouble["code"] == "LIST_REFUSED"
    assert [line[:22] for line in trouble["sentence"].splitlines()[1:]] == [
        "Row 2, column “size”: ",
        "Row 3, column “size”: ",
    ]
    assert _sent(sandbox) == []


@pytest.mark.long
def test_an_interrupted_list_goes_on_where_it_was(shell: Shell, sandbox: Any, street: Path, tmp_path: Path) -> None:
    sandbox.scenario(faults={"status.stuck": -1})
    words = ("batch", street, "--output-folder", tmp_path / "out", "--yes", "--hd-texture", "--before", "very old")
    process = shell.start(*words, "--json")
    wait_until(lambda: len(_sent(sandbox)) == 3, seconds=60, what="the submissions")
    ended = shell.interrupt(process)
    answer = shell.checked(ended)
    assert (ended.code, len(answer["jobs"])) == (130, 3)
    assert shlex.split(answer["go_on"]) == list(map(str, (*words[:4], "--before", "very old", "--yes", "--hd-texture")))
    sandbox.scenario(faults={"status.stuck": 0})
    again = shell.json(*shlex.split(answer["go_on"]))
    assert {job["id"] for job in again["jobs"]} == {job["id"] for job in answer["jobs"]}
    assert len(again["props"]) == 3
    assert len(_sent(sandbox)) == 3


@pytest.mark.long
def test_a_row_that_failed_is_told_and_so_is_one_that_may_have_been_paid(
    shell: Shell, sandbox: Any, street: Path
) -> None:
    street.write_text("text\na bench [[fault:submit.no_subject]]\na lamp\n", "utf-8")
    failed = shell.json("batch", street, "--yes", code=6)
    assert failed["trouble"]["sentence"].startswith("1 of 2 failed.")
    street.write_text("text\na bin [[fault:billed.close]]\na lamp\n", "utf-8")
    unclear = shell.json("batch", street, "--yes", code=7)
    assert [job["state"] for job in unclear["jobs"]] == ["UNCERTAIN", "READY"]
    assert len(_sent(sandbox)) == 2


@pytest.mark.long
def test_a_list_whose_props_cannot_be_written_says_so_and_how_to_go_on(
    shell: Shell, sandbox: Any, street: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    in_the_way = tmp_path / "out" / "street"
    in_the_way.write_text("a file where a folder is to be", "utf-8")
    refused = shell.json("batch", street, "--yes", "--output-folder", tmp_path / "out", code=8)
    assert {job["state"] for job in refused["jobs"]} == {"READY"}
    in_the_way.unlink()
    again = shell.json(*shlex.split(refused["go_on"]))
    assert len(again["props"]) == 3
    assert len(_sent(sandbox)) == 3
