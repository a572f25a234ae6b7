# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which a command ends has its number, and the answer says the same in words."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Any

WORDS = {
    "generate": ("--text", "a stool"),
    "batch": ("list.csv", "--yes"),
    "retexture": ("scene.blend", "--picture", "red ball.png", "--output", "out.blend"),
    "parts": ("scene.blend", "--output", "out.blend"),
    "jobs": (),
    "fetch": ("3f2504e0-4f89-41d3-9a0c-0305e82c3301",),
    "cancel": ("--all",),
    "balance": (),
    "library": ("list", "--folder", "props"),
}
_PAYING = ("generate", "batch", "retexture", "parts")
_ASKING = (*_PAYING, "fetch", "balance")


def _each(commands: tuple[str, ...], *, always: str) -> Any:
    """One test a command; those that are not named in `always` are long."""
    marks = {command: () if command in always.split() else pytest.mark.long for command in commands}
    return pytest.mark.parametrize("command", [pytest.param(each, marks=marks[each]) for each in commands])


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What the words of a command name, in the folder that it is typed in."""
    command = request.node.callspec.params["command"]
    if command in ("retexture", "parts"):
        request.getfixturevalue("scene_file")
    if command == "retexture":
        request.getfixturevalue("picture")
    if command == "batch":
        (tmp_path / "list.csv").write_text("text\na stool\n", "utf-8")


@_each(tuple(WORDS), always="batch")
def test_words_that_make_no_sense_end_with_2(unconnected: Shell, command: str) -> None:
    answer = unconnected.json(command, *WORDS[command], "--nonsense", code=2)
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
        ("generate", "--text", "a stool", "--limit", "nan"),
        ("batch", "no such list.csv", "--yes"),
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


@_each(_ASKING, always="generate")
def test_a_missing_key_ends_with_3(unconnected: Shell, desk: None, command: str) -> None:
    answer = unconnected.json(command, *WORDS[command], code=3)
    assert answer["trouble"]["remedy"] == "SET_KEY"


@_each(_ASKING, always="balance")
def test_a_key_that_is_refused_ends_with_3_and_is_not_told(
    shell: Shell, sandbox: Any, desk: None, command: str
) -> None:
    shell.connect(sandbox, key="not-the-key-of-anybody")
    ended = shell.words(command, *WORDS[command], "--json")
    assert ended.code == 3, ended.errors
    assert shell.checked(ended)["result"] == "key_refused"
    assert "not-the-key" not in ended.output + ended.errors


@_each(_PAYING, always="")
def test_an_account_without_credits_ends_with_4(shell: Shell, sandbox: Any, desk: None, command: str) -> None:
    sandbox.scenario(faults={"submit.no_funds": -1})
    answer = shell.json(command, *WORDS[command], code=4)
    assert answer["trouble"]["remedy"] == "TOP_UP"
    assert [job["state"] for job in answer["jobs"]] in (["FAILED"], ["CANCELLED"])
    assert sandbox.record()["submissions"] == []


@pytest.mark.long
def test_what_ended_with_4_is_not_sent_later(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"submit.no_funds": -1})
    shell.json("generate", "--text", "a stool", code=4)
    sandbox.scenario(faults={"submit.no_funds": 0})
    shell.json("generate", "--text", "a mug")
    assert len(sandbox.record()["submissions"]) == 1


@_each(_PAYING, always="generate")
def test_a_limit_that_is_too_low_ends_with_4(shell: Shell, sandbox: Any, desk: None, command: str) -> None:
    answer = shell.json(command, *WORDS[command], "--limit", "0.25", code=4)
    assert answer["trouble"]["code"] == "OVER_LIMIT"
    assert sandbox.record()["requests"] == []


@_each(_ASKING, always="")
def test_a_service_that_is_not_there_ends_with_5(unconnected: Shell, desk: None, command: str) -> None:
    unconnected.environment |= {"RODIN_BASE_URL": "http://127.0.0.1:9/api/v2", "RODIN_API_KEY": "some-key"}
    answer = unconnected.json(command, *WORDS[command], code=5)
    assert answer["result"] == "unreachable"
    unconnected.json("cancel", "--all")  # no worker goes on asking for a task that is paid


@_each(_ASKING, always="generate")
def test_a_blender_that_is_offline_ends_with_5(unconnected: Shell, desk: None, command: str) -> None:
    unconnected.environment |= {"RODIN_BASE_URL": "https://rodin.invalid/api/v2", "RODIN_API_KEY": "some-key"}
    answer = unconnected.json(command, *WORDS[command], code=5)
    assert answer["trouble"]["code"] == "OFFLINE"


@_each(_PAYING, always="generate")
def test_what_the_service_cannot_make_ends_with_6_and_so_does_fetching_it(
    shell: Shell, sandbox: Any, desk: None, command: str
) -> None:
    sandbox.scenario(faults={"submit.content_violation": -1})
    answer = shell.json(command, *WORDS[command], code=6)
    (job,) = answer["jobs"]
    assert job["state"] == "FAILED"
    assert job["trouble"] == answer["trouble"]
    assert shell.json("fetch", job["id"], code=6)["trouble"] == answer["trouble"]


@_each(_PAYING, always="generate")
def test_an_answer_that_never_came_ends_with_7_and_is_not_sent_again(
    shell: Shell, sandbox: Any, desk: None, command: str
) -> None:
    sandbox.scenario(faults={"billed.reset": 1})
    key = ("--key", "stool") if command == "generate" else ()
    (job,) = shell.json(command, *WORDS[command], *key, code=7)["jobs"]
    assert job["state"] == "UNCERTAIN"
    assert shell.json("fetch", job["id"], code=7)["result"] == "uncertain"
    if command in ("generate", "batch"):  # the others have no key by which they are known again
        assert shell.json(command, *WORDS[command], *key, code=7)["jobs"] == [job]
    assert len(sandbox.record()["submissions"]) == 1


@_each(("generate", "batch", "retexture", "parts", "jobs", "fetch", "cancel"), always="jobs")
def test_a_list_of_jobs_that_cannot_be_read_ends_with_8(shell: Shell, sandbox: Any, desk: None, command: str) -> None:
    folder = shell.profile / "extensions/.user/user_default/rodin_props"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "ledger.sqlite3") as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    answer = shell.json(command, *WORDS[command], code=8)
    assert answer["trouble"]["code"] == "LEDGER_UNUSABLE"
    assert sandbox.record()["submissions"] == []


@pytest.mark.long
def test_a_prop_that_cannot_be_written_ends_with_8_and_what_to_type_is_told(
    shell: Shell, sandbox: Any, tmp_path: Path
) -> None:
    output = tmp_path / "my stool.glb"
    output.mkdir()
    answer = shell.json("generate", "--text", "a stool", "--output", output, code=8)
    assert answer["trouble"]["code"] == "NOT_WRITTEN"
    (job,) = answer["jobs"]
    assert job["state"] == "READY"
    assert answer["go_on"] == f"fetch {job['id']} --output '{output}'"
    output.rmdir()
    assert shell.json("fetch", job["id"], "--output", output)["output"] == str(output)
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.parametrize("command", ["retexture", "parts"])
def test_a_file_that_is_not_there_ends_with_8(shell: Shell, command: str) -> None:
    answer = shell.json(command, *WORDS[command], code=8)
    assert "scene.blend" in answer["trouble"]["sentence"]


@pytest.mark.long
@pytest.mark.parametrize("action", ["list", "publish"])
def test_a_library_that_is_not_there_ends_with_8_and_is_not_made(
    unconnected: Shell, tmp_path: Path, action: str
) -> None:
    if action == "publish":
        (tmp_path / "props").write_text("a file where a folder should be", "utf-8")
    answer = unconnected.json("library", action, "--folder", "props", code=8)
    assert answer["trouble"]["code"] == "LIBRARY_GONE"
    assert not (tmp_path / "props").is_dir()


@pytest.mark.long
@pytest.mark.parametrize(
    ("command", "broken"),
    [
        ("balance", "session/watching/balance.py"),
        ("generate", "session/orders/ordering.py"),
        ("generate", "jobs/worker/process.py"),
    ],
)
def test_a_fault_of_the_extension_ends_with_1(
    made: Callable[..., Shell], sandbox: Any, command: str, broken: str
) -> None:
    shell = made(without=broken)
    shell.connect(sandbox)
    answer = shell.json(command, *WORDS[command], code=1)
    assert answer["trouble"]["code"] in ("BROKEN", "WORKER_BROKEN")
    assert sandbox.record()["submissions"] == []
