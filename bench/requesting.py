# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests a minute leave for 1, 10 and 100 jobs at once. All three are measured at the same time."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from .figures import Figure
from .laboratory import Laboratory, Sandbox
from .package import load_package

JOBS = (1, 10, 100)
WATCHED_SECONDS = 90.0
WINDOW_SECONDS = 60.0


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Let a worker ask every second for tasks that do not end meanwhile."""
    load_package()
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(_most_in_a_minute, laboratory, count) for count in JOBS]
        for count, most in zip(JOBS, waiting, strict=True):
            what = f"Requests in any minute, {count} job{'s' if count > 1 else ''}"
            note = f"asking every second; watched for {WATCHED_SECONDS:.0f} s"
            yield Figure(what=what, value=most.result(), unit="", bound=60, note=note)


def _most_in_a_minute(laboratory: Laboratory, count: int) -> int:
    ledger_path = laboratory.folder / f"{count}-jobs" / "ledger.sqlite3"
    arguments = ("--speed", "0.1", "--texture-pixels", "32", "--max-faces", "200", "--workers", "1")
    with laboratory.sandbox(*arguments) as sandbox:
        account = _add_jobs(ledger_path, sandbox, count)
        _work(ledger_path, sandbox, account, count)
        return most_within([each["seconds"] for each in sandbox.record()["requests"]], WINDOW_SECONDS)


def _add_jobs(ledger_path: Path, sandbox: Sandbox, count: int) -> str:
    names = ("accounts", "files", "job", "ledger.ledger")
    accounts, files, jobs, ledgers = (import_module(f"rodin_props.jobs.{name}") for name in names)
    account: str = accounts.account_id(sandbox.key, sandbox.base_url)
    ledger = ledgers.Ledger.open(ledger_path)
    for number in range(count):
        folder = files.make_job_folder(ledger_path.parent / "jobs")
        told = {"account": account, "base_url": sandbox.base_url, "source": "TEXT", "prompt": "a chair"}
        ledger.add(jobs.NewJob(folder=folder, name=f"Chair {number}", **told))
    ledger.close()
    return account


def _work(ledger_path: Path, sandbox: Sandbox, account: str, count: int) -> None:
    supervisor = import_module("rodin_props.jobs.worker.supervisor")
    settings = supervisor.WorkerSettings(poll_interval_seconds=1.0, requests_per_minute=60, parallel_jobs=count)
    ledger = import_module("rodin_props.jobs.ledger.ledger").Ledger.open(ledger_path)
    keeper = supervisor.Supervisor(ledger_path, [sys.executable], has_work=ledger.has_work)
    ends_at = time.monotonic() + WATCHED_SECONDS
    while time.monotonic() < ends_at:
        keeper.ensure(account=account, api_key=sandbox.key, base_url=sandbox.base_url, settings=settings)
        time.sleep(0.5)
    keeper.stop(account, wait_seconds=5.0)
    ledger.close()


def most_within(moments: Sequence[float], window_seconds: float) -> int:
    """The most moments that lie within any window of this length."""
    moments = sorted(moments)
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window_seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
