# SPDX-License-Identifier: GPL-3.0-or-later
"""`jobs`, `fetch`, `cancel` and `balance`: the list that all Blenders of a computer share."""

from pathlib import Path
from typing import Any

import pytest
from support.waiting import wait_until

Shell = Any


def test_the_balance_is_told(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(credits=12.5)
    assert shell.json("balance")["balance"] == 12.5
    assert shell.words("balance").output.splitlines() == ["12.5 credits left"]


def test_what_blender_prints_at_its_start_is_no_part_of_the_answer(shell: Shell, tmp_path: Path) -> None:
    shell.environment["OCIO"] = str(tmp_path / "missing.ocio")  # Blender 5.2 complains of it on standard output
    answered = shell.words("balance", "--json")
    assert shell.checked(answered)["result"] == "done"
    assert "missing.ocio" in answered.errors


@pytest.mark.long
def test_jobs_are_listed_newest_first_and_found_by_their_state_and_id(shell: Shell) -> None:
    first, second = (shell.json("generate", "--text", words)["jobs"][0] for words in ("a stool", "a mug"))
    assert shell.json("jobs")["jobs"] == [second, first]
    assert shell.json("jobs", "--newest", "1")["jobs"] == [second]
    assert shell.json("jobs", "--state", "failed")["jobs"] == []
    assert shell.json("jobs", first["id"][:8], second["task"])["jobs"] == [first, second]
    line = shell.words("jobs", first["id"]).output.rstrip("\n").split("\t")
    assert line[:3] == [first["id"], "READY", "Stool"]


def test_what_nobody_waited_for_is_fetched_later(shell: Shell, sandbox: Any, tmp_path: Path) -> None:
    ordered = shell.json("generate", "--text", "a stool", "--no-wait")
    (job,) = ordered["jobs"]
    assert ordered["go_on"] == f"fetch {job['id']}"
    fetched = shell.json("fetch", job["id"], "--output", tmp_path / "stool.obj")
    assert fetched["jobs"][0]["state"] == "READY"
    assert (tmp_path / "stool.obj").stat().st_size > 0
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_a_task_of_another_computer_is_fetched_by_its_id(
    shell: Shell, sandbox: Any, unpacked: Path, tmp_path: Path
) -> None:
    task = shell.json("generate", "--text", "a stool")["jobs"][0]["task"]
    other = type(shell)(unpacked, tmp_path / "other profile")
    other.connect(sandbox)
    (job,) = other.json("fetch", task, "--name", "Old stool", "--output", tmp_path / "stool.blend")["jobs"]
    assert (job["name"], job["state"], job["task"]) == ("Old stool", "READY", task)
    assert (tmp_path / "stool.blend").is_file()
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_a_task_that_nobody_knows_is_no_fault_of_the_key(shell: Shell) -> None:
    answer = shell.json("fetch", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", code=6)
    assert answer["trouble"]["code"] == "TASK_UNKNOWN"


def test_a_cancelled_job_stays_paid_and_is_fetched_for_nothing(shell: Shell, sandbox: Any) -> None:
    sandbox.scenario(faults={"status.stuck": -1})
    (job,) = shell.json("generate", "--text", "a stool", "--no-wait")["jobs"]
    wait_until(lambda: bool(shell.json("jobs", job["id"])["jobs"][0]["task"]), seconds=60, what="the task")
    answer = shell.json("cancel", job["id"])
    assert answer["jobs"][0]["state"] == "CANCELLED"
    assert answer["jobs"][0]["may_resume"]
    assert "It is paid for" in answer["said"][0]
    assert shell.json("cancel", "--all")["said"] == ["Nothing is under way."]
    sandbox.scenario(faults={"status.stuck": 0})
    assert shell.json("fetch", job["id"])["jobs"][0]["state"] == "READY"
    assert len(sandbox.record()["submissions"]) == 1
