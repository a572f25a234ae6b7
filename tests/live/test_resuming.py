# SPDX-License-Identifier: GPL-3.0-or-later
"""An interrupted run goes on, and nothing is paid twice."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.live_run import Run
from support.package import ROOT
from support.sandbox_process import SandboxProcess
from support.waiting import wait_until

Interrupt = Callable[[Callable[[], bool]], None]


def _posts(service: SandboxProcess) -> int:
    return sum(each["path"].endswith("/rodin") and bool(each["fields"].get("prompt")) for each in _requests(service))


def _requests(service: SandboxProcess) -> list[dict[str, Any]]:
    return list(service.record()["requests"])


@pytest.fixture
def state_path(tmp_path: Path) -> Path:
    return tmp_path / "live" / "state.json"


@pytest.fixture
def interrupt(service: SandboxProcess, arguments: list[str]) -> Iterator[Interrupt]:
    """Starts a run with a paid question in a process of its own, and kills it when something is so."""
    started: list[subprocess.Popen[bytes]] = []

    def run(until: Callable[[], bool]) -> None:
        command = [sys.executable, "-m", "live", *arguments, "--try", "longest_side", "--yes", "--limit", "1"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        started.append(process)
        wait_until(until, seconds=60, what="the moment to kill it")
        process.kill()
        process.wait()

    yield run
    for process in started:
        process.kill()
        process.wait()


def _ends(path: Path) -> list[str]:
    return [each["end"] for each in json.loads(path.read_text())["outcomes"]] if path.exists() else []


def test_a_run_that_was_killed_while_waiting_goes_on_without_paying_again(
    service: SandboxProcess, live: Callable[..., Run], interrupt: Interrupt, state_path: Path
) -> None:
    service.scenario(faults={"status.stuck": -1})
    interrupt(
        lambda: _ends(state_path) == ["running"] and any(e["path"].endswith("/status") for e in _requests(service)[9:])
    )
    service.scenario(faults={"status.stuck": 0})
    run = live()
    assert "paid for already: prop" in run.said
    assert (run.status, _posts(service), service.record()["charged"]) == (0, 1, 0.5)
    assert {"longest_side", "box_axes", "links"} <= run.named("holds")
    recorded = json.loads((run.folder / "recording.json").read_text())["exchanges"]
    begun = [each["answer"]["json"]["uuid"] for each in recorded if "uuid" in each["answer"].get("json", {})]
    asked = {each["request"].get("fields", {}).get("task_uuid") for each in recorded}
    assert len(begun) == 1
    assert set(begun) <= asked
    assert "paid for already" not in live().said


def test_a_run_that_was_killed_while_sending_never_sends_again(
    service: SandboxProcess, live: Callable[..., Run], interrupt: Interrupt, state_path: Path
) -> None:
    service.scenario(faults={"billed.hang": 1})
    interrupt(lambda: bool(service.record()["submissions"]))
    assert _ends(state_path) == ["sending"]
    run = live("--try", "longest_side", "--yes", "--limit", "1")
    assert (_posts(service), service.record()["charged"]) == (1, 0.5)
    assert "longest_side" in run.named("could not be told")


def test_a_lost_answer_is_not_asked_for_again(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(faults={"billed.http_500": 1})
    run = pay("longest_side")
    assert _posts(service) == 1
    assert run.seen("longest_side") == "the task is uncertain"
    assert run.named() == set()


def test_an_unfinished_run_of_another_key_is_left_alone(
    service: SandboxProcess,
    live: Callable[..., Run],
    interrupt: Interrupt,
    state_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.scenario(faults={"status.stuck": -1}, keys=["another", os.environ["RODIN_API_KEY"]])
    interrupt(lambda: _ends(state_path) == ["running"])
    before = state_path.read_bytes()
    monkeypatch.setenv("RODIN_API_KEY", "another")
    run = live()
    assert run.status == 2
    assert "belongs to another key" in run.said
    assert state_path.read_bytes() == before


def test_a_damaged_state_stops_it(live: Callable[..., Run], state_path: Path) -> None:
    state_path.parent.mkdir(parents=True)
    state_path.write_text('{"outcomes": [')
    run = live()
    assert run.status == 2
    assert "damaged" in run.said
