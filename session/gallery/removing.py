# SPDX-License-Identifier: GPL-3.0-or-later
"""Several jobs leave the list with their files. What would be lost is said before, and stays unless it is asked for."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import RodinError, size
from ...jobs.errors import JobGone
from ...jobs.gallery.saved import Removal, what_removal_means
from ...jobs.library.layout import find_kept, path_of
from ...jobs.work import Kind
from .. import session
from ..keeping import queue as keeping_queue
from .current import gallery

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...jobs.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the removal of several jobs would do."""

    safe: tuple[Job, ...] = ()
    """Of which nothing is lost that was paid for."""
    only_here: tuple[Job, ...] = ()
    """Whose props are in no saved file and in no library."""
    not_fetched: tuple[Job, ...] = ()
    """Which the service accepted and whose models were not fetched."""
    running: int = 0
    """Jobs that are under way: they stay."""
    safe_bytes: int = 0
    all_bytes: int = 0

    @property
    def lost(self) -> tuple[Job, ...]:
        """With which something is lost that was paid for."""
        return *self.only_here, *self.not_fetched

    def jobs(self, *, with_lost: bool) -> tuple[Job, ...]:
        """Return those that are to be removed."""
        return (*self.safe, *self.lost) if with_lost else self.safe

    def as_told(self, told: Planned, *, with_lost: bool) -> tuple[Job, ...]:
        """Return those that are to be removed now, and of which an earlier plan told what would be lost.

        What was paid for since then stays.
        """
        lost = {job.id for job in told.lost}
        listed = {job.id for job in told.safe} | lost
        jobs = [job for job in self.safe if job.id in listed]
        return (*jobs, *(job for job in self.lost if job.id in lost)) if with_lost else tuple(jobs)

    def frees(self, *, with_lost: bool) -> str:
        """Return the space that becomes free, for people: “340 MB”."""
        return size(self.all_bytes if with_lost else self.safe_bytes)


def plan(job_ids: Iterable[str]) -> Planned:
    """Look at what the removal of these jobs would do. It goes through their folders: not for drawing.

    :raises RodinError: the ledger cannot be read.
    """
    state = session.current()
    state.refresh()
    gallery().read_again()  # nobody loses what was paid for since the last look
    jobs = {job.id: job for job in map(state.job, job_ids) if job is not None}
    ended = [job_id for job_id, job in jobs.items() if not job.active]
    meaning = _meaning(ended)
    lost = {*meaning.only_here, *meaning.not_fetched}
    safe = [job_id for job_id in ended if job_id not in lost]
    return Planned(
        safe=tuple(jobs[job_id] for job_id in safe),
        only_here=tuple(jobs[job_id] for job_id in meaning.only_here),
        not_fetched=tuple(jobs[job_id] for job_id in meaning.not_fetched),
        running=len(jobs) - len(ended),
        safe_bytes=_meaning(safe).bytes if lost else meaning.bytes,
        all_bytes=meaning.bytes,
    )


def _meaning(job_ids: Collection[str]) -> Removal:
    facts = [each for each in map(gallery().facts, job_ids) if each is not None]
    database = session.current().ledger.database
    return what_removal_means(database, facts, now=time.time(), kept=_kept_files(job_ids))


def _kept_files(job_ids: Collection[str]) -> dict[str, list[str]]:
    """Return the files in libraries that hold the props of jobs, by the jobs' ids, wherever a person moved them."""
    files: dict[str, list[str]] = {}
    for library in dict.fromkeys(keeping.library for keeping in keeping_queue.table().kept()):
        found = find_kept(library)
        for job_id in job_ids:
            if (path := path_of(job_id, found)) is not None:
                files.setdefault(job_id, []).append(str(path))
    return files


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What came of removing."""

    count: int
    """So many were removed."""
    errors: tuple[str, ...]
    """Why others were not, in a sentence for each."""


def remove(jobs: Iterable[Job]) -> Removed:
    """Remove these jobs, their files and what waits for them in the open file: all that can be."""
    from ...scene.places import placement
    from ..making import places

    state, waited_for = session.current(), placement.targets_by_job()
    count, errors = 0, []
    for job in jobs:
        try:
            with contextlib.suppress(JobGone):  # somebody else has done it
                state.ledger.remove(job.id)
        except RodinError as error:
            errors.append(str(error))
            continue
        if job.id in waited_for or job.kind is Kind.TEXTURES:
            places.forget(job.id)
        count += 1
    return Removed(count=count, errors=tuple(errors))
