# SPDX-License-Identifier: GPL-3.0-or-later
"""The threads of a worker: one for each job that is worked on."""

import logging
import threading
import time
from collections.abc import Callable, Collection

from ..job import Job
from ..ledger.budget import Budget
from ..ledger.ledger import Ledger
from ..states import ON_SERVICE, State
from ..steps import recipe, submit
from ..steps.tools import JobTools

logger = logging.getLogger(__name__)

_MOST_THREADS = 128


class JobThreads:
    """Gives each active job a thread, as far as the account's limit allows.

    :param ledger: where the jobs are.
    :param tools_for: makes a thread's tools around its stop event.
    """

    def __init__(self, ledger: Ledger, tools_for: Callable[[threading.Event], JobTools]) -> None:
        self._ledger = ledger
        self._budget = Budget(ledger)
        self._tools_for = tools_for
        self._threads: dict[str, tuple[threading.Thread, JobTools]] = {}
        self._parallel_limit = tools_for(threading.Event()).parallel_limit

    @property
    def busy(self) -> bool:
        """Some thread works."""
        return bool(self._threads)

    def reap(self) -> list[str]:
        """Forget threads that have ended, and return the ids of their jobs."""
        ended = [job_id for job_id, (thread, _) in self._threads.items() if not thread.is_alive()]
        for job_id in ended:
            del self._threads[job_id]
        return ended

    def stop_others(self, job_ids: Collection[str]) -> None:
        """Stop the threads of jobs that are not among these: they were cancelled, removed or blocked."""
        for job_id, (_, tools) in self._threads.items():
            if job_id not in job_ids:
                tools.stop.set()

    def start(self, jobs: Collection[Job]) -> None:
        """Give these jobs threads, oldest first; QUEUED ones only as far as the account and the budget allow."""
        sending = [job for job in jobs if job.id in self._threads and job.state is State.QUEUED]
        running = len(sending) + sum(job.state in ON_SERVICE for job in jobs)
        for job in jobs:
            if job.id in self._threads or len(self._threads) >= _MOST_THREADS:
                continue
            if job.state is State.QUEUED:
                if not (self._parallel_limit.free(running) and self._budget.allows(job, under_way=sending)):
                    continue
                running += 1
                sending.append(job)
            tools = self._tools_for(threading.Event())
            thread = threading.Thread(target=recipe.run, args=(job.id, tools), name=f"job-{job.id}", daemon=True)
            self._threads[job.id] = (thread, tools)
            thread.start()

    def stop(self, *, timeout_seconds: float) -> None:
        """Stop all threads; a submission whose answer does not come in time is written down as uncertain."""
        for _, tools in self._threads.values():
            tools.stop.set()
        deadline = time.monotonic() + timeout_seconds
        for job_id, (thread, tools) in self._threads.items():
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                self._give_up(job_id, tools)

    def _give_up(self, job_id: str, tools: JobTools) -> None:
        try:
            job = self._ledger.get(job_id)
            if job.state is State.SUBMITTING:
                submit.give_up(job, tools)
        except Exception as error:
            logger.error("job %s: %s", job_id, type(error).__name__)
