# SPDX-License-Identifier: GPL-3.0-or-later
"""Background mode: wait on the ledger until the props are in the scene. There is no monitor without a window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...api.errors import GenerationFailed
from ...errors import Remedy, RodinError
from ...jobs.states import State
from .. import session
from .land import land

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
        said = " ".join(f"{name}: {error}" for name, error in failures.items())
        super().__init__(f"{len(failures)} of {count} props did not come. {said}")
        first = next(iter(failures.values()))
        self.code, self.remedy = first.code, first.remedy


def wait_for(context: Context, job_ids: Iterable[str]) -> None:
    """Land the props of all these jobs as they come.

    :raises RodinError: some did not come; raised when nothing is left to wait for.
    """
    waiting = dict.fromkeys(job_ids, 0.0)
    count = len(waiting)
    failures: dict[str, RodinError] = {}
    state = session.current()
    while waiting:
        state.refresh()
        for job_id in tuple(waiting):
            job = state.ledger.get(job_id)
            try:
                if _has_landed(context, job, waiting):
                    del waiting[job_id]
            except RodinError as error:
                failures[job.name if job.name not in failures else f"{job.name} ({job_id})"] = error
                del waiting[job_id]
        if waiting:
            state.ensure_worker(context)
            time.sleep(_POLL_SECONDS)
    if failures:
        raise next(iter(failures.values())) if count == 1 else SomeEnded(failures, count=count)


def _has_landed(context: Context, job: Job, unsent_since: dict[str, float]) -> bool:
    """Let a finished prop land; return whether it is in the scene.

    :raises RodinError: the job has ended without a prop.
    """
    state = session.current()
    now = time.monotonic()
    if not (job.state is State.QUEUED and job.hold) or not unsent_since[job.id]:
        unsent_since[job.id] = now
    if job.state is State.READY:
        return land(context, job) is not None
    if job.state is State.IMPORTED:
        return True
    if not job.active or job.blocked or now - unsent_since[job.id] > _SEND_PATIENCE_SECONDS:
        if job.state is State.QUEUED:
            # The caller is told that it failed: it must not be sent and paid later.
            state.ledger.cancel(job.id)
        raise JobEnded(job)
    return False
