# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: the SQLite file that holds all jobs, shared by Blenders and workers (plain Python, no bpy).

Safe to use from several threads and processes. A ledger that is damaged is kept aside and written again from the
jobs' folders; one of a newer add-on is refused and never touched.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ...api.errors import RodinError
from ...api.models import Submission
from .. import files, receipt
from ..crashpoints import reached
from ..job import Event, Job, Landing, NewJob
from ..states import IllegalMove, State, may_cancel, may_move
from . import recovery
from .accounts import AccountInfo, AccountRows, account_id, worker_lock_path
from .database import LedgerDamaged

__all__ = [
    "AccountInfo",
    "Event",
    "Job",
    "Landing",
    "Ledger",
    "NewJob",
    "account_id",
    "worker_lock_path",
]

_UNPAID: dict[str, Any] = {
    "task_uuid": "",
    "subscription_key": "",
    "submitted_at": None,
    "consumed_credits": None,
    "resumable_until": None,
    "final_prompt": "",
    "steps_done": 0,
    "steps_total": 0,
    "steps_failed": 0,
    "queue_length": None,
    "waited_seconds": 0.0,
    "bytes_done": 0,
    "bytes_total": None,
}


class Ledger(AccountRows):
    """All jobs and what an artist may do with them.

    :param path: the file; made with its folder if there is none.
    :param now: the wall clock, seconds since the epoch.
    :raises LedgerUnusable: for a ledger of a newer add-on, or one that can be neither used nor put aside.
    :raises FolderNotWritable, DiskFull:
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        try:
            super().__init__(path, now=now)
        except LedgerDamaged:
            recovery.set_aside(path)
            super().__init__(path, now=now)
        recovery.adopt_strays(self)

    @classmethod
    def open(cls, path: Path) -> "Ledger":
        """Open or make the ledger at this path."""
        return cls(path)

    def reopen(self) -> None:
        super().reopen()
        recovery.adopt_strays(self)

    def changed(self) -> bool:
        """Say whether jobs or accounts changed since the last call. Costs microseconds; heals a damaged ledger."""
        with contextlib.suppress(LedgerDamaged):
            if not self._damaged:
                return super().changed()
        self.heal()
        return True

    def heal(self) -> None:
        """Put a damaged file aside, write it again from the jobs' folders, and go on with that."""
        with self._mutex:
            self._release()
            recovery.set_aside(self.path)
            self.reopen()

    def fail(self, job_id: str, error: RodinError) -> Job:
        """End a job with an error and its sentence. :raises IllegalMove: if it has ended already."""
        return self.move(
            job_id, State.FAILED, note=error.code, error_code=error.code, error=str(error), remedy=error.remedy
        )

    def notices(self) -> tuple[str, ...]:
        """Return sentences the artist should read once, oldest first."""
        return tuple(row["sentence"] for row in self.rows("SELECT sentence FROM notices ORDER BY seq"))

    def add_notice(self, sentence: str) -> None:
        """Leave a sentence for the artist."""
        with self.transaction() as connection:
            connection.execute("INSERT INTO notices (at, sentence) VALUES (?, ?)", (self._now(), sentence))

    def clear_notices(self) -> None:
        """Forget the sentences: they were read."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM notices")

    def cancel(self, job_id: str) -> Job:
        """Stop a job here; the service has no cancel, so what was paid stays paid and can be resumed.

        :raises IllegalMove: if it has ended already.
        """
        job = self.get(job_id)
        if not may_cancel(job.state):
            raise IllegalMove(job_id, job.state, State.CANCELLED)
        return self.move(job_id, State.CANCELLED, note="cancelled by the artist")

    def resume(self, job_id: str) -> Job:
        """Go on with what has been paid for, where it broke off; also with a job that waits for the artist.

        :raises IllegalMove: if there is nothing to go on with.
        """
        job = self.get(job_id)
        if job.active:
            return self.update(job_id, note="goes on", hold_code="", hold="", remedy="NONE", blocked=False)
        if job.maybe_billed and isinstance(answer := receipt.read(job), Submission):
            job = self.record_answer(job_id, answer)
        if not job.may_resume:
            raise IllegalMove(job_id, job.state, State.WAITING)
        return self.move(job_id, _resumed_state(job), note="resumed", bytes_done=0, waited_seconds=0.0)

    def retry(self, job_id: str) -> Job:
        """Send the job once more. This is a new payment, or may be one: the artist was asked.

        :raises IllegalMove: if it can be resumed instead, or is under way.
        """
        job = self.get(job_id)
        if not job.may_retry:
            raise IllegalMove(job_id, job.state, State.QUEUED)
        return self.move(job_id, State.QUEUED, note="tried again", **{**_UNPAID, "attempt": job.attempt + 1})

    def prepare_again(self, job_id: str, *, prepare_command: Sequence[str], blender_version: str) -> Job:
        """Prepare the downloaded model anew, for instance for another Blender.

        :raises IllegalMove: if there is no model, or the job is under way.
        """
        job = self.get(job_id)
        if not job.may_prepare_again:
            raise IllegalMove(job_id, job.state, State.PREPARING)
        command = tuple(prepare_command)
        return self.move(
            job_id, State.PREPARING, note="prepared again", prepare_command=command, blender_version=blender_version
        )

    def remove(self, job_id: str) -> None:
        """Forget a job and delete its folder. One that is under way is cancelled first.

        :raises KeyError: if there is no such job.
        """
        job = self.get(job_id)
        if job.active and may_move(job.state, State.CANCELLED):
            job = self.move(job_id, State.CANCELLED, note="removed")
        (job.folder / files.JOB_FILE).unlink(missing_ok=True)  # first: a folder with a record would be taken in again
        reached("remove:before-row")
        with self.transaction() as connection:
            connection.execute("DELETE FROM jobs WHERE id = ?", (job_id,))
        reached("remove:after-row")
        files.remove_folder(job.folder)

    def record_landing(self, job_id: str, blend_path: str) -> None:
        """Write down that the prop arrived in this .blend ("" for one that was never saved)."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO landings (job_id, blend_path, at) VALUES (?, ?, ?)", (job_id, blend_path, self._now())
            )

    def landings(self, job_id: str) -> tuple[Landing, ...]:
        """Return where a job's prop has arrived, oldest first."""
        found = self.rows("SELECT blend_path, at FROM landings WHERE job_id = ? ORDER BY seq", (job_id,))
        return tuple(Landing(blend_path=row["blend_path"], at=row["at"]) for row in found)


def _resumed_state(job: Job) -> State:
    """Say where a stopped job goes on."""
    if job.prepared_path is not None and job.prepared_path.is_file():
        return State.READY
    if job.model_path is not None and job.model_path.is_file():
        return State.PREPARING
    return State.WAITING
