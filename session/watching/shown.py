# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be read of the jobs outside the sidebar: above their objects, and in the status bar. Main thread only.

It is worked out at the moment of drawing, from the jobs as last read, and nothing is kept in the file for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .. import session
from ..language import translated
from . import listener

if TYPE_CHECKING:
    from collections.abc import Callable


class ViewportLabel(NamedTuple):
    """A few words above an object."""

    object_name: str
    """Of a local object; by the time it is drawn it may be gone, or have another name."""
    job_id: str
    name: str
    """What is made, such as “Chair”."""
    progress: str
    """How far it is, such as “40%”."""
    has_ended: bool = False
    """Nothing comes any more unless the artist asks: it failed, was cancelled, or is unclear."""


_ON_THE_WAY = "on the way"
"""Above an object before there is a percentage: what the viewport says is often read long after it was drawn."""


def update() -> None:
    """Let what is drawn follow the jobs."""
    if (drawn_by := listener()) is not None:
        drawn_by(labels(), status_words())


def labels() -> tuple[ViewportLabel, ...]:
    """Return what is to be read above the objects that wait for props. Cheap: for drawing."""
    from .look import facts

    return tuple(
        ViewportLabel(object_name, job_id, *words)
        for job_id, object_names in facts().places.items()
        if (words := _words(job_id)) is not None
        for object_name in object_names
    )


def status_words(by: Callable[[str], str] = translated) -> str:
    """Return how far the running jobs are: “Chair 40%”, “3 jobs, 40%”, or nothing. Cheap: for drawing.

    :param by: puts our words into the language of the place where they are shown.
    """
    from .progress import overall_progress, short_progress

    state = session.current()
    running = state.jobs.active
    pending = [each for each in state.pending.values() if not each.error]
    count = len(running) + sum(len(each.planned) for each in pending)
    if count > 1:
        return by(f"{count} jobs, {overall_progress(running, count=count)}")
    if pending:
        return f"{pending[0].inputs.name} {by(_ON_THE_WAY)}"
    return f"{running[0].name} {by(short_progress(running[0]))}" if running else ""


def _words(job_id: str) -> tuple[str, str, bool] | None:
    """Return a job's name, how far it is and whether it has ended; None if there is nothing to be said."""
    from ...jobs.states import ENDS, State
    from .progress import short_progress

    job = session.current().job(job_id)
    if job is not None:
        progress = _ON_THE_WAY if job.state in (State.QUEUED, State.SUBMITTING) else short_progress(job)
        return (job.name, translated(progress), job.state in ENDS) if progress else None
    return next(
        (
            (inputs.name, translated(_ON_THE_WAY), False)
            for pending in session.current().pending.values()
            for pending_id, inputs in pending.places
            if pending_id == job_id and not pending.error
        ),
        None,
    )
