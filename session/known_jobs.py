# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs of the ledger that were read: those that go on, the newest, and those that somebody asked for.

The ledger may hold thousands; after a change, only what was written is read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.states import FINISHED, UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from ..jobs.job import Job
    from ..jobs.ledger.job_reader import JobReader, WrittenJobs

SHOWN_AT_ONCE = 8
"""How many of the newest jobs the panel Jobs shows; the gallery shows all."""


class KnownJobs:
    """Jobs as of the last refresh. For drawing, but for ``find`` and ``keep``.

    :param reader: reads them; None while there is no ledger.
    """

    def __init__(self, reader: JobReader | None = None) -> None:
        self._reader = reader
        self.unfinished: Mapping[str, Job] = {}
        """By id, those that go on or wait to land; oldest first."""
        self.active: tuple[Job, ...] = ()
        """Those that go on, oldest first."""
        self.newest: tuple[Job, ...] = ()
        """Newest first."""
        self.count = 0
        """Of all jobs in the ledger."""
        self.changes = 0
        """Grows whenever jobs were written."""
        self.usual_seconds: Mapping[tuple[str, str], float] = {}
        """By account and name of the tier, see ``JobReader.usual_seconds``."""
        self._kept: dict[str, Job | None] = {}
        self._families: dict[str, tuple[Job, ...]] = {}
        self._asked_for: set[str] = set()

    @property
    def is_known_to_be_empty(self) -> bool:
        """The ledger was read and holds no job."""
        return self._reader is not None and not self.count

    @property
    def listed(self) -> tuple[int, str]:
        """A value that is another one after a job was added or removed."""
        return self.count, self.newest[0].id if self.newest else ""

    def refresh(self) -> None:
        """Read what was written since the last call."""
        if self._reader is None:
            return
        written = self._reader.written()
        if written is None or written.jobs or written.removed:
            self.changes += 1
            self.newest, self.count = self._reader.newest(SHOWN_AT_ONCE), self._reader.count()
            self._take(written)
            if written is None or any(job.state in FINISHED for job in written.jobs):
                self.usual_seconds = self._reader.usual_seconds()

    def _take(self, written: WrittenJobs | None) -> None:
        """Take over what was written; None for anything."""
        assert self._reader is not None
        if written is None:
            self._read_unfinished()
            kept, self._kept = tuple(self._kept), {}
            self.keep(kept)
            families = set(self._families)
        else:
            new = {job.id: job for job in written.jobs}
            self._kept |= {job_id: job for job_id, job in new.items() if job_id in self._kept}
            self._kept |= dict.fromkeys(written.removed & self._kept.keys())
            self._take_unfinished(new, written.removed)
            families = {job.target.variant_of or job.id for job in written.jobs}
            families |= {
                family
                for family, jobs in self._families.items()
                if not written.removed.isdisjoint(job.id for job in jobs)
            }
        self._families |= {family: self._reader.family(family) for family in families & self._families.keys()}

    def _take_unfinished(self, new: Mapping[str, Job], removed: Set[str]) -> None:
        before = self.unfinished.keys()
        same = {job_id: job for job_id, job in new.items() if job_id in before and job.state in UNFINISHED}
        if removed & before or any(
            job_id not in same and (job_id in before or job.state in UNFINISHED) for job_id, job in new.items()
        ):
            self._read_unfinished()
        elif same:
            self._set_unfinished({**self.unfinished, **same})

    def _read_unfinished(self) -> None:
        assert self._reader is not None
        self._set_unfinished({job.id: job for job in self._reader.unfinished()})

    def _set_unfinished(self, jobs: Mapping[str, Job]) -> None:
        self.unfinished, self.active = jobs, tuple(job for job in jobs.values() if job.active)

    def find(self, job_id: str) -> Job | None:
        """Return a job by its id; the first time, it is read."""
        if job_id not in self.unfinished:
            self.keep((job_id,))
            return self._kept.get(job_id)
        return self.unfinished[job_id]

    def kept(self, job_id: str) -> Job | None:
        """Return a job if it was read, as of the last refresh. For drawing."""
        return self.unfinished.get(job_id) or self._kept.get(job_id)

    def keep(self, job_ids: Iterable[str]) -> None:
        """Read those of these jobs that are not known yet, and keep them from now on."""
        unknown = [job_id for job_id in job_ids if job_id not in self._kept]
        if unknown and self._reader is not None:
            self._kept |= dict.fromkeys(unknown) | {job.id: job for job in self._reader.several(unknown)}

    def family(self, job_id: str) -> tuple[Job, ...]:
        """Return a job and those that made variants of its prop, and have them read at the next look if they were not.

        Oldest first; empty while nothing is known.
        """
        if job_id not in self._families:
            self._asked_for.add(job_id)
        return self._families.get(job_id, ())

    @property
    def families(self) -> Iterable[tuple[Job, ...]]:
        """All families that were read."""
        return self._families.values()

    @property
    def has_unread(self) -> bool:
        """Somebody asked for a family that was not read yet."""
        return bool(self._asked_for)

    def read_families(self) -> None:
        """Read the families that were asked for."""
        if self._reader is not None:
            self._families |= {family: self._reader.family(family) for family in self._asked_for}
        self._asked_for.clear()
