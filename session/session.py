# SPDX-License-Identifier: GPL-3.0-or-later
"""What this Blender process knows of the jobs: what was read of the ledger, and what waits for this session.

All of it may be forgotten at any time: it is read anew from the ledger and from the placeholders in the scene.
Main thread only.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import bpy

from . import addon

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bpy.types import Context

    from ..jobs.job import Job
    from ..jobs.ledger.ledger import Ledger
    from ..jobs.worker.supervisor import Supervisor
    from .account import Account
    from .known_jobs import KnownJobs
    from .pending_pictures import PendingPictures
    from .prepared_pictures import PreparedPictures

LEDGER_NAME = "ledger.sqlite3"


class Session:
    """The jobs as this Blender sees them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting: dict[str, str] = {}
        """Job id -> sentence: why a finished prop has not landed yet."""
        self.refused: dict[str, str] = {}
        """Job id -> sentence: why a finished job does not land by itself until something changes."""
        self.pending: dict[str, PendingPictures] = {}
        """Id of a job that does not exist yet -> the pictures that are on their way for it."""
        self.landed: set[str] = set()
        """Jobs that landed in the file that is open now; an undone one does not land again by itself."""
        self.landed_before: dict[str, tuple[Job, str]] = {}
        """Job id -> the job, and the .blend that was saved after it landed there: it does not land again by itself."""
        self.remarks: list[str] = []
        """Sentences for the next report, such as that a picture was scaled."""
        self.warnings: list[str] = []
        """The same, of what went wrong while no operator ran."""
        self.reads = 0
        """Grows whenever the ledger was read, since it had changed."""
        self._pictures: PreparedPictures | None = None
        self._ledger: Ledger | None = None
        self._jobs: KnownJobs | None = None
        self._accounts_asked_for: frozenset[str] = frozenset()
        self._notices: tuple[str, ...] = ()
        self._charged: Mapping[str, Mapping[str, float]] = {}
        self._supervisor: Supervisor | None = None

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened at the first use.

        :raises LedgerUnusable: it cannot be opened, or a newer version of the extension wrote it.
        """
        if self._ledger is None:
            from ..jobs.ledger.ledger import Ledger

            self._ledger = Ledger.open(self.folder / LEDGER_NAME)
            self._jobs = None
            self._read()
        return self._ledger

    @property
    def has_ledger(self) -> bool:
        """True when a job was ever made; looking must not create the ledger."""
        return self._ledger is not None or (self.folder / LEDGER_NAME).exists()

    def refresh(self) -> bool:
        """Read the jobs again if the ledger changed; return whether it did. Costs microseconds when not."""
        if not self.has_ledger:
            return False
        first = self._ledger is None
        if not (self.ledger.changed() or first):
            return False
        self._read()
        return True

    def _read(self) -> None:
        assert self._ledger is not None
        self.reads += 1
        self.jobs.refresh()
        self._accounts_asked_for = self._ledger.accounts.requested()
        self._notices = self._ledger.notices.all()
        self._charged = self._ledger.prices.all()

    @property
    def jobs(self) -> KnownJobs:
        """The jobs that were read, as of the last refresh."""
        if self._jobs is None:
            from .known_jobs import KnownJobs

            self._jobs = KnownJobs(None if self._ledger is None else self._ledger.reader)
        return self._jobs

    def job(self, job_id: str) -> Job | None:
        """Return one job by its id; it is read the first time."""
        return self.jobs.find(job_id)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the artist should read, such as that a damaged ledger was rebuilt."""
        return self._notices

    def charged(self, account_id: str) -> Mapping[str, float]:
        """Return what an account is charged, where that is not what the list of prices says, by ``priced_by``."""
        return self._charged.get(account_id, {})

    def needs_worker(self, context: Context) -> bool:
        """Say whether some job can go on, or the balance is to be asked for."""
        if not self.has_ledger:
            return False
        if any(not job.blocked for job in self.jobs.active):
            return True
        account = addon.account(context)
        return self._belong_to_old_key(account) or account.id in self._accounts_asked_for

    def _belong_to_old_key(self, account: Account) -> bool:
        """Say whether jobs wait for a key that was replaced by this one."""
        return bool(account.api_key) and any(
            job.account != account.id and job.base_url == account.base_url for job in self.jobs.active
        )

    @property
    def pictures(self) -> PreparedPictures:
        """Pictures that were made fit to be sent, or are on their way to it."""
        if self._pictures is None:
            from .prepared_pictures import PreparedPictures

            self._pictures = PreparedPictures()
        return self._pictures

    @property
    def has_pictures(self) -> bool:
        """Say whether there ever was one: looking at them must not load what makes them."""
        return self._pictures is not None

    @property
    def supervisor(self) -> Supervisor:
        """Starts and stops the worker process."""
        if self._supervisor is None:
            from ..jobs.worker.supervisor import Supervisor

            python = [sys.executable, *bpy.app.python_args] if sys.executable else []
            self._supervisor = Supervisor(self.folder / LEDGER_NAME, python, has_work=self._has_work)
        return self._supervisor

    def _has_work(self, account: str) -> bool:
        return self.has_ledger and self.ledger.has_work(account)

    def note_daily_limit(self, context: Context) -> None:
        """Write the artist's own limit into the ledger: before a worker can see a job that it may send."""
        limit = addon.preferences(context).daily_credit_limit
        self.ledger.accounts.set_daily_credits(addon.account(context).id, limit or None)

    def ensure_worker(self, context: Context) -> None:
        """See to it that a worker runs while there is work, and that none does while Blender is offline."""
        account = addon.account(context)
        if not addon.may_connect(account.base_url):
            self.supervisor.stop_all()
            return
        if not account.api_key:
            return
        if self._belong_to_old_key(account):
            self.ledger.rebind(account.base_url, account.id)
        from .worker_settings import worker_settings

        if self.has_ledger:
            self.note_daily_limit(context)
        self.supervisor.ensure(
            account=account.id,
            api_key=account.api_key,
            base_url=account.base_url,
            settings=worker_settings(context),
        )

    def take_remarks(self) -> tuple[str, ...]:
        """Return the remarks, each once, and forget them."""
        taken = tuple(dict.fromkeys(self.remarks))
        self.remarks.clear()
        return taken

    def take_warnings(self) -> tuple[str, ...]:
        """Return the warnings, each once, and forget them."""
        taken = tuple(dict.fromkeys(self.warnings))
        self.warnings.clear()
        return taken

    def forget_file(self) -> None:
        """Forget what landed and what waits: another file was opened, and nothing has landed in it yet."""
        self.landed.clear()
        self.landed_before.clear()
        self.waiting.clear()
        self.refused.clear()

    def close(self) -> None:
        """Release the ledger. The worker goes on: what it fetches is paid for."""
        for pending in tuple(self.pending.values()):
            pending.discard()
        self.pending.clear()
        if self._pictures is not None:
            self._pictures.close()
        self._supervisor = None
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = self._jobs = None


_session: Session | None = None


def current() -> Session:
    """Return this process's session; make it at the first call, since register() may not touch the disk."""
    global _session  # one for the whole process
    if _session is None:
        _session = Session(addon.user_folder())
    return _session


def has_begun() -> bool:
    """Say whether anything was asked of the jobs so far: who only ends things begins nothing for it."""
    return _session is not None


def close() -> None:
    """Forget the session (unregister)."""
    global _session  # see above
    if _session is not None:
        _session.close()
        _session = None
