# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels are made when a prop has landed: never before somebody's prop, and nothing is lost or half there."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.work import NewTextures, Parts
from rodin_props.jobs.worker.levels import LevelMaker
from support.fake_blender import fake_prepare
from support.jobs.worker_service import finish, wait_for_the_end
from support.process_state import runs
from support.waiting import wait_until

LANDING_SECONDS = 20.0


class Clock:
    """Time that passes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def maker(ledger: Ledger, clock: Clock) -> Iterator[LevelMaker]:
    made = LevelMaker(ledger, is_wanted=True, landing_seconds=LANDING_SECONDS, clock=clock)
    yield made
    made.close(timeout_seconds=5.0)


@pytest.fixture
def ready(ledger: Ledger, preparing: Any) -> Callable[..., Any]:
    """A function that makes a job whose prop is prepared."""

    def make(mode: str = "ok", **changes: Any) -> Any:
        job = preparing(mode, **changes)
        (job.folder / "prepared.blend").write_bytes(b"BLENDER")
        return ledger.move(job.id, State.READY, prepared_file="prepared.blend")

    return make


def process_at_levels(job: Any) -> int:
    """Wait for the process that makes levels and goes on for ever; return its id."""
    path = job.folder / "hanging"
    return int(wait_until(lambda: path.exists() and path.read_text(), what="the process that makes levels"))


def levels(job: Any) -> Path:
    path: Path = job.folder / "levels.blend"
    return path


def is_there(job: Any) -> Callable[[], bool]:
    return lambda: levels(job).exists()


def what_is_left(job: Any) -> set[str]:
    """The files about levels in a job's folder, but for the log."""
    return {path.name for path in job.folder.glob("*levels*")} - {"levels.log"}


def test_a_prop_lands_first(ledger: Ledger, maker: LevelMaker, ready: Any) -> None:
    job = ready()
    maker.add([job.id])
    maker.look([])
    assert (maker.busy, maker._works) == (True, False)
    ledger.move(job.id, State.IMPORTED)
    maker.look([])
    wait_until(is_there(job), what="the levels")
    wait_until(lambda: not maker.busy, what="the end")
    assert what_is_left(job) == {"levels.blend"}
    assert ledger.get(job.id).state == "IMPORTED"


def test_one_that_nobody_lets_land_has_levels_after_a_while(maker: LevelMaker, ready: Any, clock: Clock) -> None:
    job = ready()
    maker.add([job.id])
    clock.now = LANDING_SECONDS - 1.0
    maker.look([])
    assert not maker._works
    clock.now = LANDING_SECONDS
    maker.look([])
    wait_until(is_there(job), what="the levels")


@pytest.mark.parametrize("state", ["DOWNLOADING", "PREPARING"])
def test_the_props_of_others_come_first(
    ledger: Ledger, maker: LevelMaker, ready: Any, preparing: Any, clock: Clock, state: str
) -> None:
    job, other = ready(), preparing("ok")
    if state == "DOWNLOADING":
        other = ledger.move(other.id, State.DOWNLOADING)
    maker.add([job.id])
    clock.now = 2 * LANDING_SECONDS
    maker.look([other])
    assert (maker.busy, maker._works) == (True, False)
    maker.look([])
    wait_until(is_there(job), what="the levels")


def test_levels_are_made_of_one_prop_at_a_time(maker: LevelMaker, ready: Any, clock: Clock) -> None:
    first, second = ready("last-at-levels"), ready()
    maker.add([first.id, second.id])
    clock.now = 2 * LANDING_SECONDS
    maker.look([])
    pid = process_at_levels(first)
    maker.look([])
    assert not levels(second).exists()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not maker._works, what="the end of the first")
    maker.look([])
    wait_until(is_there(second), what="the second")
    assert what_is_left(first) == set()


def test_it_comes_after_all_else_and_ends_when_the_job_is_removed(
    ledger: Ledger, maker: LevelMaker, ready: Any, clock: Clock
) -> None:
    job = ready("last-at-levels")
    maker.add([job.id])
    clock.now = 2 * LANDING_SECONDS
    maker.look([])
    pid = process_at_levels(job)
    assert os.getpriority(os.PRIO_PROCESS, pid) == 19
    ledger.remove(job.id)
    maker.look([])
    wait_until(lambda: not maker.busy, what="the end")
    assert not runs(pid)
    assert not job.folder.exists() or what_is_left(job) == set()


@pytest.mark.parametrize(
    ("changes", "has_levels"),
    [
        ({}, True),
        ({"work": Parts(mesh_file="mesh.glb")}, True),
        ({"work": NewTextures(mesh_file="mesh.glb")}, False),
        ({"prepare_command": ()}, False),
    ],
)
def test_levels_are_made_of_props_and_of_parts_that_a_blender_prepared(
    maker: LevelMaker, ready: Any, changes: dict[str, Any], has_levels: bool
) -> None:
    maker.add([ready(**changes).id])
    assert maker.busy == has_levels


def test_nothing_is_made_where_it_is_not_wanted(ledger: Ledger, ready: Any) -> None:
    maker = LevelMaker(ledger, is_wanted=False, landing_seconds=0.0)
    maker.add([ready().id])
    assert not maker.busy


def test_what_is_there_is_not_made_again(maker: LevelMaker, ready: Any) -> None:
    job = ready()
    levels(job).write_bytes(b"BLENDER")
    maker.add([job.id])
    assert not maker.busy


def test_a_prop_that_is_prepared_anew_has_no_levels_of_the_old_one(ledger: Ledger, job: Any) -> None:
    from rodin_props.jobs.steps import prepare

    made = job("ok")
    levels(made).write_bytes(b"BLENDER")
    prepare.run(made, threading.Event())
    assert not levels(made).exists()


@pytest.mark.parametrize("mode", ["crash-at-levels", "fail-at-levels", "nothing-at-levels", "empty-at-levels"])
def test_what_fails_is_a_line_in_the_log_and_nothing_else(service: Any, mode: str) -> None:
    job = finish(service, service.add(prepare_command=fake_prepare(mode)), makes_levels=True)
    wait_for_the_end(service)
    assert service.ledger.get(job.id) == job
    assert what_is_left(job) == set()
    assert service.log().count("no levels") == 1
    assert service.ledger.notices.all() == ()


def test_a_worker_lives_until_the_levels_of_its_props_are_made(service: Any) -> None:
    jobs = [service.add(prompt=f"chair {number}") for number in range(2)]
    ready = [finish(service, job, makes_levels=True) for job in jobs]
    wait_for_the_end(service)
    assert [levels(job).read_bytes()[:7] for job in ready] == [b"BLENDER", b"BLENDER"]
    assert [service.ledger.get(job.id) for job in jobs] == ready


def test_a_worker_that_is_not_told_to_makes_none(service: Any) -> None:
    job = finish(service, service.add())
    wait_for_the_end(service)
    assert not levels(job).exists()


@pytest.mark.parametrize("end", ["killed", "stopped"])
def test_levels_that_are_interrupted_are_not_there_and_the_prop_is(service: Any, end: str) -> None:
    job = finish(service, service.add(prepare_command=fake_prepare("last-at-levels")), makes_levels=True)
    pid = process_at_levels(job)
    if end == "killed":
        os.kill(service.worker_pid(), signal.SIGKILL)
    else:
        service.supervisor.stop_all(wait_seconds=5.0)
    wait_until(lambda: not runs(pid), what="the end of the background Blender")
    service.ensure(makes_levels=True)
    wait_for_the_end(service)
    assert not levels(job).exists()
    assert (job.folder / "prepared.blend").read_bytes().startswith(b"BLENDER")
    assert service.ledger.get(job.id) == job
