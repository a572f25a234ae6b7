# SPDX-License-Identifier: GPL-3.0-or-later
"""The recipe with a service made of plain functions: what no real one does on demand."""

import logging
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props.api.errors import (
    AccountTrouble,
    Cause,
    ConnectionFailed,
    InsufficientCredits,
    KeyUnusable,
    ServerFault,
    TooManyTasks,
    Unauthorized,
)
from rodin_props.api.models import Status, StepState, Submission
from rodin_props.jobs import receipt
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps import recipe
from rodin_props.jobs.steps.pace import PaceKeeper
from rodin_props.jobs.steps.parallel_limit import ParallelLimit
from rodin_props.jobs.steps.tools import JobTools, PollingJobs, Timing

ACCEPTED = Submission(task_uuid="task", subscription_key="subscription", consumed_credits=0.5)
RUNNING = Status(steps=(StepState.GENERATING,))
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


def answers(*values: Any) -> Callable[..., Any]:
    """A function that returns (or raises) one value after the other, the last one for ever."""
    remaining: Iterator[Any] = iter(values)
    last = values[-1]

    def answer(*arguments: Any, **options: Any) -> Any:
        value = next(remaining, last)
        if isinstance(value, BaseException):
            raise value
        return value

    return answer


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


def never(*arguments: Any, **options: Any) -> Any:
    raise AssertionError("this must not be asked")


def names(ledger: Ledger, job: Any) -> list[str]:
    return [event.state.value for event in ledger.events(job.id)]


def test_what_left_and_was_not_answered_is_uncertain(ledger: Ledger, add_job: Any, tools: Any) -> None:
    for error in (
        ConnectionFailed(Cause.TIMEOUT, maybe_received=True),
        ServerFault(502),
        ValueError("something unheard of"),
    ):
        job = add_job()
        recipe.run(job.id, tools(submit=answers(error), status=never))
        now = ledger.get(job.id)
        assert (now.state, now.error_code) == ("UNCERTAIN", "MAYBE_BILLED")
        recipe.run(job.id, tools(submit=never, status=never))
        assert ledger.get(job.id) == now


def test_what_never_left_goes_back_to_the_queue_with_a_word(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    made = tools(submit=answers(ConnectionFailed(Cause.REFUSED)), status=never)
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.hold_code, now.submitted_at) == ("QUEUED", "CONNECTION_FAILED", None)
    assert now.hold.startswith("Rodin could not be reached")
    assert not made.parallel_limit.free(0)
    assert not receipt.exists(now)


def test_no_connection_for_very_long_ends_the_job_without_a_payment(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    limit = ParallelLimit(most=3, trouble_seconds=0.0)
    recipe.run(job.id, tools(submit=answers(ConnectionFailed(Cause.NAME)), parallel_limit=limit))
    now = ledger.get(job.id)
    assert (now.state, now.error_code, now.may_retry) == ("FAILED", "CONNECTION_FAILED", True)


def test_too_many_tasks_is_learned_and_said(ledger: Ledger, add_job: Any, tools: Any) -> None:
    running = [add_job(account="a") for _ in range(2)]
    for each in running:
        ledger.move(each.id, State.SUBMITTING)
    job = add_job(account="a")
    made = tools(submit=answers(TooManyTasks(201)))
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.hold_code) == ("QUEUED", "TOO_MANY_TASKS")
    assert made.parallel_limit.limit == 2


@pytest.mark.parametrize("error", [Unauthorized(401), KeyUnusable("No API key is set")])
def test_a_bad_key_holds_all_jobs_of_the_account(ledger: Ledger, add_job: Any, tools: Any, error: Any) -> None:
    job, other = add_job(account="a"), add_job(account="a")
    recipe.run(job.id, tools(submit=answers(error)))
    for each in (job, other):
        now = ledger.get(each.id)
        assert (now.state, now.hold_code, now.blocked) == ("QUEUED", error.code, True)
    assert ledger.get(job.id).submitted_at is None


def test_a_refusal_asks_for_the_balance_if_credits_are_the_reason(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job(account="a")
    recipe.run(job.id, tools(submit=answers(InsufficientCredits(201))))
    assert ledger.get(job.id).remedy == "TOP_UP"
    assert ledger.accounts.get("a").requested


def test_a_job_cancelled_before_it_left_is_not_sent(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    made = tools(submit=never)
    made.pace.acquire = lambda *arguments, **options: ledger.cancel(job.id)
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.submitted_at) == ("CANCELLED", None)
    assert not receipt.exists(now)


def test_a_refusal_that_comes_after_the_cancellation_says_that_nothing_was_paid(
    ledger: Ledger, add_job: Any, tools: Any
) -> None:
    job = add_job()

    def refuse(request: Any) -> Any:
        ledger.cancel(job.id)
        raise InsufficientCredits(201)

    recipe.run(job.id, tools(submit=refuse))
    now = ledger.get(job.id)
    assert (now.state, now.maybe_billed) == ("CANCELLED", False)


def test_no_answer_after_the_cancellation_is_said_to_be_maybe_billed(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()

    def lose(request: Any) -> Any:
        ledger.cancel(job.id)
        raise ConnectionFailed(Cause.CUT, maybe_received=True)

    recipe.run(job.id, tools(submit=lose))
    now = ledger.get(job.id)
    assert (now.state, now.maybe_billed, now.error_code) == ("CANCELLED", True, "MAYBE_BILLED")


def test_an_answer_outlasts_a_full_disk(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job(prompt="x" * 30_000)

    def fill_the_disk(request: Any) -> Any:
        pages = ledger.rows("PRAGMA page_count")[0][0]
        ledger.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Exception, match="disk is full"):
            ledger.update(job.id, prompt="x" * 500_000)
        return Submission(task_uuid="t" * 9000, subscription_key="k" * 9000)

    made = tools(submit=fill_the_disk, status=answers(Unauthorized(401)))
    seen: list[Any] = []

    def look() -> None:
        seen.append((ledger.get(job.id).state, receipt.read(job)))
        if len(seen) == 3:
            ledger.rows("PRAGMA max_page_count = 1000000")

    made.stop.on_wait = look
    recipe.run(job.id, made)
    assert seen[0][0] == "SUBMITTING"
    assert seen[0][1].task_uuid == "t" * 9000
    assert ledger.get(job.id).task_uuid == "t" * 9000
    assert ledger.get(job.id).state == "WAITING"


def test_without_room_for_a_receipt_nothing_is_sent(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    for path in job.folder.iterdir():
        path.unlink()
    job.folder.rmdir()
    recipe.run(job.id, tools(submit=never))
    now = ledger.get(job.id)
    assert (now.state, now.error_code, now.submitted_at) == ("FAILED", "FOLDER_NOT_WRITABLE", None)


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
    clock = SimpleNamespace(now=0.0)

    def sleep_an_hour(*arguments: Any) -> Status:
        clock.now += 3600.0
        return RUNNING

    statuses = [sleep_an_hour] * 10
    made = tools(
        status=lambda key: statuses.pop()() if statuses else answers(Unauthorized(401))(), clock=lambda: clock.now
    )
    recipe.run(job.id, made)
    assert ledger.get(job.id).state == "GENERATING"
    assert ledger.get(job.id).waited_seconds <= 600.0


def test_watching_has_an_end(ledger: Ledger, add_job: Any, tools: Any) -> None:
    job = add_job()
    clock = SimpleNamespace(now=0.0)
    made = tools(status=answers(RUNNING), clock=lambda: clock.now)

    def tick() -> None:
        clock.now += made.stop.waits[-1]

    made.stop.on_wait = tick
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.error_code, now.may_resume) == ("FAILED", "GENERATION_TIMED_OUT", True)
    assert 1500.0 <= now.waited_seconds <= 1600.0


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
