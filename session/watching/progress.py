# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a job is, in numbers and in a few words. Pure functions of the job and the clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...jobs.states import State
from ...jobs.work import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...jobs.job import Job

_SECONDS_OF_KIND = {Kind.TEXTURES: 60.0, Kind.PARTS: 300.0}
"""New textures are about as quick as the textures of a generation; parts take minutes."""
_SECONDS_IF_UNKNOWN = 80.0
"""What the service says of its newest generation."""

_STAGES = {
    State.QUEUED: (0.0, 0.0),
    State.SUBMITTING: (0.0, 0.05),
    State.WAITING: (0.05, 0.10),
    State.GENERATING: (0.10, 0.85),
    State.DOWNLOADING: (0.85, 0.95),
    State.PREPARING: (0.95, 1.0),
    State.READY: (1.0, 1.0),
    State.IMPORTED: (1.0, 1.0),
}
"""The part of the bar that belongs to each state."""


def _typical_seconds_of(job: Job) -> float:
    return _SECONDS_OF_KIND.get(job.kind) or job.options.tier.usual_seconds or _SECONDS_IF_UNKNOWN


def _part_done(job: Job, now: float) -> float:
    """Return how much of the present state is done, 0 to 1."""
    if job.state is State.DOWNLOADING:
        return min(job.bytes_done / job.bytes_total, 1.0) if job.bytes_total else 0.0
    if job.state is State.GENERATING:
        steps = job.steps_done / job.steps_total if job.steps_total else 0.0
        # The service counts few steps; between them the elapsed time says more. It alone never fills the bar.
        elapsed = now - (job.submitted_at or now)
        return max(steps, min(max(elapsed, 0.0) / _typical_seconds_of(job), 0.95))
    return 0.5


def fraction(job: Job, now: float | None = None) -> float:
    """Return how far the job is, 0 to 1, for a progress bar."""
    start, end = _STAGES.get(job.state, (0.0, 0.0))
    return start + (end - start) * _part_done(job, time.time() if now is None else now)


def seconds_left(job: Job, now: float | None = None) -> int | None:
    """Guess the seconds until the model is there; None when nothing is known or it takes longer than usual."""
    if job.state is not State.GENERATING or not job.submitted_at:
        return None
    left = _typical_seconds_of(job) - ((time.time() if now is None else now) - job.submitted_at)
    return round(left) if left > 0 else None


def short_progress(job: Job) -> str:
    """Return a word for the viewport and the status bar: “40%”, “queued”, “failed”, or nothing once it is there.

    Of what has ended it is the list's word (`State.words`).
    """
    words = {
        State.QUEUED: "queued",
        State.FAILED: "failed",
        State.CANCELLED: "cancelled",
        State.UNCERTAIN: "unclear",
        State.READY: "ready",
        State.IMPORTED: "",
    }
    return words.get(job.state, _in_tens(fraction(job)))


def overall_progress(jobs: Iterable[Job], *, count: int) -> str:
    """Return how far several jobs are together: “40%”.

    :param count: of all; those that are not among ``jobs`` have not begun.
    """
    return _in_tens(sum(map(fraction, jobs)) / count)


def _in_tens(part: float) -> str:
    # The words change seldom, and say no more than is known.
    return f"{int(part * 10) * 10}%"
