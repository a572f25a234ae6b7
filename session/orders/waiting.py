# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for jobs on the ledger, as nothing but a command or a script does: it holds the process that calls it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...api.errors import OfflineByChoice, RateLimited, TooManyTasks
from ...jobs.states import State
from .. import addon, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Context

    from ...jobs.job import Job

PATIENCE_SECONDS = 10.0
"""So long somebody who waits bears that all that is left stands still."""
_LOOK_SECONDS = 0.1
_WAITS_FOR_ITS_TURN = {TooManyTasks.code, RateLimited.code}
"""Holds that end by themselves while somebody waits."""


def watch(context: Context, job_ids: Iterable[str], *, seconds: float = 1.0) -> Iterator[tuple[Job, ...]]:
    """Yield these jobs at each change, until none of them goes on; see to it that a worker lives meanwhile.

    A job that is blocked goes on no more: its hold says what helps. Those that are removed meanwhile are left out. An
    interrupt (Ctrl+C) passes through and loses nothing: the worker goes on by itself.

    :param seconds: they are yielded so often at least, changed or not.
    :raises OfflineByChoice: Blender's online access is off.
    :raises RodinError: no worker can be started, or the ledger cannot be used.
    """
    state, wanted = session.current(), tuple(dict.fromkeys(job_ids))
    told: tuple[Job, ...] | None = None
    told_at = 0.0
    while True:
        state.refresh()
        jobs = tuple(job for job in map(state.job, wanted) if job is not None)
        if jobs != told or time.monotonic() - told_at >= seconds:
            told, told_at = jobs, time.monotonic()
            yield jobs
        if not any(map(goes_on, jobs)):
            return
        _see_to_worker(context)
        time.sleep(_LOOK_SECONDS)


def goes_on(job: Job) -> bool:
    """Say whether something will become of a job without anybody's doing."""
    return job.active and not job.blocked


def stands_still(job: Job, *, even_if_paid: bool = False) -> bool:
    """Say whether a job has ended, or waits for something else than its turn, such as the network or a limit.

    :param even_if_paid: also if it was sent already; then it is waited for otherwise, as it goes on by itself.
    """
    waits = bool(job.hold) and job.hold_code not in _WAITS_FOR_ITS_TURN
    return not job.active or (waits and (even_if_paid or job.state is State.QUEUED))


def _see_to_worker(context: Context) -> None:
    """Start a worker if none lives. :raises RodinError: there can be none."""
    state, account = session.current(), addon.account(context)
    state.ensure_worker(context)
    if not addon.may_connect(account.base_url):
        raise OfflineByChoice
    if (problem := state.supervisor.problem(account.id)) is not None:
        raise problem
