# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's own limit of credits a day holds, whatever is removed, retried or restarted."""

from typing import Any

from rodin_props.jobs.ledger.budget import spent_credits
from rodin_props.jobs.orders.spending import DAY_SECONDS
from support.waiting import wait_until
from torture.counts import tried
from torture.desk import Desk

PRICE = 0.5


def held(desk: Desk, job: Any) -> Any:
    """The job, once it waits for room in the budget."""

    def look() -> Any:
        desk.ensure()
        now = desk.ledger.get(job.id)
        return now if now.hold_code == "DAILY_LIMIT" else None

    return wait_until(look, what="the hold")


def forward(desk: Desk, seconds: float) -> None:
    """Let so much time pass for what was paid."""
    with desk.ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET submitted_at = submitted_at - ?", (seconds,))
        connection.execute("UPDATE past_payments SET at = at - ?", (seconds,))


def test_the_limit_holds_a_job_and_lets_it_go_when_there_is_room(desk: Desk, sandbox: Any) -> None:
    desk.ledger.accounts.set_daily_credits(desk.account, 2 * PRICE)
    paid = [desk.add(f"a chair {number}") for number in range(2)]
    desk.run_to_the_end(*paid)
    job = desk.add("a table")
    waiting = held(desk, job)
    assert (waiting.state, waiting.remedy) == ("QUEUED", "SET_KEY")
    assert "1 credit in 24 hours" in waiting.hold
    assert len(sandbox.record()["submissions"]) == 2
    forward(desk, DAY_SECONDS)
    (done,) = desk.run_to_the_end(job)
    assert (done.state, done.hold) == ("READY", "")
    tried("budgets")


def test_a_raised_limit_is_heeded_at_once(desk: Desk) -> None:
    desk.ledger.accounts.set_daily_credits(desk.account, 0.4)
    job = desk.add()
    held(desk, job)
    desk.ledger.accounts.set_daily_credits(desk.account, None)
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    tried("budgets")


def test_many_at_once_stay_within_it(desk: Desk, sandbox: Any) -> None:
    desk.ledger.accounts.set_daily_credits(desk.account, 3 * PRICE)
    jobs = [desk.add(f"a chair {number}") for number in range(8)]
    for job in jobs[3:]:
        held(desk, job)
    desk.run_to_the_end(*jobs[:3])
    assert len(sandbox.record()["submissions"]) == 3
    tried("budgets")


def test_neither_removal_nor_a_retry_makes_a_payment_undone(desk: Desk, sandbox: Any) -> None:
    first, second = desk.add("a chair"), desk.add("a table [[fault:billed.close:1]]")
    desk.run_to_the_end(first, second)
    now = desk.ledger.get(first.id).updated_at
    assert spent_credits(desk.ledger, desk.account, now=now) == 2 * PRICE
    desk.ledger.remove(first.id)
    desk.ledger.retry(second.id)
    assert spent_credits(desk.ledger, desk.account, now=now) == 2 * PRICE
    tried("budgets")


def test_what_was_refused_costs_nothing(desk: Desk) -> None:
    job = desk.add("a chair [[fault:submit.invalid_request]]")
    desk.run_to_the_end(job)
    assert spent_credits(desk.ledger, desk.account, now=desk.ledger.get(job.id).updated_at) == 0.0
    tried("budgets")
