# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker of one account inside its process: looks at the ledger, and starts and stops the threads of jobs."""

import contextlib
import logging
import threading
from pathlib import Path

from ... import disk
from ...api.client import RodinClient
from ...api.http.transport import Transport
from ...errors import RodinError
from ..accounts import worker_stop_path
from ..background.spares import Spares
from ..files import refused_write
from ..ledger.abandoned import remove_abandoned
from ..ledger.ledger import Ledger
from ..steps.pace import JobPace, PacedTransport, PaceKeeper, RationedTransport
from ..steps.parallel_limit import ParallelLimit
from ..steps.tools import JobTools, PollingJobs, Timing
from .balance import BalanceLooker
from .levels import LevelMaker
from .threads import JobThreads

logger = logging.getLogger(__name__)

_TICK_SECONDS = 0.2
_BALANCE_REST_SECONDS = 5.0
_LOOK_ANYWAY_TICKS = 10
_STOP_SECONDS = 0.4
_MOST_FAILURES = 300
_PREPARATIONS = 2


class AccountWorker:
    """One account's worker, inside its process.

    :param makes_levels: of the props that it prepares.
    :param stop: set when the process is asked to end.
    :raises KeyUnusable, UnsafeAddress: if nothing can be sent with this key to this address.
    :raises RodinError: if the ledger or its folder cannot be used.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        account: str,
        api_key: str,
        base_url: str,
        transport: Transport,
        timing: Timing,
        parallel_jobs: int,
        makes_levels: bool = False,
        stop: threading.Event,
    ) -> None:
        self._ledger = ledger
        self._account = account
        self._api_key = api_key
        self._base_url = base_url
        self._timing = timing
        self._stop = stop
        self._stop_file = _without_old(worker_stop_path(ledger.path, account), ledger)
        self._pace = _adopted_pace(ledger, account, timing, stop)
        self._transport = PacedTransport(transport, self._pace)
        self._parallel_limit = ParallelLimit(
            most=parallel_jobs,
            learned=ledger.accounts.get(account).parallel_limit,
            trouble_seconds=timing.deadline_seconds,
            on_learned=lambda limit: ledger.accounts.record_parallel_limit(account, limit),
        )
        self._polling_jobs = PollingJobs()
        self._preparations = threading.Semaphore(_PREPARATIONS)
        self._spares = Spares(ledger.path)
        self._threads = JobThreads(ledger, self._tools)
        self._levels = LevelMaker(ledger, is_wanted=makes_levels, landing_seconds=timing.landing_seconds)
        self._balance = BalanceLooker(
            ledger,
            account,
            self._tools(stop).client,
            rest_seconds=min(_BALANCE_REST_SECONDS, timing.poll_interval_seconds),
        )

    def run(self) -> None:
        """Work until nothing is left to do or somebody says stop. :raises RodinError: if the ledger stays unusable."""
        try:
            self._run()
        finally:
            self._spares.close()
            self._levels.close(timeout_seconds=_STOP_SECONDS)

    def _run(self) -> None:
        failures = ticks = 0
        while not self._is_asked_to_stop():
            try:
                if not self._tick(anyway=ticks % _LOOK_ANYWAY_TICKS == 0):
                    return
                failures = 0
            except RodinError as error:
                failures += 1
                logger.error("ledger: %s", error.code)
                if failures >= _MOST_FAILURES:
                    raise
            ticks += 1
            self._stop.wait(_TICK_SECONDS)
        logger.info("asked to stop")
        self._stop.set()
        disk.discard(self._stop_file)
        self._threads.stop(timeout_seconds=_STOP_SECONDS)

    def _is_asked_to_stop(self) -> bool:
        with contextlib.suppress(OSError):  # whoever asks kills a worker that cannot see it
            return self._stop.is_set() or self._stop_file.exists()
        return False

    def _tick(self, *, anyway: bool) -> bool:
        """Look at the ledger if it changed, and return whether anything is left to do."""
        ended = self._threads.reap()
        if ended:
            remove_abandoned(self._ledger)  # a job that was removed while its thread had its files open
        if not (self._ledger.changed() or ended or anyway):
            return True
        jobs = [job for job in self._ledger.active(self._account) if not job.blocked]
        self._threads.stop_others({job.id for job in jobs})
        self._threads.start(jobs)
        self._spares.look(jobs)
        self._levels.add(ended)
        self._levels.look(jobs)
        looking = self._balance.start_if_asked()
        return bool(jobs or looking or self._threads.busy or self._levels.busy)

    def _tools(self, stop: threading.Event) -> JobTools:
        pace = JobPace(self._pace, stop.wait)
        return JobTools(
            ledger=self._ledger,
            client=self._client(self._transport, stop, pace),
            payer=self._client(self._transport, stop, None),
            fetcher=self._client(RationedTransport(self._transport, pace), stop, None),
            pace=self._pace,
            parallel_limit=self._parallel_limit,
            polling_jobs=self._polling_jobs,
            timing=self._timing,
            preparations=self._preparations,
            spares=self._spares,
            stop=stop,
        )

    def _client(self, transport: Transport, stop: threading.Event, pace: JobPace | None) -> RodinClient:
        return RodinClient(
            api_key=self._api_key,
            base_url=self._base_url,
            transport=transport,
            pace=pace,
            wait=stop.wait,
            stop=stop.is_set,
        )


def _without_old(stop_file: Path, ledger: Ledger) -> Path:
    """Return the file that says stop, without the one that is there: the work would end before it began."""
    try:
        disk.remove(stop_file)
    except OSError as error:
        raise refused_write(error, ledger.path.parent) from error
    return stop_file


def _adopted_pace(ledger: Ledger, account: str, timing: Timing, stop: threading.Event) -> PaceKeeper:
    pace = PaceKeeper(
        ledger.database,
        account,
        requests_per_window=timing.requests_per_window,
        window_seconds=timing.window_seconds,
        wait=stop.wait,
    )
    pace.adopt()
    return pace
