# SPDX-License-Identifier: GPL-3.0-or-later
"""A gallery over a ledger, and jobs in it that were paid for."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from rodin_props.jobs.gallery.gallery import Gallery
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State

Paid = Callable[..., Job]


@pytest.fixture
def gallery(ledger: Ledger) -> Gallery:
    return Gallery(ledger.database)


@pytest.fixture
def paid(ledger: Ledger, add_job: Any) -> Paid:
    """A function that adds a job that was sent at noon of a day; ``credits`` None for one without an answer."""

    def add(
        *, on: date = date(2026, 11, 20), credits: float | None = 0.5, said: float | None = 0.5, **told: Any
    ) -> Job:
        job = add_job(estimated_credits=said, **told)
        at = datetime(on.year, on.month, on.day, 12).timestamp()
        ledger.move(job.id, State.SUBMITTING, submitted_at=at)
        to = State.UNCERTAIN if credits is None else State.WAITING
        return ledger.move(job.id, to, consumed_credits=credits)

    return add
