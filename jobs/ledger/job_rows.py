# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs in the ledger: read, add, move from state to state (plain Python, no bpy)."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ...api.errors import RodinError
from ...api.models import Submission
from .. import files, serialization
from ..crashpoints import reached
from ..job import Event, Job, NewJob
from ..states import ACTIVE, IllegalMove, State, may_move
from .database import Database

logger = logging.getLogger(__name__)

_ACTIVE_WORDS = ", ".join(f"'{state}'" for state in sorted(ACTIVE))
_RUNNABLE = f"state IN ({_ACTIVE_WORDS}) AND NOT blocked"
_CLEARED: dict[str, object] = {
    "error_code": "",
    "error": "",
    "remedy": "NONE",
    "hold_code": "",
    "hold": "",
    "blocked": False,
}
"""A move leaves the old error and hold behind unless it brings new ones."""


class JobRows(Database):
    """The jobs of a ledger.

    :param now: the wall clock.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._cache: dict[str, tuple[int, Job]] = {}
        super().__init__(path)

    def reopen(self) -> None:
        with self._mutex:
            self._cache.clear()
            super().reopen()

    def add(self, new: NewJob) -> Job:
        """Write down a new job, QUEUED. Its inputs are in its folder already.

        :raises DiskFull, FolderNotWritable, LedgerUnusable: nothing was written down then.
        """
        now = self._now()
        told: dict[str, Any] = {each.name: getattr(new, each.name) for each in fields(NewJob)}
        told["id"] = new.id or new.folder.name
        job = Job(created_at=now, updated_at=now, **told)
        files.remember_root(self.path, job.folder.parent)
        reached("add:before-row")
        with self.transaction() as connection:
            _insert(connection, job)
            _note(connection, job, now, "")
        reached("add:after-row")
        self._tell_folder(job)
        reached("add:after-file")
        return job

    def restore(self, jobs: Iterable[Job], *, note: str) -> int:
        """Write down jobs as their folders tell of them; what the ledger has already stays. Returns how many."""
        count = 0
        with self.transaction() as connection:
            for job in jobs:
                if connection.execute("SELECT 1 FROM jobs WHERE id = ?", (job.id,)).fetchone() is None:
                    _insert(connection, job)
                    _note(connection, job, self._now(), note)
                    count += 1
        return count

    def get(self, job_id: str) -> Job:
        """Return the job as it is now. :raises KeyError: if there is none."""
        with self._mutex:
            found = self.rows("SELECT * FROM jobs WHERE id = ?", (job_id,))
            if not found:
                raise KeyError(job_id)
            return self._remember(found[0])

    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs, newest first. One that did not change is the same object as before."""
        return self._select("SELECT id, version FROM jobs ORDER BY seq DESC")

    def active(self, account: str | None = None) -> tuple[Job, ...]:
        """Return the jobs a worker has something to do for, oldest first; also those that are blocked."""
        where = f"state IN ({_ACTIVE_WORDS})"
        if account is None:
            return self._select(f"SELECT id, version FROM jobs WHERE {where} ORDER BY seq")  # noqa: S608
        return self._select(
            f"SELECT id, version FROM jobs WHERE account = ? AND {where} ORDER BY seq",  # noqa: S608
            (account,),
        )

    def has_active(self, account: str) -> bool:
        """Say whether some job of the account can go on. Costs microseconds."""
        return bool(self.rows(f"SELECT 1 FROM jobs WHERE account = ? AND {_RUNNABLE} LIMIT 1", (account,)))  # noqa: S608

    def move(self, job_id: str, to: State, *, note: str = "", durable: bool = False, **changes: Any) -> Job:
        """Bring a job into another state, and change more of its fields in the same breath.

        :param durable: on the disk when this returns.
        :raises IllegalMove: if it meanwhile is where no such move begins; nothing is written then.
        :raises KeyError: if the job was removed.
        """
        with self.transaction(durable=durable) as connection:
            job = self._locked(connection, job_id)
            if not may_move(job.state, to):
                raise IllegalMove(job_id, job.state, to)
            job = self._write(connection, job, {**_CLEARED, **changes, "state": to})
            _note(connection, job, job.updated_at, note)
            reached(f"{to}:before-commit")
        logger.info("job %s is %s", job_id, to)
        reached(f"{to}:after-commit")
        self._tell_folder(job)
        reached(f"{to}:after-file")
        return job

    def record_answer(self, job_id: str, answer: Submission) -> Job:
        """Write down, onto the disk, that the service accepted the job: the one thing that must never be forgotten.

        A job that was cancelled meanwhile stays so and can be resumed. :raises KeyError: if it was removed.
        """
        with self.transaction(durable=True) as connection:
            job = self._locked(connection, job_id)
            if job.task_uuid:
                return job
            changes: dict[str, Any] = {
                "task_uuid": answer.task_uuid,
                "subscription_key": answer.subscription_key,
                "consumed_credits": answer.consumed_credits,
                "final_prompt": answer.prompt,
            }
            if may_move(job.state, State.WAITING) and job.state not in {State.FAILED, State.CANCELLED}:
                changes |= {**_CLEARED, "state": State.WAITING}
            job = self._write(connection, job, changes)
            _note(connection, job, job.updated_at, "accepted")
            reached("WAITING:before-commit")
        reached("WAITING:after-commit")
        self._tell_folder(job)
        reached("WAITING:after-file")
        return job

    def update(self, job_id: str, *, note: str | None = None, **changes: Any) -> Job:
        """Change fields of a job, but not its state. :raises KeyError: if the job was removed."""
        with self.transaction() as connection:
            job = self._write(connection, self._locked(connection, job_id), changes)
            if note is not None:
                _note(connection, job, job.updated_at, note)
        return job

    def events(self, job_id: str) -> tuple[Event, ...]:
        """Return a job's history, oldest first."""
        found = self.rows("SELECT at, state, note FROM events WHERE job_id = ? ORDER BY seq", (job_id,))
        return tuple(Event(at=row["at"], state=State(row["state"]), note=row["note"]) for row in found)

    def _locked(self, connection: sqlite3.Connection, job_id: str) -> Job:
        row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise KeyError(job_id)
        return serialization.job_from_columns(dict(row))

    def _write(self, connection: sqlite3.Connection, job: Job, changes: dict[str, object]) -> Job:
        changes = {**changes, "updated_at": self._now()}
        told = ", ".join(f"{name} = ?" for name in changes)
        values = [serialization.column(name, value) for name, value in changes.items()]
        connection.execute(f"UPDATE jobs SET {told}, version = version + 1 WHERE id = ?", (*values, job.id))  # noqa: S608
        return self._locked(connection, job.id)

    def _select(self, statement: str, values: tuple[object, ...] = ()) -> tuple[Job, ...]:
        """Read jobs by a statement that yields ids and versions; only what changed is read whole."""
        with self._mutex:
            found: list[Job] = []
            for job_id, version in self.rows(statement, values):
                known = self._cache.get(job_id)
                if known is not None and known[0] == version:
                    found.append(known[1])
                else:
                    found += [self._remember(row) for row in self.rows("SELECT * FROM jobs WHERE id = ?", (job_id,))]
            return tuple(found)

    def _remember(self, row: sqlite3.Row) -> Job:
        """Read a row, outside of any transaction: what may be rolled back must not be remembered."""
        job = serialization.job_from_columns(dict(row))
        self._cache[job.id] = (row["version"], job)
        return job

    def _tell_folder(self, job: Job) -> None:
        try:
            files.write_job_file(job)
        except RodinError as error:  # the ledger has it: the copy may wait for the next move
            logger.warning("job %s: %s", job.id, error)


def _insert(connection: sqlite3.Connection, job: Job) -> None:
    values = serialization.columns(replace(job, name=job.name or job.id))
    told = ", ".join(values)
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO jobs ({told}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


def _note(connection: sqlite3.Connection, job: Job, at: float, note: str) -> None:
    connection.execute(
        "INSERT INTO events (job_id, at, state, note) VALUES (?, ?, ?, ?)", (job.id, at, job.state, note)
    )
