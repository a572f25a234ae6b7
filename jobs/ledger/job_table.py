# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs in the ledger: add, move from state to state, remove."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Unpack

from ...api.models import Submission
from ...errors import RodinError
from .. import files, serialization
from ..changes import JobChanges
from ..crashpoints import reached
from ..errors import JobGone, OrderKnown
from ..hold import NO_HOLD, Hold
from ..job import Job, NewJob
from ..orders.ordered import BY_BUTTON
from ..states import ACTIVE, IllegalMove, State, may_move
from . import job_rows
from .database import Database

logger = logging.getLogger(__name__)

_NO_FAILURE = {"error_code": "", "error": ""}


class JobTable:
    """Writes the jobs of a ledger.

    :param now: the wall clock.
    :param on_accepted: called inside the transaction that writes down that a job was accepted.
    """

    def __init__(
        self,
        database: Database,
        *,
        now: Callable[[], float] = time.time,
        on_accepted: Callable[[sqlite3.Connection, Job], None] = lambda connection, job: None,
    ) -> None:
        self._database = database
        self._now = now
        self._on_accepted = on_accepted

    def add(self, new: NewJob) -> Job:
        """Write down a new job, QUEUED. Its inputs are in its folder already.

        :raises DiskFull, FolderNotWritable, LedgerUnusable: nothing was written down then.
        """
        return self._add(self.job_of(new))

    def add_task(self, new: NewJob, task_uuid: str) -> Job:
        """Write down a task that was made and paid for on another computer, WAITING: it begins with its files.

        :param task_uuid: see ``usable_task_id``.
        :raises TaskKnown: it is in the ledger already.
        :raises DiskFull, FolderNotWritable, LedgerUnusable: nothing was written down then.
        """
        return self._add(replace(self.job_of(new), state=State.WAITING, task_uuid=task_uuid))

    def job_of(self, new: NewJob) -> Job:
        """Return a new job as it is to be written down."""
        now = self._now()
        values: dict[str, Any] = {field_.name: getattr(new, field_.name) for field_ in fields(NewJob)}
        values["id"] = new.id or new.folder.name
        return Job(created_at=now, updated_at=now, **values)

    def _add(self, job: Job) -> Job:
        self.before_adding(job.folder)
        with self._database.transaction() as connection:
            self.add_within(connection, job)
        self.after_adding(job)
        return job

    def before_adding(self, folder: Path) -> None:
        """Note where a job's folder is. :raises DiskFull, FolderNotWritable:"""
        files.remember_root(self._database.path, folder.parent)
        reached("add:before-row")

    def add_within(self, connection: sqlite3.Connection, job: Job) -> None:
        """Write down a new job inside a transaction; `after_adding` follows the commit.

        :raises TaskKnown, OrderKnown: it is in the ledger already.
        """
        if job.task_uuid:
            job_rows.refuse_known_task(connection, job.task_uuid)
        if job.ordered != BY_BUTTON and not job_rows.insert_order(connection, job):
            raise OrderKnown(job.name)
        job_rows.insert(connection, job)
        job_rows.note_event(connection, job, job.created_at, "")

    def after_adding(self, job: Job) -> None:
        """Write into a new job's folder what is committed."""
        reached("add:after-row")
        self._write_job_file(job)
        reached("add:after-file")

    def restore(self, jobs: Iterable[Job], *, note: str) -> int:
        """Write down jobs as their folders describe them, except those the ledger has, and return how many."""
        count = 0
        with self._database.transaction() as connection:
            for job in jobs:
                if connection.execute("SELECT 1 FROM jobs WHERE id = ?", (job.id,)).fetchone() is None:
                    job_rows.insert(connection, job)
                    if job.ordered != BY_BUTTON:
                        job_rows.insert_order(connection, job)
                    job_rows.note_event(connection, job, self._now(), note)
                    count += 1
        return count

    def move(
        self,
        job_id: str,
        to: State,
        *,
        note: str = "",
        durable: bool = False,
        hold: Hold = NO_HOLD,
        goes_on: bool = False,
        **changes: Unpack[JobChanges],
    ) -> Job:
        """Move a job to another state, and change more of its fields in the same transaction.

        A move clears the old error and the old hold.

        :param durable: on the disk when this returns.
        :param hold: why it waits there.
        :param goes_on: whoever works on it does this: no job may begin again by it that somebody stopped meanwhile.
        :raises IllegalMove: if it meanwhile is in a state without such a move; nothing is written then.
        :raises JobGone: if the job was removed.
        """
        with self._database.transaction(durable=durable) as connection:
            job = self.move_within(connection, job_id, to, note, goes_on=goes_on, **{**hold.columns(), **changes})
        self.after_move(job)
        return job

    def move_within(
        self,
        connection: sqlite3.Connection,
        job_id: str,
        to: State,
        note: str,
        *,
        goes_on: bool = False,
        **changes: object,
    ) -> Job:
        """Do the same inside a transaction, which an error leaves as it is; `after_move` follows the commit."""
        job = self._locked(connection, job_id)
        if not may_move(job.state, to) or (goes_on and job.state not in ACTIVE):
            raise IllegalMove(job_id, job.state, to)
        job = self._write(connection, job, {**_NO_FAILURE, **NO_HOLD.columns(), **changes, "state": to})
        job_rows.note_event(connection, job, job.updated_at, note)
        reached(f"{to}:before-commit")
        return job

    def after_move(self, job: Job) -> None:
        """Write into a job's folder what is committed."""
        logger.info("job %s is %s", job.id, job.state)
        reached(f"{job.state}:after-commit")
        self._write_job_file(job)
        reached(f"{job.state}:after-file")

    def record_answer(self, job_id: str, answer: Submission) -> Job:
        """Write down, onto the disk, that the service accepted the job: the one thing that must never be forgotten.

        A job that was cancelled meanwhile stays so and can be resumed. :raises JobGone: if it was removed.
        """
        with self._database.transaction(durable=True) as connection:
            job = self._locked(connection, job_id)
            if job.task_uuid:
                return job
            changes: dict[str, object] = {
                "task_uuid": answer.task_uuid,
                "subscription_key": answer.subscription_key,
                "consumed_credits": answer.consumed_credits,
                "final_prompt": answer.prompt,
            }
            if may_move(job.state, State.WAITING) and job.state not in {State.FAILED, State.CANCELLED}:
                changes |= {**_NO_FAILURE, **NO_HOLD.columns(), "state": State.WAITING}
            job = self._write(connection, job, changes)
            job_rows.note_event(connection, job, job.updated_at, "accepted")
            self._on_accepted(connection, job)
            reached("WAITING:before-commit")
        reached("WAITING:after-commit")
        self._write_job_file(job)
        reached("WAITING:after-file")
        return job

    def update(
        self, job_id: str, *, note: str | None = None, hold: Hold | None = None, **changes: Unpack[JobChanges]
    ) -> Job:
        """Change fields of a job, but not its state.

        :param hold: why it waits; ``NO_HOLD`` if it goes on, None to leave that as it is.
        :raises JobGone: if the job was removed.
        """
        values: dict[str, object] = {**changes, **(hold.columns() if hold is not None else {})}
        with self._database.transaction() as connection:
            job = self._write(connection, self._locked(connection, job_id), values)
            if note is not None:
                job_rows.note_event(connection, job, job.updated_at, note)
        return job

    def delete(self, job_id: str) -> None:
        """Forget a job."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM jobs WHERE id = ?", (job_id,))

    def _locked(self, connection: sqlite3.Connection, job_id: str) -> Job:
        row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise JobGone(job_id)
        return serialization.job_from_columns(dict(row))

    def _write(self, connection: sqlite3.Connection, job: Job, changes: Mapping[str, object]) -> Job:
        changes = {**changes, "updated_at": self._now()}
        columns = ", ".join(f"{name} = ?" for name in changes)
        values = [serialization.column(name, value) for name, value in changes.items()]
        connection.execute(f"UPDATE jobs SET {columns} WHERE id = ?", (*values, job.id))  # noqa: S608
        return self._locked(connection, job.id)

    def _write_job_file(self, job: Job) -> None:
        try:
            files.write_job_file(job)
            if not self._database.rows("SELECT 1 FROM jobs WHERE id = ?", (job.id,)):
                files.note_removal(job.folder)  # another process removed it meanwhile
        except RodinError as error:  # the ledger has it: the copy may wait for the next move
            logger.warning("job %s: %s", job.id, error)
