# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the way, and what is lost if it is cancelled. As of the last look: cheap enough for a dialog."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...api.options.prices import Price
from ...errors import RodinError
from ...jobs.errors import JobGone
from ...jobs.states import IllegalMove, State
from .. import session
from ..language import translated
from .progress import short_progress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...jobs.job import Job

_NOT_SENT = "Not sent yet: nothing is charged."


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheWay:
    """One job that goes on, or several whose pictures are made together."""

    ids: tuple[str, ...]
    words: str
    """What it is and how far, in Blender's language: “Chair, 40%”."""
    lost: str
    """What cancelling costs, in a sentence."""
    is_paid: bool
    """It was paid for, or may have been."""


def on_the_way() -> tuple[OnTheWay, ...]:
    """Return all that goes on, oldest first; last, what is not sent yet since its pictures are being made."""
    state = session.current()
    pending = [each for each in state.pending.values() if not each.error]
    return (
        *map(_of_job, state.jobs.active),
        *(
            OnTheWay(ids=each.job_ids, words=_words(each.inputs.name, len(each.planned)), lost=_NOT_SENT, is_paid=False)
            for each in pending
        ),
    )


def _words(name: str, count: int) -> str:
    if count == 1:
        return _beside(name, "on the way")
    return translated(f"{name} and {count - 1:,} more, on the way")


def _beside(name: str, progress: str) -> str:
    return translated(", ").join((name, translated(progress)))


def _of_job(job: Job) -> OnTheWay:
    return OnTheWay(
        ids=(job.id,),
        words=_beside(job.name, short_progress(job)),
        lost=_lost(job),
        is_paid=job.was_sent,
    )


def _lost(job: Job) -> str:
    if job.maybe_billed:
        return "Being sent at this moment: Rodin may charge for it."
    if not job.task_uuid:
        return _NOT_SENT
    paid = Price(credits=job.credits_needed if job.consumed_credits is None else job.consumed_credits)
    return f"Rodin keeps what was paid, {paid.words}. It can be resumed for seven days."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """What came of cancelling."""

    count: int = 0
    """So many were cancelled."""
    errors: tuple[str, ...] = ()
    """Why others could not be, in a sentence for each."""
    sent: tuple[str, ...] = ()
    """Names of those that go on: they were sent after it was told that nothing is charged."""

    @property
    def words(self) -> str:
        """How many were cancelled, and how many were not."""
        if not self.errors:
            return f"{self.count:,} cancelled"
        failed = len(self.errors)
        return f"{self.count:,} cancelled; {failed:,} could not be cancelled"

    @property
    def going_on(self) -> tuple[str, ...]:
        """What happened to each that goes on and what to do, in a sentence for each."""
        return tuple(
            f"“{name}” was sent meanwhile and may be charged, so it goes on. "
            "Press Cancel Generations again to stop it nevertheless."
            for name in self.sent
        )


def cancel(job_ids: Iterable[str], *, told_unsent: Collection[str] = ()) -> Cancelled:
    """Cancel jobs, and pictures of jobs that do not exist yet: all that can be, whatever happens to some of them.

    What has ended meanwhile stays as it is, and is no error.

    :param told_unsent: those of which somebody was told that nothing is charged: sent meanwhile, they go on.
    """
    done = [_cancelled(job_id, only_unsent=job_id in told_unsent) for job_id in job_ids]
    with contextlib.suppress(RodinError):  # the list says it
        session.current().refresh()
    return Cancelled(
        count=sum(each.count for each in done),
        errors=tuple(error for each in done for error in each.errors),
        sent=tuple(name for each in done for name in each.sent),
    )


def _cancelled(job_id: str, *, only_unsent: bool) -> Cancelled:
    try:
        return _cancel(job_id, only_unsent=only_unsent)
    except RodinError as error:
        return Cancelled(errors=(str(error),))


def _cancel(job_id: str, *, only_unsent: bool) -> Cancelled:
    """Cancel one job, or the pictures of several.

    :raises RodinError: the ledger cannot be written.
    """
    from ..making import picture_queue

    state = session.current()
    if (planned := state.pending.get(job_id)) is not None:
        picture_queue.cancel(job_id)
        return Cancelled(count=len(planned.planned))
    state.refresh()
    job = state.job(job_id)
    if job is None or not job.active:
        return Cancelled()
    try:
        job = (state.ledger.cancel_unsent if only_unsent else state.ledger.cancel)(job_id)
    except (IllegalMove, JobGone):  # the worker or another Blender was quicker
        return Cancelled()
    if job.state is State.CANCELLED:
        return Cancelled(count=1)
    return Cancelled(sent=(job.name,) if job.active else ())
