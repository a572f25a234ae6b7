# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that was sent is watched with patience that has an end; whatever goes wrong is said and leaves it resumable."""

import logging
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from rodin_props.api.errors import (
    AccountTrouble,
    Cause,
    ConnectionFailed,
    ServerFault,
    Unauthorized,
)
from rodin_props.api.models import Status, StepState
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import recipe
from rodin_props.jobs.steps.tools import Timing
from support.clock import Clock
from support.jobs.stand_ins import answers, never

RUNNING = Status(steps=(StepState.GENERATING,))


def test_passing_trouble_is_said_and_sat_out(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    holds: list[str] = []
    trouble = [ConnectionFailed(Cause.NAME), ServerFault(503), ServerFault(503), RUNNING, Unauthorized(401)]
    made = tools(status=answers(*trouble))
    made.stop.on_wait = lambda: holds.append(ledger.get(job.id).hold_code)
    recipe.run(job.id, made)
    assert "CONNECTION_FAILED" in holds
    assert "SERVER_FAULT" in holds
    assert ledger.get(job.id).state == "GENERATING"
    assert ledger.get(job.id).hold_code == "UNAUTHORIZED"


def test_trouble_without_end_ends_the_job_which_can_be_resumed(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    made = tools(status=answers(ServerFault(503)))
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.error_code, now.may_resume) == ("FAILED", "SERVER_FAULT", True)
    assert sum(made.stop.waits) >= Timing().deadline_seconds
    ledger.resume(job.id)
    recipe.run(job.id, tools(submit=never, status=answers(RUNNING, AccountTrouble(403))))
    assert ledger.get(job.id).hold_code == "ACCOUNT_TROUBLE"


def test_an_hour_of_sleep_is_no_hour_of_waiting(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    clock = Clock()

    def sleep_an_hour(*arguments: Any) -> Status:
        clock.now += 3600.0
        return RUNNING

    statuses = [sleep_an_hour] * 10
    made = tools(status=lambda key: statuses.pop()() if statuses else answers(Unauthorized(401))(), clock=clock)
    recipe.run(job.id, made)
    assert ledger.get(job.id).state == "GENERATING"
    assert ledger.get(job.id).waited_seconds <= 600.0


class Watched(NamedTuple):
    """A job that ran for ever."""

    id: str
    pauses: list[float]
    """Between two questions, in seconds."""


@pytest.fixture
def watched(add_job: Any, tools: Any) -> Watched:
    """A job that was watched to the end of our patience."""
    job = add_job()
    clock = Clock()
    made = tools(status=answers(RUNNING), clock=clock)

    def tick() -> None:
        clock.now += made.stop.waits[-1]

    made.stop.on_wait = tick
    recipe.run(job.id, made)
    return Watched(job.id, made.stop.waits)


def test_watching_has_an_end(ledger: Ledger, watched: Watched) -> None:
    now = ledger.get(watched.id)
    assert (now.state, now.error_code, now.may_resume) == ("FAILED", "GENERATION_TIMED_OUT", True)
    assert 1500.0 <= now.waited_seconds <= 1600.0


def test_the_service_is_asked_after_five_seconds_and_ever_less_often(watched: Watched) -> None:
    pauses = watched.pauses
    assert pauses[0] == 5.0
    assert pauses == sorted(pauses)
    assert sum(pause == 5.0 for pause in pauses) * 5.0 == pytest.approx(Timing().long_wait_seconds, abs=5.0)
    assert max(pauses) == 30.0
    assert sum(pauses[: pauses.index(30.0)]) < 20 * 60.0


def test_a_slow_answer_is_part_of_the_interval_and_the_last_of_several_steps_is_asked_about_more_often(
    add_job: Any, tools: Any
) -> None:
    clock = Clock()
    asked_at: list[float] = []

    def answer(*arguments: Any) -> Status:
        asked_at.append(clock.now)
        if len(asked_at) == 5:
            raise Unauthorized(401)
        clock.now += 1.0
        first = StepState.DONE if len(asked_at) > 2 else StepState.GENERATING
        return Status(steps=(first, StepState.GENERATING))

    made = tools(status=answer, clock=clock)

    def tick() -> None:
        clock.now += made.stop.waits[-1]

    made.stop.on_wait = tick
    recipe.run(add_job().id, made)
    assert [later - earlier for earlier, later in pairwise(asked_at)] == [5.0, 5.0, 2.5, 2.5]


def test_a_mistake_of_ours_is_a_sentence_and_no_secret_in_the_log(
    ledger: Ledger, add_job: Any, tools: Any, caplog: pytest.LogCaptureFixture
) -> None:
    job = add_job()
    caplog.set_level(logging.DEBUG)
    recipe.run(job.id, tools(status=answers(ValueError("https://files.example/?signature=secret"))))
    now = ledger.get(job.id)
    assert (now.state, now.error_code, now.may_resume) == ("FAILED", "INTERNAL", True)
    assert "secret" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_removed_job_ends_its_thread(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()

    def remove(*arguments: Any) -> Status:
        ledger.remove(job.id)
        return RUNNING

    recipe.run(job.id, tools(status=remove))
    assert ledger.jobs() == ()
