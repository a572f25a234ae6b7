# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody sits at a terminal: is asked before a list is paid, sees a bar, and presses Ctrl+C."""

import json
import os
import pty
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from support.terminal import CTRL_C, CTRL_D
from support.waiting import wait_until

Shell = Any
_QUESTION = "2 rows, all new. Make 2 of them for 1 credit? [y/N] "
_DRAWN = "\r\x1b[K"


@pytest.fixture
def street(tmp_path: Path) -> str:
    """A list of two props."""
    (tmp_path / "street.csv").write_text("text\na bench\na lamp\n", "utf-8")
    return "street.csv"


def _sent(sandbox: Any) -> int:
    return len(sandbox.record()["submissions"])


def test_a_list_is_paid_after_a_yes(shell: Shell, sandbox: Any, street: str) -> None:
    terminal = shell.on_terminal("batch", street, "--json")
    terminal.wait_for(_QUESTION)
    assert sandbox.record()["requests"] == []
    terminal.press("y\n")
    ended = terminal.end()
    assert [job["state"] for job in shell.checked(ended)["jobs"]] == ["READY", "READY"]
    assert ended.shown.rpartition(_DRAWN)[2] == ""
    assert _sent(sandbox) == 2


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        pytest.param("\n", 2, "Nothing was sent: it was not confirmed.", id="return"),
        pytest.param("no\n", 2, "Nothing was sent: it was not confirmed.", id="no", marks=pytest.mark.long),
        pytest.param(CTRL_D, 2, "Nothing was sent: it was not confirmed.", id="end of input", marks=pytest.mark.long),
        pytest.param(CTRL_C, 130, "Interrupted. Nothing was sent.", id="Ctrl+C", marks=pytest.mark.long),
    ],
)
def test_nothing_is_sent_after_anything_else(
    shell: Shell, sandbox: Any, street: str, keys: str, code: int, said: str
) -> None:
    terminal = shell.on_terminal("batch", street, "--before", "very old", "--json")
    terminal.wait_for(_QUESTION)
    terminal.press(keys)
    ended = terminal.end()
    assert ended.code == code, ended.shown
    assert shell.checked(ended)["trouble"]["sentence"] == said
    assert re.split("[\r\n]+", ended.shown.partition(_QUESTION)[2])[1] == said, "on a line of its own"
    if code == 130:
        assert shlex.split(shell.checked(ended)["go_on"]) == ["batch", street, "--before", "very old"]
    assert sandbox.record()["requests"] == []


@pytest.mark.long
def test_no_question_is_asked_where_nobody_would_see_it(shell: Shell, sandbox: Any, street: str) -> None:
    keyboard, terminal = pty.openpty()
    ended = shell.end(shell.start("batch", street, "--json", keyboard=terminal))
    assert ended.code == 2
    assert "--yes" in shell.checked(ended)["trouble"]["sentence"]
    assert sandbox.record()["requests"] == []
    os.close(keyboard)
    os.close(terminal)


@pytest.mark.long
def test_a_bar_is_drawn_and_ctrl_c_leaves_the_worker_alone(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    sandbox.scenario(faults={"status.stuck": -1})
    terminal = shell.on_terminal("generate", "--text", "a stool", "--output", tmp_path / "my stool.glb", columns=44)
    terminal.wait_for("Stool: gen")
    terminal.press(CTRL_C)
    ended = terminal.end()
    assert ended.code == 130, ended.shown
    drawing, _, told = ended.shown.rpartition(_DRAWN)
    lines = [line for line in drawing.replace("^C", "").split(_DRAWN) if line.startswith("[")]
    assert lines
    assert all(re.fullmatch(r"\[#*-*\] +\d+%  Stool: .*", line) for line in lines)
    assert max(map(len, lines)) <= 43
    again = re.search(r"To go on: python -m rodin_props (.*)\r\n", told)
    assert again
    sandbox.scenario(faults={"status.stuck": 0})
    wait_until(lambda: shell.json("jobs")["jobs"][0]["state"] == "READY", seconds=60, what="the worker alone")
    assert shell.json(*shlex.split(again[1]))["output"] == str(tmp_path / "my stool.glb")
    assert _sent(sandbox) == 1


@pytest.mark.long
def test_a_bar_of_several_says_how_many_have_ended(shell: Shell, sandbox: Any, street: str) -> None:
    terminal = shell.on_terminal("batch", street, "--yes")
    terminal.wait_for("100%  2 of 2")
    ended = terminal.end()
    assert ended.code == 0
    assert [line.split("\t")[1] for line in ended.output.splitlines() if "\t" in line] == ["READY", "READY"]
    assert json.loads(shell.words("jobs", "--json").output)["result"] == "done"
