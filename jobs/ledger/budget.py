# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's own limit of credits a day, kept in the ledger."""

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping

from ..errors import DailyLimitReached, JobGone
from ..hold import Hold
from ..job import Job
from ..orders.spending import DAY_SECONDS, PAYMENT_CREDITS
from ..serialization import options_of
from .ledger import Ledger


class Budget:
    """Says whether one more submission stays within the limit of any 24 hours.

    What may have been paid counts as paid; removing a job does not undo its payment.

    :param now: the wall clock.
    """

    def __init__(self, ledger: Ledger, *, now: Callable[[], float] = time.time) -> None:
        self._ledger = ledger
        self._now = now

    def allows(self, job: Job, *, under_way: Iterable[Job] = ()) -> bool:
        """Say whether the job may be sent; if not, the ledger says why it waits.

        :param under_way: jobs that were let through and of whose submission the ledger does not know yet.
        """
        limit = self._ledger.accounts.get(job.account).daily_credits
        if limit is None:
            return True
        spent = spent_credits(self._ledger, job.account, now=self._now())
        charged = self._ledger.prices.charged(job.account)
        if spent + sum(_cost(each, charged) for each in (*under_way, job)) <= limit:
            return True
        error = DailyLimitReached(limit)
        if job.hold != str(error):
            with contextlib.suppress(JobGone):
                self._ledger.update(job.id, hold=Hold.because_of(error))
        return False


def _cost(job: Job, charged: Mapping[str, float]) -> float:
    """Return what a job will cost: as the account was charged for the same, or else as its button said."""
    return charged.get(job.list_price.priced_by, job.credits_needed)


def spent_credits(ledger: Ledger, account: str, *, now: float) -> float:
    """Return the credits that we spent from the account, or may have spent, in the 24 hours before ``now``.

    A payment with a time in the future was made before the clock was set back, and counts.
    """
    since = (account, now - DAY_SECONDS)
    spent = 0.0
    for payments in ("jobs WHERE account = ? AND submitted_at > ?", "past_payments WHERE account = ? AND at > ?"):
        (known,) = ledger.rows(f"SELECT total({PAYMENT_CREDITS}) FROM {payments}", since)  # noqa: S608
        unknown = f"SELECT options, count(*) FROM {payments} AND {PAYMENT_CREDITS} IS NULL GROUP BY options"  # noqa: S608
        spent += known[0] + sum(
            options_of(options).estimated_credits * count for options, count in ledger.rows(unknown, since)
        )
    return float(spent)
