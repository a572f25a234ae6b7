# SPDX-License-Identifier: GPL-3.0-or-later
"""Which keys were ordered, and what became of them: the same key at one service is paid for once."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..changes import sent_again
from ..errors import OrderKnown, ScriptLimitReached
from ..job import Job, NewJob
from ..orders.spending import DAY_SECONDS, PAYMENT_CREDITS, ScriptLimit
from ..states import ACTIVE_WORDS, State
from .database import Database
from .job_reader import portions
from .job_table import JobTable

TRIED_AGAIN = "tried again"
"""Note of a job that is sent once more."""
_BY_SCRIPT = "IN (SELECT job_id FROM orders WHERE by_script)"


class OrderTable:
    """The orders of a ledger. One outlives its job if that may have been paid.

    :param now: the wall clock, seconds since the epoch.
    """

    def __init__(self, database: Database, jobs: JobTable, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._jobs = jobs
        self._now = now

    def job_ids(self, base_url: str, keys: Iterable[str]) -> Mapping[str, str]:
        """Return those of these keys that were ordered at a service, and the ids of their jobs.

        A job that is not there any more may have been paid before it was removed.
        """
        wanted, found = list(dict.fromkeys(keys)), dict[str, str]()
        for some in portions(wanted):
            statement = f"SELECT key, job_id FROM orders WHERE base_url = ? AND key IN ({', '.join('?' * len(some))})"  # noqa: S608
            found |= {row["key"]: row["job_id"] for row in self._database.rows(statement, (base_url, *some))}
        return found

    def of_batch(self, batch: str) -> Mapping[str, str]:
        """Return the keys that were ordered for a list, in the order in which they were, and the ids of their jobs."""
        rows = self._database.rows("SELECT key, job_id FROM orders WHERE batch = ? ORDER BY rowid", (batch,))
        return {row["key"]: row["job_id"] for row in rows}

    def never_paid(self, job: Job) -> bool:
        """Say whether no request for a job has left, or all were refused: sending it pays for it the first time."""
        if job.submitted_at is not None or job.task_uuid:
            return False
        return not self._database.rows("SELECT 1 FROM past_payments WHERE job_id = ? LIMIT 1", (job.id,))

    def add(
        self, new: Sequence[NewJob], *, again: Sequence[Job] = (), limit: ScriptLimit | None = None
    ) -> tuple[Job, ...]:
        """Write down new jobs, and have others sent again that were never paid: all or none, in one transaction.

        :param again: as they were read a moment ago.
        :param limit: a script asks for it, and may spend so much; None if a person does.
        :returns: the new jobs, then the others.
        :raises OrderKnown: somebody else has ordered one of them meanwhile.
        :raises ScriptLimitReached:
        :raises DiskFull, FolderNotWritable, LedgerUnusable:
        """
        jobs = [self._jobs.job_of(each) for each in new]
        for folder in {job.folder.parent: job.folder for job in jobs}.values():
            self._jobs.before_adding(folder)
        with self._database.transaction() as connection:
            for job in jobs:
                self._jobs.add_within(connection, job)
            tried = [self._send_again(connection, job) for job in again]
            if limit is not None:
                connection.executemany("UPDATE orders SET by_script = 1 WHERE job_id = ?", [(job.id,) for job in tried])
                self._refuse_beyond(connection, limit, [*jobs, *tried])
        for job in jobs:
            self._jobs.after_adding(job)
        for job in tried:
            self._jobs.after_move(job)
        return (*jobs, *tried)

    def _send_again(self, connection: sqlite3.Connection, job: Job) -> Job:
        now = connection.execute("SELECT state, attempt FROM jobs WHERE id = ?", (job.id,)).fetchone()
        if now is None or (now["state"], now["attempt"]) != (job.state, job.attempt) or not job.may_retry:
            raise OrderKnown(job.name)
        return self._jobs.move_within(connection, job.id, State.QUEUED, TRIED_AGAIN, **sent_again(job.attempt + 1))

    def _refuse_beyond(self, connection: sqlite3.Connection, limit: ScriptLimit, wanted: Sequence[Job]) -> None:
        """Refuse what goes beyond a limit. :raises ScriptLimitReached:"""
        needed = sum(job.credits_needed for job in wanted)
        committed = script_credits(lambda *statement: connection.execute(*statement).fetchall(), now=self._now())
        if needed and committed > limit.credits + _ROUNDING:
            left = max(0.0, limit.credits - (committed - needed))
            raise ScriptLimitReached(limit.credits, left=left, needed=needed)

    def script_credits(self) -> float:
        """Return what scripts have spent in the last 24 hours, or may have, and what they have ordered since."""
        return script_credits(self._database.rows, now=self._now())


_ROUNDING = 1e-6


def script_credits(rows: Callable[..., Sequence[sqlite3.Row]], *, now: float) -> float:
    """Return the credits that scripts spent in the 24 hours before ``now``, or may have, and will by what waits.

    :param rows: runs a statement with its values, and returns its rows.
    """
    since = now - DAY_SECONDS
    waiting = f"(submitted_at IS NULL AND task_uuid = '' AND state IN ({ACTIVE_WORDS}))"
    statements = (
        f"SELECT total({PAYMENT_CREDITS}) FROM jobs WHERE id {_BY_SCRIPT} AND (submitted_at > ? OR {waiting})",  # noqa: S608
        f"SELECT total({PAYMENT_CREDITS}) FROM past_payments WHERE job_id {_BY_SCRIPT} AND at > ?",  # noqa: S608
    )
    return sum(float(rows(statement, (since,))[0][0]) for statement in statements)
