# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker process: works on the jobs of one account until they end, whether Blender runs or not.

It takes all it needs as arguments and the key as one JSON line on standard input, holds the account's lock while it
lives, and ends when nothing is left to do. If it is ended or killed at any instant, the next one goes on from the
ledger.
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


def main(argv: Sequence[str], stdin: TextIO) -> int:
    """Run a worker process and return its exit code: 0 when done, stopped, or not needed."""
    arguments = _parser().parse_args(argv)
    os.umask(0o077)  # also for the background Blenders
    stop = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stop.set())
    api_key = _read_key(stdin)
    try:
        with FileLock(worker_lock_path(arguments.ledger, arguments.account)) as lock:
            if not lock.acquire_within(LOCK_SECONDS):
                return 0  # another one has the account
            open_log(arguments.ledger.with_name(f"worker-{arguments.account}.log"))
            return _work(arguments, api_key, stop)
    except (RodinError, OSError) as error:
        logger.error("ended: %s", getattr(error, "code", type(error).__name__))
        return 1


def _work(arguments: argparse.Namespace, api_key: str, stop: threading.Event) -> int:
    logger.info("worker begins")
    defaults = Timing()
    ledger = Ledger.open(arguments.ledger)
    try:
        remove_abandoned(ledger)
        transport = RequestsTransport(user_agent=arguments.user_agent)
        transport.prepare(arguments.base_url)
        worker = AccountWorker(
            ledger,
            account=arguments.account,
            api_key=api_key,
            base_url=arguments.base_url,
            transport=transport,
            timing=Timing(
                poll_interval_seconds=arguments.poll_interval_seconds,
                deadline_seconds=arguments.deadline_seconds,
                failing_seconds=min(defaults.failing_seconds, arguments.deadline_seconds / 10),
                requests_per_window=arguments.requests_per_minute,
                window_seconds=arguments.window_seconds,
                landing_seconds=min(defaults.landing_seconds, 4 * arguments.poll_interval_seconds),
                list_interval_seconds=min(3.0, arguments.poll_interval_seconds),
            ),
            parallel_jobs=arguments.parallel_jobs,
            makes_levels=arguments.makes_levels,
            stop=stop,
        )
        worker.run()
    except (KeyUnusable, UnsafeAddress) as error:
        ledger.block(arguments.account, error)
        ledger.accounts.record_error(arguments.account, error)
    finally:
        logger.info("worker ends")
        ledger.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    defaults = Timing()
    parser = argparse.ArgumentParser(prog="rodin-props-worker", description="Works on the jobs of one account.")
    parser.add_argument("--ledger", type=Path, required=True, help="the ledger's file")
    parser.add_argument("--account", required=True, help="which account's jobs")
    parser.add_argument("--base-url", required=True, help="the service's address")
    parser.add_argument("--poll-interval-seconds", type=float, default=defaults.poll_interval_seconds)
    parser.add_argument(
        "--deadline-seconds", type=float, default=defaults.deadline_seconds, help="how long one job is watched"
    )
    parser.add_argument("--requests-per-minute", type=int, default=defaults.requests_per_window)
    parser.add_argument("--window-seconds", type=float, default=defaults.window_seconds, help="length of that minute")
    parser.add_argument("--parallel-jobs", type=int, default=3, help="tasks on the service at once")
    parser.add_argument("--makes-levels", action="store_true", help="of the props that are prepared")
    parser.add_argument("--user-agent", default="RodinProps")
    return parser


def _read_key(stdin: TextIO) -> str:
    """Return the key of the first line, "" if there is none."""
    try:
        key = json.loads(stdin.readline(_KEY_LINE_BYTES))["api_key"]
    except (ValueError, TypeError, KeyError, OSError):
        return ""
    return key if isinstance(key, str) else ""
