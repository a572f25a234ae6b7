# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a worker ask for jobs that do not end: python -m bench.apart.work_for_a_while FOLDER URL KEY JOBS SECONDS."""

import sys
import time
from importlib import import_module
from pathlib import Path

from .package import load_package


def main() -> None:
    ledger_path, base_url, key = Path(sys.argv[1], "ledger.sqlite3"), sys.argv[2], sys.argv[3]
    count, seconds = int(sys.argv[4]), float(sys.argv[5])
    load_package()
    account = _add_jobs(ledger_path, base_url, key, count)
    supervisor = import_module("rodin_props.jobs.worker.supervisor")
    settings = supervisor.WorkerSettings(poll_interval_seconds=1.0, requests_per_minute=60, parallel_jobs=count)
    ledger = import_module("rodin_props.jobs.ledger.ledger").Ledger.open(ledger_path)
    keeper = supervisor.Supervisor(ledger_path, [sys.executable], has_work=ledger.has_work)
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        keeper.ensure(account=account, api_key=key, base_url=base_url, settings=settings)
        time.sleep(0.5)
    keeper.stop(account, wait_seconds=5.0)
    ledger.close()


def _add_jobs(ledger_path: Path, base_url: str, key: str, count: int) -> str:
    names = ("accounts", "files", "job", "ledger.ledger")
    accounts, files, jobs, ledgers = (import_module(f"rodin_props.jobs.{name}") for name in names)
    account: str = accounts.account_id(key, base_url)
    ledger = ledgers.Ledger.open(ledger_path)
    for number in range(count):
        folder = files.make_job_folder(ledger_path.parent / "jobs")
        told = {"account": account, "base_url": base_url, "source": "TEXT", "prompt": "a chair"}
        ledger.add(jobs.NewJob(folder=folder, name=f"Chair {number}", **told))
    ledger.close()
    return account


if __name__ == "__main__":
    main()
