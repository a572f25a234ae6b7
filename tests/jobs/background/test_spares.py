# SPDX-License-Identifier: GPL-3.0-or-later
"""A spare Blender is started while a model is on its way, serves it, and costs nothing where it fails."""

import dataclasses
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.background.spares import Spares
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps import prepare
from rodin_props.jobs.steps.tools import JobTools
from rodin_props.processes.spare import Spare
from support.fake_blender import STARTS_VARIABLE
from support.process_state import runs
from support.waiting import wait_until


@pytest.fixture
def spares(ledger: Ledger) -> Iterator[Spares]:
    made = Spares(ledger.path)
    yield made
    made.close()


@pytest.fixture
def desk(patient: JobTools, spares: Spares) -> JobTools:
    """The tools of jobs that share the spares."""
    return dataclasses.replace(patient, spares=spares)


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[tuple[str, int]]]:
    """A function that tells how each Blender was started, and its process."""
    path = tmp_path / "starts"
    path.touch()
    monkeypatch.setenv(STARTS_VARIABLE, str(path))
    return lambda: [(line.split()[0], int(line.split()[1])) for line in path.read_text().splitlines()]


@pytest.fixture
def generating(ledger: Ledger, job: Any) -> Callable[..., Job]:
    """A function that adds a job that is being generated; its model is there already."""

    def make(mode: str = "ok", **changes: Any) -> Job:
        made: Job = job(mode, **changes)
        for state in (State.SUBMITTING, State.WAITING, State.GENERATING):
            made = ledger.move(made.id, state)
        return made

    return make


def waiting(starts: Any, count: int = 1) -> int:
    """Wait until so many have started, and return the last one's process."""
    return wait_until(lambda: len(starts()) == count and starts()[-1][1], what="the start of a Blender")


def bring(ledger: Ledger, job: Job) -> Job:
    """Let the model come."""
    ledger.move(job.id, State.DOWNLOADING)
    return ledger.move(job.id, State.PREPARING)


def test_the_spare_prepares_the_model(ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any) -> None:
    made = generating()
    spares.look([made])
    pid = waiting(starts)
    made = bring(ledger, made)
    spares.look([made])
    prepare.prepare(made, desk)
    assert ledger.get(made.id).state == "READY"
    assert starts() == [("spare", pid)]
    assert not list(made.folder.glob("prepare.[pt]*")), "nothing tells of the process any more"
    assert (made.folder / "prepare.log").exists()


def test_no_more_blenders_are_started_than_models_are_prepared(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any
) -> None:
    jobs = [generating() for _ in range(3)]
    for number, made in enumerate(jobs):
        spares.look(jobs[number:])
        spares.look(jobs[number:])
        waiting(starts, number + 1)
        prepare.prepare(bring(ledger, made), desk)
    of_another_blender = generating(mode="chatter")
    spares.look([made])  # as the worker saw it a moment ago
    spares.look([made, of_another_blender])
    waiting(starts, 4)
    prepare.prepare(bring(ledger, of_another_blender), desk)
    assert [kind for kind, _ in starts()] == ["spare"] * 4
    assert [ledger.get(each.id).state for each in (*jobs, of_another_blender)] == ["READY"] * 4


def test_none_is_started_before_a_model_may_come_or_for_a_job_that_needs_none(
    ledger: Ledger, spares: Spares, desk: Any, add_job: Any, generating: Any, starts: Any
) -> None:
    of_another_blender = generating(mode="crash").prepare_command
    queued = add_job(prepare_command=of_another_blender)
    waits = ledger.move(ledger.move(add_job(prepare_command=of_another_blender).id, "SUBMITTING").id, "WAITING")
    others = [queued, waits, generating(mode="")]
    spares.look(others)
    made = generating()
    spares.look([*others, made])
    pid = waiting(starts)
    prepare.prepare(bring(ledger, made), desk)
    assert starts() == [("spare", pid)]


def test_it_ends_when_no_job_needs_it_any_more(spares: Spares, generating: Any, starts: Any) -> None:
    spares.look([generating()])
    pid = waiting(starts)
    spares.look([])
    assert not runs(pid)


@pytest.mark.parametrize("is_noticed", [True, False])
def test_one_that_was_killed_costs_nothing(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any, is_noticed: bool
) -> None:
    made = generating()
    spares.look([made])
    pid = waiting(starts)
    os.kill(pid, signal.SIGKILL)
    if is_noticed:
        wait_until(lambda: not runs(pid))
        spares.look([made])
        spares.look([made])
    prepare.prepare(bring(ledger, made), desk)
    assert ledger.get(made.id).state == "READY"
    assert [kind for kind, _ in starts()] == ["spare", "request"]


def test_one_that_ends_with_the_request_in_its_hands_is_not_counted_as_a_crash_of_the_model(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed after it was taken for alive, and before it read anything; what comes then crashes once."""
    give = Spare.give

    def give_to_a_dying_one(spare: Spare, request: Path, **told: Any) -> None:
        os.kill(spare.process.pid, signal.SIGSTOP)
        give(spare, request, **told)
        os.kill(spare.process.pid, signal.SIGKILL)

    made = generating("segfault-once")
    spares.look([made])
    waiting(starts)
    monkeypatch.setattr(Spare, "give", give_to_a_dying_one)
    prepare.prepare(bring(ledger, made), desk)
    assert ledger.get(made.id).state == "READY"
    assert [kind for kind, _ in starts()] == ["spare", "request", "request"]


def test_a_model_that_crashes_every_blender_crashes_two(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any
) -> None:
    made = generating("crash")
    spares.look([made])
    waiting(starts)
    with pytest.raises(PreparationFailed, match="crashed"):
        prepare.prepare(bring(ledger, made), desk)
    assert [kind for kind, _ in starts()] == ["spare", "request"]


def test_a_blender_that_does_not_know_how_to_wait_is_tried_once(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any
) -> None:
    made = generating("refuse-to-wait")
    spares.look([made])
    spare = spares._child
    assert spare is not None
    spare.process.wait(10.0)
    for _ in range(3):
        spares.look([made])
    assert spares._child is None
    prepare.prepare(bring(ledger, made), desk)
    assert ledger.get(made.id).state == "READY"
    assert [kind for kind, _ in starts()] == ["request"]


def test_a_spare_of_another_blender_stays_where_it_is(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any
) -> None:
    first, other = generating(), generating("slow")
    spares.look([first, other])
    pid = waiting(starts)
    prepare.prepare(bring(ledger, other), desk)
    assert [kind for kind, _ in starts()] == ["spare", "request"]
    assert runs(pid)
    prepare.prepare(bring(ledger, first), desk)
    assert len(starts()) == 2


def test_what_a_killed_worker_s_spare_still_does_is_ended_first(
    ledger: Ledger, spares: Spares, desk: Any, generating: Any, starts: Any
) -> None:
    made = generating("hang")
    spares.look([made])
    pid = waiting(starts)
    left = spares.take(made, made.prepare_command)
    assert left is not None
    assert left.spare is not None
    task = made.folder / "prepare.json"
    task.write_text('{"model": "", "output": "%s", "result": "", "name": ""}' % (made.folder / "new-prepared.blend"))
    left.spare.give(task)
    wait_until(lambda: (made.folder / "hanging").exists())
    (made.folder / "prepare.pid").write_text(str(pid))
    with pytest.raises(PreparationFailed):
        prepare.run(made, desk.stop, timeout=0.5)
    assert left.process.wait(10.0) != 0
    left.end()
