# SPDX-License-Identifier: GPL-3.0-or-later
"""Background mode: wait on the ledger until the props are in the scene. There is no monitor without a window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...api.errors import GenerationFailed
from ...errors import Remedy, RodinError
from ...jobs.errors import JobGone
from ...jobs.states import State
from ...scene.places import placement
from .. import session
from .land import land_together
from .together import waves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Context

    from ...jobs.job import Job

_POLL_SECONDS = 0.1
_SEND_PATIENCE_SECONDS = 10.0
"""A request that cannot even leave (no network) is given up after so long."""


class JobEnded(RodinError):
    """A job ended without a prop; says what the ledger says."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.error or job.hold or str(GenerationFailed()))
        self.code = job.error_code or job.hold_code or GenerationFailed.code
        self.remedy = job.remedy or Remedy.TRY_AGAIN


class SomeEnded(RodinError):
    """Several jobs were waited for, and some ended without a prop."""

    def __init__(self, failures: dict[str, RodinError], *, count: int) -> None:
        said = " ".join(f"“{name}”: {error}" for name, error in failures.items())
        super().__init__(f"{len(failures)} of {count} props did not come. {said}")
        first = next(iter(failures.values()))
        self.code, self.remedy = first.code, first.remedy


def wait_for(context: Context, job_ids: Iterable[str]) -> None:
    """Land the props of all these jobs as they come, or together if they were asked for together.

    :raises RodinError: some did not come; raised when nothing is left to wait for.
    """
    waiting = dict.fromkeys(job_ids, 0.0)
    count = len(waiting)
    failures, names = dict[str, RodinError](), dict[str, str]()
    state = session.current()
    while waiting:
        state.refresh()
        jobs = state.ledger.reader.several(waiting)[::-1]
        errors = _land(context, [job for job in jobs if job.state is State.READY])
        for job_id in waiting.keys() - {job.id for job in jobs}:
            del waiting[job_id]
            failures[names.get(job_id, job_id)] = JobGone(job_id)
        for job in jobs:
            names[job.id] = job.name
            try:
                if job.id in errors:
                    raise errors[job.id]
                if _has_landed(state.ledger.get(job.id), waiting):
                    del waiting[job.id]
            except RodinError as error:
                failures[job.name if job.name not in failures else f"{job.name} ({job.id})"] = error
                del waiting[job.id]
        if waiting:
            state.ensure_worker(context)
            time.sleep(_POLL_SECONDS)
    if failures:
        raise next(iter(failures.values())) if count == 1 else SomeEnded(failures, count=count)


def _land(context: Context, ready: list[Job]) -> dict[str, Exception]:
    """Let finished props land that wait for no others; return why some could not, by the ids of their jobs."""
    if not ready:
        return {}
    due = waves(ready, placement.targets_by_job())
    steps = [*due.complete, *((job,) for job in due.alone)]
    return {job_id: error for step in steps for job_id, error in land_together(context, step).errors.items()}


def _has_landed(job: Job, unsent_since: dict[str, float]) -> bool:
    """Return whether a job's prop is in the scene.

    :raises RodinError: the job has ended without a prop.
    """
    state = session.current()
    now = time.monotonic()
    if not (job.state is State.QUEUED and job.hold) or not unsent_since[job.id]:
        unsent_since[job.id] = now
    if job.state is State.READY:
        return False
    if job.state is State.IMPORTED:
        return True
    if not job.active or job.blocked or now - unsent_since[job.id] > _SEND_PATIENCE_SECONDS:
        # The caller is told that it failed: it must not be sent and paid later.
        if job.state is State.QUEUED and state.ledger.cancel_unsent(job.id).active:
            return False  # it was sent at this moment
        raise JobEnded(job)
    return False
