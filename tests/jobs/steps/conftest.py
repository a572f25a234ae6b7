# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of a job, whose service is made of plain functions."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props.api.models import Status, StepState, Submission
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps.pace import PaceKeeper
from rodin_props.jobs.steps.parallel_limit import ParallelLimit
from rodin_props.jobs.steps.tools import JobTools, PollingJobs, Timing
from support.jobs.stand_ins import answers

ACCEPTED = Submission(task_uuid="task", subscription_key="subscription", consumed_credits=0.5)
DONE = Status(steps=(StepState.DONE,))


class Impatient(threading.Event):
    """An event nobody waits for: time passes by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.on_wait: Callable[[], None] = lambda: None

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        self.on_wait()
        assert len(self.waits) < 5000, "waits for ever"
        return self.is_set()


@pytest.fixture
def tools(ledger: Ledger) -> Callable[..., JobTools]:
    """A function that makes the tools of a job; its service answers as told."""

    def make(**told: Any) -> JobTools:
        stop = Impatient()
        service = SimpleNamespace(
            submit=told.get("submit", answers(ACCEPTED)),
            status=told.get("status", answers(DONE)),
            files=told.get("files", answers(())),
        )
        client: Any = service
        return JobTools(
            ledger=ledger,
            client=client,
            payer=client,
            fetcher=client,
            pace=PaceKeeper(ledger.database, "a", wait=stop.wait),
            parallel_limit=told.get("parallel_limit", ParallelLimit(most=3)),
            polling_jobs=PollingJobs(),
            timing=told.get("timing", Timing()),
            preparations=threading.Semaphore(1),
            stop=stop,
            clock=told.get("clock", lambda: 0.0),
        )

    return make
