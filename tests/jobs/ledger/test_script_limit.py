# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts may spend in a day, counted in the transaction that writes their orders down."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rodin_props.api.models import Submission
from rodin_props.jobs.errors import ScriptLimitReached
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.orders.ordered import Ordered
from rodin_props.jobs.orders.spending import DAY_SECONDS, ScriptLimit
from rodin_props.jobs.states import State
from support.clock import Clock

Asked = Callable[..., tuple[Job, ...]]


@pytest.fixture
def clock() -> Clock:
    return Clock(1_000_000.0)


@pytest.fixture
def clocked(ledger_path: Path, clock: Clock) -> Iterator[Ledger]:
    """A ledger that goes by the clock."""
    opened = Ledger(ledger_path, now=clock)
    yield opened
    opened.close()


@pytest.fixture
def ask(clocked: Ledger, ledger_path: Path) -> Asked:
    """A function that asks for jobs of half a credit as a script that may spend so much, or as a person."""

    def asked(count: int = 1, *, limit: float | None, again: tuple[Job, ...] = ()) -> tuple[Job, ...]:
        is_script = limit is not None
        new = [
            NewJob(
                account="mine",
                base_url="http://127.0.0.1:9/api/v2",
                name="Chair",
                source="TEXT",
                prompt="a chair",
                folder=make_job_folder(ledger_path.parent / "jobs"),
                estimated_credits=0.5,
                ordered=Ordered(batch="list", by_script=is_script),
            )
            for _ in range(count)
        ]
        return clocked.orders.add(new, again=again, limit=ScriptLimit(credits=limit) if limit is not None else None)

    return asked


def _pay(ledger: Ledger, job: Job, clock: Clock, credits: float = 0.5) -> None:
    ledger.move(job.id, State.SUBMITTING, submitted_at=clock())
    ledger.record_answer(
        job.id, Submission(task_uuid=f"task of {job.id}", subscription_key="k", consumed_credits=credits)
    )


def test_what_waits_and_what_was_paid_both_count(clocked: Ledger, ask: Asked, clock: Clock) -> None:
    first, _ = ask(2, limit=1.5)
    _pay(clocked, first, clock)
    ask(limit=1.5)
    with pytest.raises(ScriptLimitReached, match=r"costs 0\.5 credits\. .* of which 0 are left"):
        ask(limit=1.5)
    assert clocked.orders.script_credits() == 1.5
    assert len(clocked.jobs()) == 3


def test_what_was_really_charged_counts(clocked: Ledger, ask: Asked, clock: Clock) -> None:
    (first,) = ask(limit=2.0)
    _pay(clocked, first, clock, credits=1.8)
    with pytest.raises(ScriptLimitReached, match=r"0\.2 are left"):
        ask(limit=2.0)


def test_a_payment_counts_for_a_day_also_when_its_job_is_removed(clocked: Ledger, ask: Asked, clock: Clock) -> None:
    (first,) = ask(limit=0.5)
    _pay(clocked, first, clock)
    clocked.remove(first.id)
    with pytest.raises(ScriptLimitReached):
        ask(limit=0.5)
    clock.now += DAY_SECONDS + 1
    assert ask(limit=0.5)


def test_what_was_cancelled_before_it_was_paid_does_not_count(clocked: Ledger, ask: Asked) -> None:
    (first,) = ask(limit=0.5)
    clocked.cancel(first.id)
    assert clocked.orders.script_credits() == 0.0
    assert ask(limit=0.5)


def test_what_a_person_ordered_counts_once_a_script_has_it_sent_again(clocked: Ledger, ask: Asked) -> None:
    (first,) = ask(limit=None)
    assert clocked.orders.script_credits() == 0.0
    cancelled = clocked.cancel(first.id)
    with pytest.raises(ScriptLimitReached, match="Scripts may not spend credits"):
        ask(0, limit=0.0, again=(cancelled,))
    assert clocked.get(first.id).state is State.CANCELLED
    ask(0, limit=0.5, again=(cancelled,))
    assert clocked.orders.script_credits() == 0.5


def test_another_process_counts_what_this_one_ordered(clocked: Ledger, ask: Asked, ledger_path: Path) -> None:
    ask(limit=0.5)
    other = Ledger(ledger_path)
    assert other.orders.script_credits() == 0.5
    other.close()
