# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs in the ledger: read. No more of them than somebody asks for, and none twice that did not change."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .. import serialization
from ..errors import JobGone
from ..job import Event, Job
from ..states import ACTIVE_WORDS, FINISHED, UNFINISHED_WORDS, State
from .database import Database

_FAMILY = "CASE WHEN json_valid(target) THEN json_extract(target, '$.variant_of') END"
"""As the index has it."""
_MOST_AT_ONCE = 500
"""Values in one statement; some builds of SQLite take no more than 999."""


_MOST_FINISHED = 50
_FINISHED = (
    "SELECT done.account, done.tier, min(events.at) - done.submitted_at FROM (SELECT id, account, submitted_at,"
    " CASE WHEN json_valid(options) THEN json_extract(options, '$.tier') END AS tier FROM jobs WHERE work = 'null'"
    " AND submitted_at IS NOT NULL AND state IN (?, ?) ORDER BY seq DESC LIMIT ?) AS done"
    " JOIN events ON events.job_id = done.id WHERE events.state = ? AND events.at >= done.submitted_at"
    " GROUP BY done.id"
)
"""How long generations took from their last payment until the prop was ready; it may land much later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenJobs:
    """What was written since somebody last looked."""

    jobs: tuple[Job, ...]
    """Added or changed, as they are now."""
    removed: frozenset[str]
    """Ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWords:
    """What a job can be found by."""

    id: str
    name: str
    prompt: str


class JobReader:
    """Reads the jobs of a ledger. One that did not change is the same object as before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cache: dict[str, tuple[int, Job]] = {}
        self._looked_at_revision: int | None = None

    def forget(self) -> None:
        """Forget all jobs that were read: the file is another one."""
        self._cache.clear()
        self._looked_at_revision = None

    def get(self, job_id: str) -> Job:
        """Return the job as it is now. :raises JobGone: if there is none."""
        for row in self._database.rows("SELECT * FROM jobs WHERE id = ?", (job_id,)):
            return self._remember(row)
        raise JobGone(job_id)

    def several(self, job_ids: Iterable[str]) -> tuple[Job, ...]:
        """Return those of these jobs that there are, newest first."""
        ids = list(dict.fromkeys(job_ids))
        found: list[tuple[int, Job]] = []
        for some in portions(ids):
            marks = ", ".join("?" * len(some))
            found += self._numbered(f"WHERE id IN ({marks})", some)
        return tuple(job for _, job in sorted(found, key=lambda each: -each[0]))

    def all(self) -> tuple[Job, ...]:
        """Return all jobs, newest first."""
        return self._select("ORDER BY seq DESC")

    def newest(self, count: int, *, after: int = 0) -> tuple[Job, ...]:
        """Return so many jobs, newest first.

        :param after: how many of the newest ones are left out.
        """
        return self._select("ORDER BY seq DESC LIMIT ? OFFSET ?", (count, after))

    def last_generation(self) -> Job | None:
        """Return the newest job that is no work on a mesh that was there before, and of which the inputs are known."""
        return next(iter(self._select("WHERE work = 'null' AND source != '' ORDER BY seq DESC LIMIT 1")), None)

    def active(self, account: str | None = None) -> tuple[Job, ...]:
        """Return the jobs a worker has something to do for, oldest first; also those that are blocked."""
        where = f"state IN ({ACTIVE_WORDS})"
        if account is None:
            return self._select(f"WHERE {where} ORDER BY seq")
        return self._select(f"WHERE account = ? AND {where} ORDER BY seq", (account,))

    def unfinished(self) -> tuple[Job, ...]:
        """Return the jobs that go on or wait to land, oldest first."""
        return self._select(f"WHERE state IN ({UNFINISHED_WORDS}) ORDER BY seq")

    def family(self, job_id: str) -> tuple[Job, ...]:
        """Return a job and all jobs that made variants of its prop, oldest first."""
        return self._select(f"WHERE id = ? OR {_FAMILY} = ? ORDER BY seq", (job_id, job_id))

    def written(self) -> WrittenJobs | None:
        """Return the jobs that were written since the last call, by any process.

        None at the first call, and when the file is another one: any job may be different then.
        """
        with self._database.mutex:
            before = self._looked_at_revision
            # First: what is written between these statements is found once more at the next call.
            now = int(self._database.rows("SELECT value FROM revision")[0]["value"])
            self._looked_at_revision = now
            if before is None:
                return None
            changed = self._database.rows("SELECT * FROM jobs WHERE revision > ?", (before,))
            removed = self._database.rows("SELECT id FROM removed_jobs WHERE revision > ?", (before,))
            return WrittenJobs(
                jobs=tuple(map(self._remember, changed)), removed=frozenset(row["id"] for row in removed)
            )

    def count(self) -> int:
        """Return how many jobs there are."""
        return int(self._database.rows("SELECT count(*) FROM jobs")[0][0])

    def ids(self) -> set[str]:
        """Return the ids of all jobs."""
        return {row["id"] for row in self._database.rows("SELECT id FROM jobs")}

    def words(self) -> tuple[JobWords, ...]:
        """Return what all jobs can be found by, newest first."""
        rows = self._database.rows("SELECT id, name, prompt FROM jobs ORDER BY seq DESC")
        return tuple(JobWords(id=job_id, name=name, prompt=prompt) for job_id, name, prompt in rows)

    def texts(self) -> frozenset[str]:
        """Return all that artists wrote and named: names, prompts, blockouts."""
        rows = self._database.rows(
            "SELECT name, prompt, final_prompt, "
            "CASE WHEN json_valid(target) THEN json_extract(target, '$.blockout') END FROM jobs"
        )
        return frozenset(str(text) for row in rows for text in row if text)

    def blend_paths(self) -> frozenset[str]:
        """Return the files in which jobs were asked for."""
        return frozenset(str(row["blend_path"]) for row in self._database.rows("SELECT DISTINCT blend_path FROM jobs"))

    def usual_seconds(self) -> dict[tuple[str, str], float]:
        """Return how long generations usually took until the prop was ready, by account and name of the tier.

        The median of the newest ones.
        """
        found: dict[tuple[str, str], list[float]] = {}
        for account, tier, seconds in self._database.rows(_FINISHED, (*FINISHED, _MOST_FINISHED, State.READY)):
            found.setdefault((account, tier), []).append(seconds)
        return {key: sorted(each)[len(each) // 2] for key, each in found.items()}

    def events(self, job_id: str) -> tuple[Event, ...]:
        """Return a job's history, oldest first."""
        rows = self._database.rows("SELECT at, state, note FROM events WHERE job_id = ? ORDER BY seq", (job_id,))
        return tuple(Event(at=row["at"], state=State(row["state"]), note=row["note"]) for row in rows)

    def _select(self, which: str, values: Iterable[object] = ()) -> tuple[Job, ...]:
        return tuple(job for _, job in self._numbered(which, values))

    def _numbered(self, which: str, values: Iterable[object] = ()) -> list[tuple[int, Job]]:
        """Read jobs with their places in the order of all; only those that changed are read whole."""
        with self._database.mutex:
            rows = self._database.rows(f"SELECT seq, id, revision FROM jobs {which}", (*values,))  # noqa: S608
            self._read_whole([job_id for _, job_id, revision in rows if self._cached(job_id, revision) is None])
            return [(seq, self._cache[job_id][1]) for seq, job_id, _ in rows if job_id in self._cache]

    def _cached(self, job_id: str, revision: int) -> Job | None:
        known_revision, job = self._cache.get(job_id, (None, None))
        return job if known_revision == revision else None

    def _read_whole(self, ids: Sequence[str]) -> None:
        for job_id in ids:
            self._cache.pop(job_id, None)  # it may be removed before it is read
        for some in portions(ids):
            marks = ", ".join("?" * len(some))
            for row in self._database.rows(f"SELECT * FROM jobs WHERE id IN ({marks})", some):  # noqa: S608
                self._remember(row)

    def _remember(self, row: sqlite3.Row) -> Job:
        """Read a row, outside of any transaction: what may be rolled back must not be remembered."""
        revision = row["revision"]
        job = self._cached(row["id"], revision) or serialization.job_from_columns(dict(row))
        self._cache[job.id] = (revision, job)
        return job


def portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Go through ids by as many as a statement takes."""
    return (ids[start : start + _MOST_AT_ONCE] for start in range(0, len(ids), _MOST_AT_ONCE))
