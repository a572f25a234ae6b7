# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the way, and what is lost if it is cancelled. As of the last look: cheap enough for a dialog."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...api.options.prices import Price
from ...errors import RodinError
from ...jobs.errors import JobGone
from ...jobs.states import IllegalMove
from .. import session
from ..language import translated
from .progress import short_progress

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        is_paid=bool(job.task_uuid) or job.maybe_billed,
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

    count: int
    """So many were cancelled."""
    errors: tuple[str, ...]
    """Why others were not, in a sentence for each."""

    @property
    def words(self) -> str:
        """How many were cancelled, and how many were not."""
        if not self.errors:
            return f"{self.count:,} cancelled"
        failed = len(self.errors)
        return f"{self.count:,} cancelled; {failed:,} could not be cancelled"


def cancel(job_ids: Iterable[str]) -> Cancelled:
    """Cancel jobs, and pictures of jobs that do not exist yet: all that can be, whatever happens to some of them.

    What has ended meanwhile stays as it is, and is no error.
    """
    count, errors = 0, []
    for job_id in job_ids:
        try:
            count += _cancel(job_id)
        except RodinError as error:
            errors.append(str(error))
    with contextlib.suppress(RodinError):  # the list says it
        session.current().refresh()
    return Cancelled(count=count, errors=tuple(errors))


def _cancel(job_id: str) -> int:
    """Cancel one job, or the pictures of several; return how many.

    :raises RodinError: the ledger cannot be written.
    """
    from ..making import picture_queue

    state = session.current()
    if (planned := state.pending.get(job_id)) is not None:
        picture_queue.cancel(job_id)
        return len(planned.planned)
    state.refresh()
    job = state.job(job_id)
    if job is None or not job.active:
        return 0
    try:
        state.ledger.cancel(job.id)
    except (IllegalMove, JobGone):  # the worker or another Blender was quicker
        return 0
    return 1
