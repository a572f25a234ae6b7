# SPDX-License-Identifier: GPL-3.0-or-later
"""What was paid is counted once, said to be an estimate where it is one, and outlives the jobs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.jobs.gallery.costs import Cost, Sum
from rodin_props.jobs.gallery.gallery import Gallery
from rodin_props.jobs.gallery.query import JobQuery, Order
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State

Paid = Callable[..., Job]


def cost(gallery: Gallery, job: Job) -> Cost:
    gallery.refresh()
    facts = gallery.facts(job.id)
    assert facts is not None
    return facts.cost


@pytest.mark.parametrize(
    ("credits", "said", "expected"),
    [
        (1.5, 0.5, Cost(charged=1.5)),
        (0.0, 0.5, Cost()),
        (-1.0, 0.5, Cost()),
        (None, 2.0, Cost(estimated=2.0)),
        (None, None, Cost(estimated=1.0)),
    ],
)
def test_a_job_costs_what_was_charged_or_else_what_the_button_said_or_the_list(
    gallery: Gallery, paid: Paid, credits: float | None, said: float | None, expected: Cost
) -> None:
    options = GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH)
    job = paid(credits=credits, said=said, options=options)
    assert cost(gallery, job) == expected
    assert expected.is_estimate == (credits is None)


def test_what_was_never_sent_costs_nothing(gallery: Gallery, add_job: Any) -> None:
    assert cost(gallery, add_job(estimated_credits=0.5)) == Cost()


def test_a_job_that_was_sent_again_costs_both_payments(gallery: Gallery, ledger: Ledger, paid: Paid) -> None:
    job = paid(credits=None, said=2.0, on=date(2026, 11, 1))
    gallery.refresh()
    ledger.retry(job.id)
    assert cost(gallery, job) == Cost(estimated=2.0)
    ledger.move(job.id, State.SUBMITTING, submitted_at=job.created_at)
    ledger.move(job.id, State.WAITING, consumed_credits=1.5)
    assert cost(gallery, job) == Cost(charged=1.5, estimated=2.0)
    assert gallery.spent() == Sum(jobs=1, cost=Cost(charged=1.5, estimated=2.0))
    ledger.remove(job.id)
    gallery.refresh()
    assert gallery.spent() == Sum(cost=Cost(charged=1.5, estimated=2.0), removed=3.5)


def test_sums_by_day_hold_what_was_paid_on_it_even_for_jobs_that_are_gone(
    gallery: Gallery, ledger: Ledger, paid: Paid
) -> None:
    first, second = date(2026, 11, 20), date(2026, 11, 21)
    gone = paid(on=first, credits=1.5)
    paid(on=first)
    paid(on=second, credits=None, said=2.0)
    gallery.refresh()
    ledger.remove(gone.id)
    gallery.refresh()
    assert [(each.day, each.sum) for each in gallery.by_day()] == [
        (second, Sum(jobs=1, cost=Cost(estimated=2.0))),
        (first, Sum(jobs=1, cost=Cost(charged=2.0), removed=1.5)),
    ]


def test_sums_by_file_hold_what_was_paid_for_it_the_dearest_first(gallery: Gallery, ledger: Ledger, paid: Paid) -> None:
    paid(blend_path="/a.blend")
    gone = paid(blend_path="/b.blend", credits=3.0)
    paid(blend_path="")
    ledger.remove(gone.id)
    gallery.refresh()
    assert [(each.blend_path, each.sum) for each in gallery.by_file()] == [
        ("/b.blend", Sum(cost=Cost(charged=3.0), removed=3.0)),
        ("", Sum(jobs=1, cost=Cost(charged=0.5))),
        ("/a.blend", Sum(jobs=1, cost=Cost(charged=0.5))),
    ]


def test_what_is_found_or_selected_is_summed(gallery: Gallery, paid: Paid) -> None:
    cheap, dear = paid(), paid(credits=4.0)
    middle = paid(credits=None, said=2.0, name="Lamp")
    gallery.refresh()
    everything = gallery.find(JobQuery(order=Order.COST))
    assert everything.ids == (dear.id, middle.id, cheap.id)
    assert everything.sum == Sum(jobs=3, cost=Cost(charged=4.5, estimated=2.0))
    assert gallery.find(JobQuery(words="lamp")).sum == Sum(jobs=1, cost=Cost(estimated=2.0))
    assert gallery.sum_of([cheap.id, cheap.id, "nobody", dear.id]) == Sum(jobs=2, cost=Cost(charged=4.5))
