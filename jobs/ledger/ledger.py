# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: the SQLite file that holds all jobs, shared by Blenders and workers.

Safe to use from several threads and processes. A ledger that is damaged is kept aside and written again from the
jobs' folders; one of a newer add-on is refused and never touched.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ...api.errors import KeyUnusable, Unauthorized
from ...api.models import Submission
from ...errors import RodinError
from .. import files, receipt
from ..accounts import worker_lock_path
from ..changes import failure, sent_again
from ..crashpoints import reached
from ..hold import NO_HOLD
from ..job import Job
from ..locks import FileLock
from ..states import IllegalMove, State, may_cancel, may_move
from . import recovery
from .account_table import AccountTable
from .active_jobs import ActiveJobs
from .database import Database, LedgerDamaged
from .job_reader import JobReader
from .job_table import JobTable
from .landing_table import LandingTable
from .notice_table import NoticeTable
from .order_table import TRIED_AGAIN, OrderTable
from .price_table import PriceTable, learn_price

_CANCELLED = "cancelled by the artist"


class Ledger:
    """All jobs and what an artist may do with them.

    What is done with one job raises `JobGone` if another process has removed it meanwhile.

    ``accounts``, ``landings``, ``notices``, ``orders`` and ``prices`` are tables of their own, and ``reader`` reads
    jobs; what the table of jobs can do, the ledger can.

    :param path: the file; made with its folder if there is none.
    :param now: the wall clock, seconds since the epoch.
    :raises LedgerUnusable: for a ledger of a newer add-on, or one that can be neither used nor put aside.
    :raises FolderNotWritable, DiskFull:
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        try:
            database = Database(path, on_reopened=self._begin)
        except LedgerDamaged:
            recovery.set_aside(path)
            database = Database(path, on_reopened=self._begin)
        self.database = database
        self.path, self.rows, self.transaction, self.close = (
            database.path,
            database.rows,
            database.transaction,
            database.close,
        )
        reader = self.reader = JobReader(database)
        jobs = self._jobs = JobTable(database, now=now, on_accepted=learn_price)
        self._active = ActiveJobs(database)
        self.accounts = AccountTable(database, self._active, now=now)
        self.landings = LandingTable(database, jobs, now=now)
        self.notices = NoticeTable(database, now=now)
        self.orders = OrderTable(database, jobs, now=now)
        self.prices = PriceTable(database)
        self.get, self.jobs, self.ids = reader.get, reader.all, reader.ids
        self.active, self.events = reader.active, reader.events
        self.add, self.add_task, self.move, self.update = jobs.add, jobs.add_task, jobs.move, jobs.update
        self.record_answer = jobs.record_answer
        self._begin()

    def _begin(self) -> None:
        """Prepare for a file that was not read before."""
        self.reader.forget()
        recovery.adopt_unknown_jobs(self.path, self.reader, self._jobs, self.notices)

    @classmethod
    def open(cls, path: Path) -> "Ledger":
        """Open or make the ledger at this path."""
        return cls(path)

    def changed(self) -> bool:
        """Say whether jobs or accounts changed since the last call, in microseconds; heal a damaged ledger."""
        with contextlib.suppress(LedgerDamaged):
            if not self.database.damaged:
                return self.database.changed()
        self.heal()
        return True

    def heal(self) -> None:
        """Put a damaged file aside, write it again from the jobs' folders, and go on with that."""
        self.database.replace(lambda: recovery.set_aside(self.path))

    def fail(self, job_id: str, error: RodinError) -> Job:
        """End a job with an error and its sentence. :raises IllegalMove: if it has ended already."""
        return self.move(job_id, State.FAILED, note=error.code, **failure(error))

    def block(self, account: str, error: RodinError) -> None:
        """Let all active jobs of the account wait until somebody acts. A key that was refused is remembered as such."""
        self._active.block(account, error)
        if isinstance(error, Unauthorized | KeyUnusable):
            self.accounts.record_error(account, error)

    def cancel(self, job_id: str) -> Job:
        """Stop a job here; the service has no cancel, so what was paid stays paid and can be resumed.

        :raises IllegalMove: if it has ended already.
        """
        job = self.get(job_id)
        if not may_cancel(job.state):
            raise IllegalMove(job_id, job.state, State.CANCELLED)
        return self.move(job_id, State.CANCELLED, note=_CANCELLED)

    def cancel_unsent(self, job_id: str) -> Job:
        """Stop a job of which nothing is charged, and return it as it is then: one that was sent meanwhile goes on.

        :raises IllegalMove: if it has ended unsent.
        :raises JobGone: if it was removed.
        """
        with self.transaction() as connection:  # no worker sends it between the look and the move
            job = self.get(job_id)
            if job.was_sent:
                return job
            job = self._jobs.move_within(connection, job_id, State.CANCELLED, _CANCELLED)
        self._jobs.after_move(job)
        return job

    def resume(self, job_id: str) -> Job:
        """Go on with what has been paid for, where it stopped; also with a job that waits for the artist.

        :raises IllegalMove: if there is nothing to go on with.
        """
        job = self.get(job_id)
        if job.active:
            return self.update(job_id, note="goes on", hold=NO_HOLD)
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
        return self.move(job_id, State.QUEUED, note=TRIED_AGAIN, **sent_again(job.attempt + 1))

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

    def try_anyway(self, job_id: str, *, prepare_command: Sequence[str], blender_version: str) -> Job:
        """Have a background Blender read a model that the check refused, or that could not be prepared.

        :raises IllegalMove: if that is not what the job failed of.
        """
        job = self.get(job_id)
        if not job.may_try_anyway:
            raise IllegalMove(job_id, job.state, State.PREPARING)
        return self.move(
            job_id,
            State.PREPARING,
            note="tried anyway",
            model_file=job.model_file or _refused_model(job),
            prepare_command=tuple(prepare_command),
            blender_version=blender_version,
        )

    def remove(self, job_id: str) -> None:
        """Forget a job and delete its folder. One that is under way is cancelled first.

        Files that are still open elsewhere may stay (Windows) until a worker finds them, see ``abandoned``.

        :raises JobGone: if there is no such job, for instance as another process was quicker.
        :raises DiskFull, FolderNotWritable: the job stays.
        """
        job = self.get(job_id)
        if job.active and may_move(job.state, State.CANCELLED):
            with contextlib.suppress(IllegalMove):  # it has ended meanwhile
                job = self.move(job_id, State.CANCELLED, note="removed")
        files.note_removal(job.folder)  # first: a folder with a record would be adopted again
        reached("remove:before-row")
        self._jobs.delete(job_id)
        reached("remove:after-row")
        if not files.remove_folder(job.folder):
            with contextlib.suppress(RodinError):  # a worker may have written the record once more
                files.note_removal(job.folder)

    def has_work(self, account: str) -> bool:
        """Say whether a worker is needed: a job that can go on, or a look at the balance. This takes microseconds."""
        return self._active.can_go_on(account) or self.accounts.is_requested(account)

    def rebind(self, base_url: str, account: str) -> int:
        """Let this account go on with the active jobs of others at the same address: the key was changed.

        Jobs of an account whose worker lives stay with it. Return how many were taken over.
        """
        count = 0
        for other, address in self._active.accounts().items():
            if other == account or address.rstrip("/") != base_url.rstrip("/"):
                continue
            # While we hold the other account's lock, no worker of it can begin to read its jobs.
            with FileLock(worker_lock_path(self.path, other)) as lock:
                if lock.acquire():
                    count += self._active.hand_over(other, to=account)
        return count


def _resumed_state(job: Job) -> State:
    """Return the state in which a stopped job goes on."""
    if job.prepared_path is not None and job.prepared_path.is_file():
        return State.READY
    if job.model_path is not None and job.model_path.is_file():
        return State.PREPARING
    if _refused_model(job):  # is checked anew, and not fetched again
        return State.PREPARING
    return State.WAITING


def _refused_model(job: Job) -> str:
    """Return the name of the model's file that the check refused; "" if there is none."""
    return next((name for name in job.refused_model_names if (job.folder / name).is_file()), "")
