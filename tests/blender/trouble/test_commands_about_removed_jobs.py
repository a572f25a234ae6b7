# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that another process removes while a command is about to do something with it: an answer, never a traceback."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Part = Callable[[str], ModuleType]
GONE = "This generation is not in the list any more"


@pytest.fixture
def answer(part: Part, ledger: Any, capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """A function that runs a command and gives what it answers, with its exit code."""

    def run(*words: str) -> Any:
        capfd.readouterr()
        code = part("command_line.program").run([*words, "--json"], program="rodin_props")
        told = json.loads(capfd.readouterr().out.splitlines()[-1])
        assert told["exit_code"] == code
        return told

    return run


@pytest.fixture
def removed_once_found(
    part: Part, remove_elsewhere: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str], None]:
    """A function that has a command's job removed as soon as it is found by what was typed."""

    def after(command: str, finder: str) -> None:
        module = part(f"command_line.commands.{command}")
        find = getattr(module, finder)

        def found(text: str) -> Any:
            job = find(text)
            remove_elsewhere(job)
            return job

        monkeypatch.setattr(module, finder, found)

    return after


def test_cancel_says_that_it_was_removed(add: Any, answer: Any, removed_once_found: Any) -> None:
    job = add("SUBMITTING", "WAITING")
    removed_once_found("cancel", "job_named")
    told = answer("cancel", job.id)
    assert (told["exit_code"], told["said"]) == (0, ["Chair was removed meanwhile, by another program."])


def test_fetch_says_that_it_was_removed(add: Any, ledger: Any, answer: Any, removed_once_found: Any) -> None:
    job = add("SUBMITTING", "WAITING", "CANCELLED")
    ledger.update(job.id, task_uuid="task")
    removed_once_found("fetch", "find_job")
    told = answer("fetch", job.id)
    assert (told["exit_code"], told["trouble"]["code"]) == (2, "JOB_GONE")
    assert told["trouble"]["sentence"].startswith(GONE)


def test_jobs_lists_it_as_it_was_found(add: Any, answer: Any, removed_once_found: Any) -> None:
    job = add()
    removed_once_found("jobs", "job_named")
    assert [each["id"] for each in answer("jobs", job.id)["jobs"]] == [job.id]
    assert answer("jobs", job.id[:8])["trouble"]["code"] == "BAD_ARGUMENTS"


def test_whoever_waits_for_one_that_is_removed_is_told_so(
    part: Part, add: Any, answer: Any, remove_elsewhere: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    job = add("SUBMITTING", "WAITING")
    monkeypatch.setattr(part("session.orders.waiting"), "_see_to_worker", lambda context: remove_elsewhere(job))
    told = answer("fetch", job.id, "--output", str(tmp_path / "chair.glb"))
    assert (told["exit_code"], told["trouble"]["code"]) == (2, "JOB_GONE")
    assert [(each["id"], each["state"]) for each in told["jobs"]] == [(job.id, "FAILED")]
    assert told["go_on"] == ""
    assert not (tmp_path / "chair.glb").exists()
