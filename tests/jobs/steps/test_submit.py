# SPDX-License-Identifier: GPL-3.0-or-later
"""A job is sent once: what becomes of it when no answer comes, a refusal, or a cancellation meanwhile."""

from typing import Any

import pytest
from rodin_props.api.errors import (
    Cause,
    ConnectionFailed,
    InsufficientCredits,
    KeyUnusable,
    RateLimited,
    ServerFault,
    TooManyTasks,
    Unauthorized,
)
from rodin_props.api.models import Submission
from rodin_props.jobs import receipt
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps import recipe
from rodin_props.jobs.steps.parallel_limit import ParallelLimit
from support.jobs.stand_ins import answers, never


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


@pytest.mark.parametrize(
    "refusal",
    [InsufficientCredits(201), TooManyTasks(201), RateLimited(429), ConnectionFailed(Cause.REFUSED), Unauthorized(401)],
    ids=lambda error: type(error).__name__,
)
def test_a_job_that_is_refused_after_its_cancellation_stays_cancelled_and_nothing_was_paid(
    ledger: Ledger, add_job: Any, tools: Any, refusal: Exception
) -> None:
    job = add_job()

    def refuse(request: Any) -> Any:
        ledger.cancel(job.id)
        raise refusal

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
