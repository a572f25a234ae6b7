# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a tier usually takes is what the finished jobs of the account took."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.work import NewTextures
from support.jobs.long_ledger import steps

ON_THE_WAY = (State.WAITING, State.GENERATING, State.DOWNLOADING, State.PREPARING)
Make = Callable[..., Job]


class Clock:
    """Shows the seconds that it is set to."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(ledger_path: Path, clock: Clock) -> Iterator[Ledger]:
    opened = Ledger(ledger_path, now=clock)
    yield opened
    opened.close()


@pytest.fixture
def make(ledger: Ledger, clock: Clock) -> Make:
    """A function that has a job end after so many seconds."""

    def made(seconds: float, *, tier: Tier = Tier.GEN_2, end: State = State.READY, **told: Any) -> Job:
        usual = {"account": "mine", "base_url": "http://127.0.0.1:9", "name": "Chair", "source": "TEXT", "prompt": "it"}
        folder = make_job_folder(ledger.path.parent / "jobs")
        job = ledger.add(NewJob(folder=folder, options=GenerationOptions(tier=tier), **{**usual, **told}))
        clock.seconds += 30  # it waits to be sent
        job = ledger.move(job.id, State.SUBMITTING, submitted_at=clock.seconds)
        for state in ON_THE_WAY:
            ledger.move(job.id, state)
        clock.seconds += seconds
        return ledger.move(job.id, end)

    return made


def test_it_is_the_median_by_account_and_tier(ledger: Ledger, make: Make) -> None:
    for seconds in (100, 20, 21):
        make(seconds)
    make(300, tier=Tier.GEN_2_5_HIGH)
    make(2, account="another")
    assert ledger.reader.usual_seconds() == {
        ("mine", "GEN_2"): 21,
        ("mine", "GEN_2_5_HIGH"): 300,
        ("another", "GEN_2"): 2,
    }


def test_a_prop_that_lands_later_took_until_it_was_ready(ledger: Ledger, make: Make, clock: Clock) -> None:
    job = make(40)
    clock.seconds += 5000
    ledger.move(job.id, State.IMPORTED)
    assert ledger.reader.usual_seconds() == {("mine", "GEN_2"): 40}


def test_what_failed_or_is_no_generation_says_nothing(ledger: Ledger, make: Make) -> None:
    make(5, end=State.FAILED)
    make(6, work=NewTextures(mesh_file="mesh.glb"))
    assert ledger.reader.usual_seconds() == {}


def test_of_many_jobs_the_newest_count_and_no_more_are_read(ledger: Ledger, make: Make) -> None:
    for _ in range(50):
        make(10)
    ledger.reader.usual_seconds()
    before = steps(ledger, ledger.reader.usual_seconds)
    for _ in range(26):
        make(50)
    assert ledger.reader.usual_seconds() == {("mine", "GEN_2"): 50}
    assert steps(ledger, ledger.reader.usual_seconds) <= before + 60
