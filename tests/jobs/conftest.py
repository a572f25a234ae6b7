# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger, jobs in it, and the tools of a job, whose service is made of plain functions."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props.api.models import Status, StepState, Submission
from rodin_props.jobs.background.spares import Spares
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps.pace import PaceKeeper
from rodin_props.jobs.steps.parallel_limit import ParallelLimit
from rodin_props.jobs.steps.tools import JobTools, PollingJobs, Timing
from support.fake_blender import fake_prepare
from support.jobs.stand_ins import answers, never
from support.pictures import disc

ACCOUNT = "0123456789abcdef"
BASE_URL = "http://127.0.0.1:9/api/v2"

AddJob = Callable[..., Job]


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "rodin" / "ledger.sqlite3"


@pytest.fixture
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(ledger_path)
    yield opened
    opened.close()


@pytest.fixture
def add_job(ledger: Ledger, ledger_path: Path) -> AddJob:
    """A function that adds a job with one picture."""

    def add(root: Path | None = None, **changes: Any) -> Job:
        folder = make_job_folder(root or ledger_path.parent / "jobs")
        (folder / "image_1.png").write_bytes(disc())
        told: dict[str, Any] = {
            "account": ACCOUNT,
            "base_url": BASE_URL,
            "name": "Chair",
            "source": "PICTURE",
            "prompt": "a chair",
            "images": ("image_1.png",),
        }
        return ledger.add(NewJob(folder=folder, **{**told, **changes}))

    return add


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
            size_bytes=never,  # names say enough
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
            spares=Spares(ledger.path),
            stop=stop,
            clock=told.get("clock", lambda: 0.0),
        )

    return make


@pytest.fixture
def job(ledger: Ledger, add_job: Any) -> Any:
    """A function that makes a job with a model and a command of some kind."""

    def make(mode: str, **changes: Any) -> Any:
        added = add_job(**{"prepare_command": fake_prepare(mode) if mode else (), **changes})
        (added.folder / "model.glb").write_bytes(b"glTF")
        return ledger.update(added.id, model_file="model.glb")

    return make


@pytest.fixture
def preparing(ledger: Ledger, job: Any) -> Any:
    """A function that makes such a job, which waits for its preparation."""

    def make(mode: str, **changes: Any) -> Any:
        made = job(mode, **changes)
        for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING, State.PREPARING):
            made = ledger.move(made.id, state)
        return made

    return make


@pytest.fixture
def patient(tools: Callable[..., JobTools]) -> JobTools:
    """The tools of a job for which time passes as usual."""
    return dataclasses.replace(tools(), stop=threading.Event())
