# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which a command ends has its number, and the answer says the same in words."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Shell = Any

_COMMANDS = {
    "generate": ("--text", "a stool"),
    "retexture": ("scene.blend", "--picture", "picture.png", "--output", "out.blend"),
    "parts": ("scene.blend", "--output", "out.blend"),
    "jobs": (),
    "fetch": ("3f2504e0-4f89-41d3-9a0c-0305e82c3301",),
    "cancel": ("--all",),
    "balance": (),
    "library": ("list",),
}
_PAYING = ["generate", "fetch", "balance"]


@pytest.mark.parametrize("command", _COMMANDS)
def test_words_that_make_no_sense_end_with_2(unconnected: Shell, command: str) -> None:
    answer = unconnected.json(command, *_COMMANDS[command], "--nonsense", code=2)
    assert answer["command"] == command
    assert answer["trouble"]["code"] == "BAD_ARGUMENTS"
    assert "--nonsense" in answer["trouble"]["sentence"]


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [
        ("generate",),
        ("generate", "no such picture.png"),
        ("generate", "--text", "a stool", "--tier", "gen-9"),
        ("generate", "--text", "a stool", "--output", "stool.docx"),
        ("generate", "--text", "a stool", "--output", "/no/such/folder/stool.glb"),
        ("generate", "--text", "a stool", "--seed", "70000"),
        ("generate", "--text", "a stool", "--tier", "sketch", "--material", "none"),
        ("parts", "scene.blend", "--output", "parts.glb"),
        ("jobs", "1234"),
        ("fetch", "nothing", "like", "an id"),
        ("cancel",),
        ("library", "keep"),
        ("library", "list"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_nothing_is_sent(
    shell: Shell, sandbox: Any, words: tuple[str, ...]
) -> None:
    answer = shell.json(*words, code=2)
    assert answer["result"] == "bad_input"
    assert sandbox.record()["submissions"] == []


@pytest.mark.parametrize("command", _PAYING)
def test_a_missing_key_ends_with_3(unconnected: Shell, command: str) -> None:
    answer = unconnected.json(command, *_COMMANDS[command], code=3)
    assert answer["trouble"]["remedy"] == "SET_KEY"


@pytest.mark.parametrize("command", _PAYING)
def test_a_key_that_is_refused_ends_with_3_and_is_not_told(shell: Shell, sandbox: Any, command: str) -> None:
    shell.connect(sandbox, key="not-the-key-of-anybody")
    ended = shell.words(command, *_COMMANDS[command], "--json")
    assert ended.code == 3, ended.errors
    assert shell.checked(ended)["result"] == "key_refused"
    assert "not-the-key" not in ended.output + ended.errors


def test_an_account_without_credits_ends_with_4_and_nothing_is_sent_later(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"submit.no_funds": -1})
    answer = shell.json("generate", "--text", "a stool", code=4)
    assert answer["trouble"]["remedy"] == "TOP_UP"
    assert [job["state"] for job in answer["jobs"]] in (["FAILED"], ["CANCELLED"])
    sandbox.scenario(faults={"submit.no_funds": 0})
    shell.json("generate", "--text", "a mug")
    assert len(sandbox.record()["submissions"]) == 1


def test_a_limit_that_is_too_low_ends_with_4(shell: Shell, sandbox: Any) -> None:
    answer = shell.json("generate", "--text", "a stool", "--limit", "0.25", code=4)
    assert answer["trouble"]["code"] == "OVER_LIMIT"
    assert sandbox.record()["requests"] == []


@pytest.mark.parametrize("command", _PAYING)
def test_a_service_that_is_not_there_ends_with_5(unconnected: Shell, command: str) -> None:
    unconnected.environment |= {"RODIN_BASE_URL": "http://127.0.0.1:9/api/v2", "RODIN_API_KEY": "some-key"}
    answer = unconnected.json(command, *_COMMANDS[command], code=5)
    assert answer["result"] == "unreachable"
    unconnected.json("cancel", "--all")  # no worker goes on asking for a task that is paid


def test_a_blender_that_is_offline_ends_with_5(unconnected: Shell) -> None:
    unconnected.environment |= {"RODIN_BASE_URL": "https://rodin.invalid/api/v2", "RODIN_API_KEY": "some-key"}
    answer = unconnected.json("generate", "--text", "a stool", code=5)
    assert answer["trouble"]["code"] == "OFFLINE"


def test_what_the_service_cannot_make_ends_with_6(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"submit.content_violation": -1})
    answer = shell.json("generate", "--text", "a stool", code=6)
    assert answer["jobs"][0]["state"] == "FAILED"
    assert answer["jobs"][0]["trouble"] == answer["trouble"]


def test_an_answer_that_never_came_ends_with_7_and_is_not_sent_again(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"billed.reset": 1})
    answer = shell.json("generate", "--text", "a stool", "--key", "stool", code=7)
    assert answer["jobs"][0]["state"] == "UNCERTAIN"
    assert shell.json("generate", "--text", "a stool", "--key", "stool", code=7)["result"] == "uncertain"
    assert len(sandbox.record()["submissions"]) == 1


def test_a_list_of_jobs_that_cannot_be_read_ends_with_8(unconnected: Shell) -> None:
    folder = unconnected.profile / "extensions/.user/user_default/rodin_props"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "ledger.sqlite3") as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    answer = unconnected.json("jobs", code=8)
    assert answer["trouble"]["code"] == "LEDGER_UNUSABLE"


def test_a_prop_that_cannot_be_written_ends_with_8_and_is_not_lost(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    (tmp_path / "stool.glb").mkdir()
    answer = shell.json("generate", "--text", "a stool", "--output", tmp_path / "stool.glb", code=8)
    assert answer["trouble"]["code"] == "NOT_WRITTEN"
    assert [job["state"] for job in shell.json("jobs")["jobs"]] == ["READY"]


@pytest.mark.parametrize("command", ["retexture", "parts"])
def test_a_file_that_is_not_there_ends_with_8(shell: Shell, tmp_path: Path, command: str) -> None:
    answer = shell.json(command, tmp_path / "gone.blend", "--output", tmp_path / "out.blend", code=8)
    assert "gone.blend" in answer["trouble"]["sentence"]


def test_a_python_without_blender_ends_with_1_and_says_what_is_missing(unpacked: Path) -> None:
    code = "import sys, runpy; sys.path.insert(0, sys.argv[1]); runpy.run_module('rodin_props', run_name='__main__')"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([sys.executable, "-S", "-c", code, unpacked], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install bpy" in done.stderr
