# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a list made: ordered at once, watched to the end, its props kept as they come."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...jobs.library import layout
from ...jobs.library.errors import LibraryNotWritable
from ...jobs.states import State
from ..keeping import library, queue
from ..keeping.keep import keep, why_not
from ..orders.ordering import order
from ..orders.waiting import PATIENCE_SECONDS, stands_still, watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.batches.rows import Row
    from ...jobs.job import Job
    from .batch import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row so far."""

    row: Row
    job: Job | None
    """None if it was paid once and removed from the list of jobs since."""
    path: Path | None = None
    """The .blend with the prop, once there is one and it was to be written."""


def make(
    context: Context,
    batch: Batch,
    *,
    limit_credits: float | None = None,
    folder: Path | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Iterator[tuple[Outcome, ...]]:
    """Have a list made, and yield what became of its rows: about every second, at the end for the last time.

    It may be ended at any point and begun again: what was paid is not paid again, and goes on where it was. The props
    are kept in a project called like the list, each in a .blend of its own.

    :param limit_credits: see `order`.
    :param folder: that the .blends go to; it is made if it is not there. None for the chosen library, or, if none was
        chosen, to write none.
    :param patience_seconds: how long to wait for what keeps rows from being sent, such as a limit or the network, once
        nothing else goes on. They stay in the list of jobs then.
    :raises OverLimit, NotReady, OfflineByChoice: nothing was sent.
    :raises KeepingFailed: some props are there and could not be written, when nothing else is left to do.
    :raises LibraryGone, LibraryNotWritable: there is no folder to write them to; nothing was sent.
    :raises RodinError: no worker can be started, or the ledger cannot be used.
    """
    folder = _folder(context, folder)
    ordered = order(context, batch.plan.orders, limit_credits=limit_credits, planned=batch.plan)
    ids = [None if job is None else job.id for job in ordered]
    asked: set[str] = set()
    jobs: tuple[Job | None, ...] = ordered
    went_on_at = time.monotonic()
    for watched in watch(context, filter(None, ids)):
        now = {job.id: job for job in watched}
        jobs = tuple(now.get(job_id or "") for job_id in ids)
        if folder is not None:
            _keep_finished(context, batch, watched, folder, asked)
        yield _outcomes(batch, jobs, None)
        if not all(map(stands_still, watched)):
            went_on_at = time.monotonic()
        elif time.monotonic() - went_on_at > patience_seconds:
            break
    if folder is not None:
        queue.finish(context, asked)
    yield _outcomes(batch, jobs, folder)


def _folder(context: Context, folder: Path | None) -> Path | None:
    """Return where props are kept. :raises LibraryNotWritable: it is not there and cannot be made."""
    if folder is None:
        chosen = library.chosen(context)
        return None if chosen is None else chosen.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryNotWritable(folder.name) from error
    return folder.resolve()


def _keep_finished(context: Context, batch: Batch, jobs: tuple[Job, ...], folder: Path, asked: set[str]) -> None:
    """Have the props kept that are new since the last time, and go on with those that are being kept."""
    new = [job for job in jobs if job.id not in asked and job.state in (State.READY, State.IMPORTED)]
    if wanted := [job for job in new if not why_not(job)]:
        keep(context, wanted, folder=folder, project=batch.name)
        asked.update(job.id for job in wanted)
    queue.advance()


def _outcomes(batch: Batch, jobs: tuple[Job | None, ...], folder: Path | None) -> tuple[Outcome, ...]:
    """Return what became of the rows. :param folder: where files are looked for, None for not to look."""
    kept = {} if folder is None else layout.find_kept(folder)
    return tuple(
        Outcome(row=row, job=job, path=None if job is None else layout.path_of(job.id, kept))
        for row, job in zip(batch.rows, jobs, strict=True)
    )
