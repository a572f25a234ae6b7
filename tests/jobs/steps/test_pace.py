# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace keeper by a clock of its own, and by the real one from several processes."""

import itertools
import subprocess
import threading
from collections.abc import Callable
from typing import Any

import pytest
from rodin_props.api.client import Priority
from rodin_props.errors import Stopped
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps.pace import PaceKeeper
from support.clock import Clock
from support.package import command_with_package
from support.waiting import wait_until

LONG_AGO = 1_000.0


@pytest.fixture
def clock() -> Clock:
    return Clock(LONG_AGO)


@pytest.fixture
def keeper(ledger: Ledger, clock: Clock) -> Callable[..., PaceKeeper]:
    """A function that makes a pace keeper, as a new worker does."""

    def make(account: str = "a", **changes: Any) -> PaceKeeper:
        told: dict[str, Any] = {"wait": clock.wait, "clock": clock}
        return PaceKeeper(ledger.database, account, **{**told, **changes})

    return make


def busiest(times: list[float], window_seconds: float) -> int:
    """The most requests in any window."""
    return max(sum(begin <= time < begin + window_seconds for time in times) for begin in times)


@pytest.mark.parametrize("budget", [1, 7, 60])
def test_no_window_ever_holds_more_than_the_budget(keeper: Any, clock: Clock, budget: int) -> None:
    pace = keeper(requests_per_window=budget)
    times = []
    pauses = itertools.cycle([0.0, 0.0, 0.0, 0.3, 2.0, 0.0, 31.0])
    for _ in range(5 * budget + 3):
        pace.acquire(Priority.SUBMIT)
        times.append(clock.now)
        clock.now += next(pauses)
    assert busiest(times, 60.0) <= budget


def test_the_budget_is_used_up(keeper: Any, clock: Clock) -> None:
    pace = keeper(requests_per_window=60)
    for _ in range(60):
        pace.acquire(Priority.SUBMIT)
    assert clock.now == LONG_AGO
    pace.acquire(Priority.SUBMIT)
    assert 60.0 <= clock.now - LONG_AGO <= 62.0


def test_a_restart_forgets_nothing(keeper: Any, clock: Clock) -> None:
    first = keeper(requests_per_window=5)
    for _ in range(5):
        first.acquire(Priority.SUBMIT)
    keeper(requests_per_window=5).acquire(Priority.SUBMIT)
    assert clock.now - LONG_AGO >= 60.0


def test_a_request_counts_from_its_permit_until_a_window_after_it_arrived(keeper: Any, clock: Clock) -> None:
    slow, others = keeper(requests_per_window=2), keeper(requests_per_window=2)
    slow.acquire(Priority.SUBMIT)
    clock.now += 100.0
    for _ in range(2):
        others.acquire(Priority.SUBMIT)
        others.arrived()
    assert clock.now - LONG_AGO >= 160.0, "the slow one may arrive at any time"
    slow.arrived()
    arrived_at = clock.now
    others.acquire(Priority.SUBMIT)
    assert clock.now - arrived_at >= 59.0


def test_what_a_killed_worker_had_under_way_stops_counting(keeper: Any, clock: Clock) -> None:
    keeper(requests_per_window=1).acquire(Priority.SUBMIT)
    clock.now += 500.0
    after = keeper(requests_per_window=1)
    after.adopt()
    began = clock.now
    after.acquire(Priority.SUBMIT)
    assert 60.0 <= clock.now - began <= 62.0


def test_accounts_have_budgets_of_their_own(keeper: Any, clock: Clock) -> None:
    for account in ("a", "b"):
        pace = keeper(account, requests_per_window=3)
        for _ in range(3):
            pace.acquire(Priority.SUBMIT)
    assert clock.now == LONG_AGO


def test_polls_leave_room_for_submissions_and_files(keeper: Any, clock: Clock) -> None:
    pace = keeper(requests_per_window=60)
    for _ in range(54):
        pace.acquire(Priority.STATUS)
    assert clock.now == LONG_AGO
    for _ in range(3):
        pace.acquire(Priority.SUBMIT)
        pace.acquire(Priority.FILES)
    assert clock.now == LONG_AGO
    pace.acquire(Priority.STATUS)
    assert clock.now > LONG_AGO


def test_a_pause_that_the_service_asked_for_stops_everything(keeper: Any, clock: Clock) -> None:
    pace = keeper()
    pace.penalty(30.0)
    pace.penalty(5.0)
    keeper().acquire(Priority.FILES)
    assert 30.0 <= clock.now - LONG_AGO <= 31.0


def test_no_pause_lasts_for_ever(keeper: Any, clock: Clock) -> None:
    pace = keeper()
    pace.penalty(3_153_600_000.0)
    pace.acquire(Priority.FILES)
    assert clock.now - LONG_AGO <= 3601.0


def test_what_left_before_the_machine_was_started_counts_from_its_start(keeper: Any, clock: Clock) -> None:
    clock.now = 50_000.0
    before = keeper(requests_per_window=5)
    for _ in range(5):
        before.acquire(Priority.SUBMIT)
    before.penalty(600.0)
    clock.now = 20.0
    keeper(requests_per_window=5).acquire(Priority.SUBMIT)
    assert 60.0 <= clock.now <= 62.0


def test_who_waits_can_be_stopped(keeper: Any, clock: Clock) -> None:
    pace = keeper(requests_per_window=1)
    pace.acquire(Priority.SUBMIT)
    with pytest.raises(Stopped):
        pace.acquire(Priority.SUBMIT, wait=lambda seconds: True)
    pace.acquire(Priority.SUBMIT)
    assert clock.now > LONG_AGO, "who was stopped does not stand in the way"


def test_a_submission_overtakes_waiting_polls(ledger: Ledger, clock: Clock) -> None:
    looks: list[str] = []

    def wait(seconds: float) -> bool:
        looks.append(threading.current_thread().name)
        return threading.Event().wait(0.01)

    pace = PaceKeeper(ledger.database, "a", requests_per_window=1, wait=wait, clock=clock)
    pace.acquire(Priority.SUBMIT)
    pace.arrived()
    order: list[str] = []

    def ask(priority: Priority, name: str) -> threading.Thread:
        def run() -> None:
            pace.acquire(priority)
            pace.arrived()
            order.append(name)
            clock.now += 100.0

        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        return thread

    threads = [ask(Priority.STATUS, "poll")]
    wait_until(lambda: "poll" in looks)
    threads.append(ask(Priority.SUBMIT, "submission"))
    wait_until(lambda: "submission" in looks)
    looks.clear()
    wait_until(lambda: looks.count("poll") > 1 and looks.count("submission") > 1)
    clock.now += 100.0
    for thread in threads:
        thread.join(20.0)
    assert order == ["submission", "poll"]


_ASKER = """
import sys, threading, time
from pathlib import Path
from rodin_props.jobs.ledger.database import Database
from rodin_props.jobs.steps.pace import PaceKeeper
looked = []
clock = lambda: looked.append(time.monotonic()) or looked[-1]
wait = threading.Event().wait
pace = PaceKeeper(Database(Path(sys.argv[1])), "a", requests_per_window=8, window_seconds=0.5, wait=wait, clock=clock)
for _ in range(12):
    pace.acquire(1)
    print(looked[-1], flush=True)
    pace.arrived()
"""


def test_several_processes_share_one_budget(ledger: Ledger) -> None:
    command = command_with_package(_ASKER, str(ledger.path))
    askers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    times = sorted(float(line) for asker in askers for line in asker.communicate(timeout=60)[0].splitlines())
    assert len(times) == 36
    assert busiest(times, 0.5) <= 8
