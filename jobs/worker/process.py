# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker process: brings the jobs of one account to their end, whether Blender lives or not.

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

from ...api.errors import KeyUnusable, UnsafeAddress
from ...api.http.transport import RequestsTransport
from ...errors import RodinError
from ..accounts import worker_lock_path
from ..ledger.abandoned import remove_abandoned
from ..ledger.ledger import Ledger
from ..locks import FileLock
from ..steps.tools import Timing
from .account_worker import AccountWorker
from .log import open_log

logger = logging.getLogger(__name__)

LOCK_SECONDS = 1.0
_KEY_LINE_BYTES = 64 << 10


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
    usual = Timing()
    ledger = Ledger.open(told.ledger)
    try:
        remove_abandoned(ledger)
        worker = AccountWorker(
            ledger,
            account=told.account,
            api_key=api_key,
            base_url=told.base_url,
            transport=RequestsTransport(user_agent=told.user_agent),
            timing=Timing(
                poll_interval_seconds=told.poll_interval_seconds,
                deadline_seconds=told.deadline_seconds,
                failing_seconds=min(usual.failing_seconds, told.deadline_seconds / 10),
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
        ledger.accounts.record_error(told.account, error)
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
    parser.add_argument(
        "--deadline-seconds", type=float, default=usual.deadline_seconds, help="how long one job is watched"
    )
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
