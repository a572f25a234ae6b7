# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the levels of props, one at a time, when nothing that somebody waits for needs the computer."""

import logging
import threading
import time
from collections.abc import Callable, Collection

from ..errors import JobGone
from ..job import Job
from ..ledger.ledger import Ledger
from ..states import State
from ..steps.make_levels import make_levels, needs_levels

logger = logging.getLogger(__name__)

_FIRST = frozenset({State.DOWNLOADING, State.PREPARING})
"""Somebody waits for the prop of such a job."""


class LevelMaker:
    """Makes levels in a thread of its own. What waits for it is not kept: it can be made at any time.

    :param is_wanted: if not, nothing is made.
    :param landing_seconds: so long a prop that is prepared is left to land first.
    :param clock: seconds that only grow.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        is_wanted: bool,
        landing_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ledger = ledger
        self._is_wanted = is_wanted
        self._landing_seconds = landing_seconds
        self._clock = clock
        self._waiting: dict[str, float] = {}
        """Job id -> from when on it is not left to land any more."""
        self._working_on = ""
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    @property
    def busy(self) -> bool:
        """Some levels are made, or will be."""
        return bool(self._waiting) or self._works

    @property
    def _works(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def add(self, job_ids: Collection[str]) -> None:
        """Make the levels of those of these jobs that need them, later. :raises RodinError: the ledger is unusable."""
        if not self._is_wanted:
            return
        for job_id in job_ids:
            job = self._job(job_id)
            if job is not None and needs_levels(job):
                self._waiting[job_id] = self._clock() + self._landing_seconds

    def look(self, active: Collection[Job]) -> None:
        """Begin with one if its time has come; end what works for a job that is gone.

        :param active: jobs that the worker works on.
        :raises RodinError: the ledger is unusable.
        """
        if self._works:
            if self._job(self._working_on) is None:
                self._stop.set()
            return
        if any(job.state in _FIRST for job in active):
            return
        for job_id, not_before in list(self._waiting.items()):
            job = self._job(job_id)
            if job is not None and job.state is State.READY and self._clock() < not_before:
                continue
            del self._waiting[job_id]
            if job is not None and needs_levels(job):
                self._start(job)
                return

    def close(self, *, timeout_seconds: float) -> None:
        """End what works."""
        self._waiting.clear()
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout_seconds)

    def _start(self, job: Job) -> None:
        self._working_on = job.id
        self._stop.clear()
        arguments = (job, self._ledger.path, self._stop)
        self._thread = threading.Thread(target=make_levels, args=arguments, name="levels", daemon=True)
        self._thread.start()

    def _job(self, job_id: str) -> Job | None:
        try:
            return self._ledger.get(job_id)
        except JobGone:
            return None
