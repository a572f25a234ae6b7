# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker process: brings the jobs of one account to their end, whether Blender lives or not (no bpy).

It takes all it needs as arguments and the key as one JSON line on standard input, holds the account's lock while it
lives, and ends when nothing is left to do. Ended or killed at any instant, the next one goes on from the ledger.
"""

import argparse
import json
import logging
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ..api.client import RodinClient
from ..api.errors import KeyUnusable, RodinError, UnsafeAddress
from ..api.transport import RequestsTransport, Transport
from .accounts import worker_lock_path, worker_stop_path
from .balance import BalanceLooker
from .bench import Bench, Crowd, Timing
from .crew import Crew
from .gate import Gate
from .ledger import Ledger
from .locks import FileLock
from .pace import JobPace, PaceKeeper, RationedTransport
from .worker_log import open_log

logger = logging.getLogger(__name__)

LOCK_SECONDS = 1.0
_TICK_SECONDS = 0.2
_LOOK_ANYWAY_TICKS = 10
_STOP_SECONDS = 0.6
_MOST_FAILURES = 300
_PREPARATIONS = 2
_KEY_LINE_BYTES = 64 << 10


class Worker:
    """One account's worker, inside its process.

    :param stop: set when the process is asked to end.
    :raises KeyUnusable, UnsafeAddress: if nothing can be sent with this key to this address.
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
        stop: threading.Event,
    ) -> None:
        self._ledger = ledger
        self._account = account
        self._api_key = api_key
        self._base_url = base_url
        self._transport = transport
        self._timing = timing
        self._stop = stop
        self._stop_file = worker_stop_path(ledger.path, account)
        self._stop_file.unlink(missing_ok=True)
        self._pace = PaceKeeper(
            ledger,
            account,
            requests_per_window=timing.requests_per_window,
            window_seconds=timing.window_seconds,
            wait=stop.wait,
        )
        self._gate = Gate(
            most=parallel_jobs,
            learned=ledger.account(account).parallel_limit,
            patience_seconds=timing.deadline_seconds,
            on_learned=lambda limit: ledger.record_parallel_limit(account, limit),
        )
        self._crowd = Crowd()
        self._preparations = threading.Semaphore(_PREPARATIONS)
        self._crew = Crew(ledger, self._bench)
        self._balance = BalanceLooker(ledger, account, self._bench(stop).client)

    def run(self) -> None:
        """Work until nothing is left to do or somebody says stop. :raises RodinError: if the ledger stays unusable."""
        failures = ticks = 0
        while not (self._stop.is_set() or self._stop_file.exists()):
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
        self._stop_file.unlink(missing_ok=True)
        self._crew.stop(timeout_seconds=_STOP_SECONDS)

    def _tick(self, *, anyway: bool) -> bool:
        """Look at the ledger if it changed. Returns whether anything is left to do."""
        ended = self._crew.reap()
        if not (self._ledger.changed() or ended or anyway):
            return True
        jobs = [job for job in self._ledger.active(self._account) if not job.blocked]
        self._crew.stop_others({job.id for job in jobs})
        self._crew.start(jobs)
        looking = self._balance.start_if_asked()
        return bool(jobs or looking or self._crew.busy)

    def _bench(self, stop: threading.Event) -> Bench:
        pace = JobPace(self._pace, stop.wait)
        return Bench(
            ledger=self._ledger,
            client=self._client(self._transport, stop, pace),
            payer=self._client(self._transport, stop, None),
            fetcher=self._client(RationedTransport(self._transport, pace), stop, None),
            pace=self._pace,
            gate=self._gate,
            crowd=self._crowd,
            timing=self._timing,
            preparations=self._preparations,
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


def main(arguments: Sequence[str], stdin: TextIO) -> int:
    """Run a worker process and return its exit code: 0 when done, stopped, or not needed."""
    told = _parser().parse_args(arguments)
    os.umask(0o077)  # also for the background Blenders
    stop = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stop.set())
    api_key = _read_key(stdin)
    try:
        with FileLock(worker_lock_path(told.ledger, told.account)) as lock:
            if not lock.acquire_within(LOCK_SECONDS):
                return 0  # another one has the account
            open_log(told.ledger.with_name(f"worker-{told.account}.log"))
            return _work(told, api_key, stop)
    except (RodinError, OSError) as error:
        logger.error("ended: %s", getattr(error, "code", type(error).__name__))
        return 1


def _work(told: argparse.Namespace, api_key: str, stop: threading.Event) -> int:
    logger.info("worker begins")
    ledger = Ledger.open(told.ledger)
    try:
        worker = Worker(
            ledger,
            account=told.account,
            api_key=api_key,
            base_url=told.base_url,
            transport=RequestsTransport(user_agent=told.user_agent),
            timing=Timing(
                poll_interval_seconds=told.poll_interval_seconds,
                deadline_seconds=told.deadline_seconds,
                requests_per_window=told.requests_per_minute,
                window_seconds=told.window_seconds,
                list_interval_seconds=min(3.0, told.poll_interval_seconds),
            ),
            parallel_jobs=told.parallel_jobs,
            stop=stop,
        )
        worker.run()
    except (KeyUnusable, UnsafeAddress) as error:
        ledger.block(told.account, error)
        ledger.record_account_error(told.account, error)
    finally:
        logger.info("worker ends")
        ledger.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    usual = Timing()
    parser = argparse.ArgumentParser(prog="rodin-props-worker", description="Works on the jobs of one account.")
    parser.add_argument("--ledger", type=Path, required=True, help="the ledger's file")
    parser.add_argument("--account", required=True, help="which account's jobs")
    parser.add_argument("--base-url", required=True, help="the service's address")
    parser.add_argument("--poll-interval-seconds", type=float, default=usual.poll_interval_seconds)
    parser.add_argument("--deadline-seconds", type=float, default=usual.deadline_seconds, help="patience with one job")
    parser.add_argument("--requests-per-minute", type=int, default=usual.requests_per_window)
    parser.add_argument("--window-seconds", type=float, default=usual.window_seconds, help="length of that minute")
    parser.add_argument("--parallel-jobs", type=int, default=3, help="tasks on the service at once")
    parser.add_argument("--user-agent", default="RodinProps")
    return parser


def _read_key(stdin: TextIO) -> str:
    """Return the key of the first line, "" if there is none."""
    try:
        key = json.loads(stdin.readline(_KEY_LINE_BYTES))["api_key"]
    except (ValueError, TypeError, KeyError, OSError):
        return ""
    return key if isinstance(key, str) else ""
