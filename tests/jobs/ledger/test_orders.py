# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys are written down with their jobs, and the same key is paid for once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.models import Submission
from rodin_props.jobs.errors import OrderKnown
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.orders.ordered import Ordered
from rodin_props.jobs.states import State

BASE_URL = "http://127.0.0.1:9/api/v2"
NewOrder = Callable[..., NewJob]


@pytest.fixture
def new_order(ledger_path: Path) -> NewOrder:
    """A function that makes an order of what is said of it."""

    def make(key: str = "", **said: Any) -> NewJob:
        folder = make_job_folder(ledger_path.parent / "jobs")
        ordered = Ordered(key=key, **said)
        return NewJob(
            account="mine",
            base_url=BASE_URL,
            name="Chair",
            source="TEXT",
            prompt="a chair",
            folder=folder,
            ordered=ordered,
        )

    return make


def _known(ledger: Ledger, *keys: str, at: str = BASE_URL) -> dict[str, str]:
    return dict(ledger.orders.job_ids(at, keys))


def test_jobs_and_their_keys_are_written_down_together(ledger: Ledger, new_order: NewOrder) -> None:
    chair, lamp = ledger.orders.add(
        [new_order("chair", batch="list", tags=("oak", "bar")), new_order("lamp", batch="list")]
    )
    assert _known(ledger, "chair", "lamp", "table") == {"chair": chair.id, "lamp": lamp.id}
    assert list(ledger.orders.of_batch("list").items()) == [("chair", chair.id), ("lamp", lamp.id)]
    assert ledger.get(chair.id).ordered == Ordered(key="chair", batch="list", tags=("oak", "bar"))


def test_if_one_key_is_known_none_is_written_down(ledger: Ledger, ledger_path: Path, new_order: NewOrder) -> None:
    other = Ledger.open(ledger_path)
    (chair,) = other.orders.add([new_order("chair")])
    with pytest.raises(OrderKnown):
        ledger.orders.add([new_order("lamp"), new_order("chair")])
    assert _known(ledger, "chair", "lamp") == {"chair": chair.id}
    assert [job.id for job in ledger.jobs()] == [chair.id]
    other.close()


def test_a_key_is_one_at_each_service(ledger: Ledger, new_order: NewOrder) -> None:
    elsewhere = replace(new_order("chair"), base_url="https://elsewhere.example/api/v2")
    here, there = ledger.orders.add([new_order("chair"), elsewhere])
    assert _known(ledger, "chair") == {"chair": here.id}
    assert _known(ledger, "chair", at=elsewhere.base_url) == {"chair": there.id}


def test_thousands_of_keys_are_looked_up_at_once(ledger: Ledger, new_order: NewOrder) -> None:
    (chair,) = ledger.orders.add([new_order("1200")])
    assert _known(ledger, *map(str, range(2500))) == {"1200": chair.id}


def test_a_key_is_free_again_when_a_job_is_removed_that_was_never_paid(ledger: Ledger, new_order: NewOrder) -> None:
    (chair,) = ledger.orders.add([new_order("chair")])
    ledger.remove(chair.id)
    assert _known(ledger, "chair") == {}
    assert ledger.orders.add([new_order("chair")])


def _pay(ledger: Ledger, job: Job) -> None:
    ledger.move(job.id, State.SUBMITTING, submitted_at=1_000.0)
    ledger.record_answer(job.id, Submission(task_uuid=f"task of {job.id}", subscription_key="key"))


def _be_proved_paid(ledger: Ledger, job: Job) -> None:
    """The ledger was restored from an older copy; what lies in the job's folder tells."""
    ledger.record_answer(job.id, Submission(task_uuid=f"task of {job.id}", subscription_key="key"))


def _lose_answer(ledger: Ledger, job: Job) -> None:
    ledger.move(job.id, State.SUBMITTING, submitted_at=1_000.0)
    ledger.move(job.id, State.UNCERTAIN)


def _lose_answer_then_be_refused(ledger: Ledger, job: Job) -> None:
    _lose_answer(ledger, job)
    ledger.retry(job.id)
    ledger.move(job.id, State.FAILED)


@pytest.mark.parametrize("happens", [_pay, _be_proved_paid, _lose_answer, _lose_answer_then_be_refused])
def test_a_key_outlives_its_job_if_that_may_have_been_paid(
    ledger: Ledger, new_order: NewOrder, happens: Callable[[Ledger, Job], None]
) -> None:
    (chair,) = ledger.orders.add([new_order("chair")])
    happens(ledger, chair)
    assert not ledger.orders.never_paid(ledger.get(chair.id))
    ledger.remove(chair.id)
    assert _known(ledger, "chair") == {"chair": chair.id}
    with pytest.raises(OrderKnown):
        ledger.orders.add([new_order("chair")])


def test_what_was_never_paid_is_sent_again_in_the_same_transaction(ledger: Ledger, new_order: NewOrder) -> None:
    (chair,) = ledger.orders.add([new_order("chair")])
    cancelled = ledger.cancel(chair.id)
    assert ledger.orders.never_paid(cancelled)
    with pytest.raises(OrderKnown):
        ledger.orders.add([new_order("lamp"), new_order("chair")], again=[cancelled])
    assert ledger.get(chair.id).state is State.CANCELLED
    lamp, again = ledger.orders.add([new_order("lamp")], again=[cancelled])
    assert (again.id, again.state, again.attempt) == (chair.id, State.QUEUED, 2)
    assert ledger.events(chair.id)[-1].note == "tried again"
    with pytest.raises(OrderKnown):  # somebody else was quicker
        ledger.orders.add([], again=[cancelled])
    assert {job.id for job in ledger.active()} == {lamp.id, chair.id}


def test_keys_are_known_again_from_the_folders_if_the_ledger_is_lost(
    ledger: Ledger, ledger_path: Path, new_order: NewOrder
) -> None:
    (chair,) = ledger.orders.add([new_order("chair", batch="list", tags=("oak",), by_script=True)])
    ledger.close()
    for suffix in ("", "-wal", "-shm"):
        ledger_path.with_name(ledger_path.name + suffix).unlink(missing_ok=True)
    again = Ledger.open(ledger_path)
    assert _known(again, "chair") == {"chair": chair.id}
    assert again.get(chair.id).ordered == chair.ordered
    assert again.orders.of_batch("list") == {"chair": chair.id}
    again.close()


@pytest.mark.parametrize(
    "stored", [{}, {"key": 3, "tags": "oak", "batch": None, "by_script": "yes"}, {"tags": None, "more": 1}]
)
def test_what_cannot_be_read_of_an_order_is_as_if_nothing_was_said(stored: dict[str, object]) -> None:
    assert Ordered.from_dict(stored) == Ordered()


def test_a_job_of_a_button_is_no_order(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    assert job.ordered == Ordered()
    assert ledger.rows("SELECT * FROM orders") == []
