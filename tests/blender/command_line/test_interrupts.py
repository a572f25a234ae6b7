# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C loses nothing: the command says what to type to go on, and that pays nothing more."""

import os
import shlex
import signal
from pathlib import Path
from typing import Any

import pytest
from support.waiting import wait_until

Shell = Any


def _submitted(sandbox: Any) -> bool:
    return bool(sandbox.record()["submissions"])


@pytest.mark.long
def test_an_interrupted_generation_goes_on_where_it_was(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    output = tmp_path / "stool.glb"
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("generate", "--text", "a stool", "--output", output, "--json")
    wait_until(lambda: _submitted(sandbox), seconds=60, what="the submission")
    ended = shell.interrupt(process)
    answer = shell.checked(ended)
    assert (ended.code, answer["result"]) == (130, "interrupted")
    assert f"To go on: python -m rodin_props {answer['go_on']}" in ended.errors
    sandbox.scenario(faults={"status.stuck": 0})
    again = shell.json(*shlex.split(answer["go_on"]))
    assert [job["id"] for job in again["jobs"]] == [job["id"] for job in answer["jobs"]]
    assert output.read_bytes()[:4] == b"glTF"
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_interrupted_textures_land_in_the_file_that_waits_for_them(
    shell: Shell, sandbox: Any, scene_file: Path, picture: Path, tmp_path: Path
) -> None:
    output = tmp_path / "new look.blend"
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("retexture", scene_file, "--picture", picture, "--output", output, "--json")
    wait_until(lambda: _submitted(sandbox), seconds=120, what="the submission")
    ended = shell.interrupt(process)
    assert ended.code == 130, ended.errors
    sandbox.scenario(faults={"status.stuck": 0})
    again = shell.json(*shlex.split(shell.checked(ended)["go_on"]))
    assert [(job["kind"], job["state"]) for job in again["jobs"]] == [("TEXTURES", "IMPORTED")]
    assert again["output"] == str(output)
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_interrupted_parts_land_in_another_file_than_they_were_begun_for(
    shell: Shell, sandbox: Any, scene_file: Path, tmp_path: Path
) -> None:
    begun, taken = tmp_path / "begun.blend", tmp_path / "my parts.blend"
    sandbox.scenario(faults={"status.stuck": -1})
    process = shell.start("parts", scene_file, "--output", begun, "--json")
    wait_until(lambda: _submitted(sandbox), seconds=120, what="the submission")
    go_on = shell.checked(shell.interrupt(process))["go_on"]
    sandbox.scenario(faults={"status.stuck": 0})
    taken.mkdir()
    refused = shell.json(*shlex.split(go_on), "--output", taken, code=8)
    assert shlex.split(refused["go_on"]) == [*shlex.split(go_on), "--output", str(taken)]
    assert [job["kind"] for job in refused["jobs"]] == ["PARTS"]
    taken.rmdir()
    again = shell.json(*shlex.split(refused["go_on"]))
    assert [(job["kind"], job["state"]) for job in again["jobs"]] == [("PARTS", "IMPORTED")]
    assert again["output"] == str(taken)
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_an_interrupted_fetch_goes_on_and_a_polite_end_from_outside_is_one(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"status.stuck": -1})
    (job,) = shell.json("generate", "--text", "a stool", "--no-wait")["jobs"]
    process = shell.start("fetch", job["id"], "--json")
    assert process.stderr is not None
    assert process.stderr.readline()  # it follows the job: a signal before that ends it as any other program
    process.send_signal(signal.SIGTERM)
    ended = shell.end(process)
    answer = shell.checked(ended)
    assert (ended.code, answer["go_on"]) == (130, f"fetch {job['id']}")
    sandbox.scenario(faults={"status.stuck": 0})
    assert shell.json(*shlex.split(answer["go_on"]))["jobs"][0]["state"] == "READY"


@pytest.mark.long
def test_a_question_about_the_balance_can_be_interrupted(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"balance.hang": -1})
    process = shell.start("balance", "--json")
    wait_until(lambda: bool(sandbox.record()["requests"]), seconds=60, what="the question")
    ended = shell.interrupt(process)
    assert ended.code == 130
    assert shell.checked(ended)["go_on"] == "jobs"


@pytest.mark.long
def test_an_answer_that_nobody_reads_is_no_fault(shell: Shell) -> None:
    process = shell.start("jobs", "--json")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    ended = shell.end(process)
    assert (ended.code, ended.errors) == (0, "")


@pytest.mark.long
def test_an_answer_that_cannot_be_written_ends_with_8(shell: Shell) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = shell.end(shell.start("jobs", "--json", output=full))
    assert ended.code == 8
    assert ended.errors.startswith(f"The answer could not be written: {os.strerror(28)}.")
