# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger's account at a sandbox, with workers of its own."""

import sys
from collections.abc import Callable
from typing import Any

from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings

from ..fake_blender import fake_prepare
from ..waiting import wait_until

AddJob = Callable[..., Job]


class Service:
    """A ledger's account at a sandbox, with workers of its own."""

    def __init__(self, sandbox: Any, ledger: Ledger, add_job: AddJob) -> None:
        self.sandbox = sandbox
        self.ledger = ledger
        self.account = account_id(sandbox.key, sandbox.base_url)
        self.settings = {"poll_interval_seconds": 0.1, "requests_per_minute": 600, "parallel_jobs": 10}
        self.supervisor = Supervisor(ledger.path, [sys.executable], has_work=ledger.has_work)
        self._add_job = add_job

    def add(self, **changes: Any) -> Job:
        told = {"account": self.account, "base_url": self.sandbox.base_url, "prepare_command": fake_prepare()}
        return self._add_job(**{**told, **changes})

    def ensure(self, **settings: Any) -> None:
        self.supervisor.ensure(
            account=self.account,
            api_key=self.sandbox.key,
            base_url=self.sandbox.base_url,
            settings=WorkerSettings(**{**self.settings, **settings}),
        )

    def wait_for(self, job: Job, *states: str, **settings: Any) -> Job:
        """Keep a worker alive until the job is in one of these states."""

        def arrived() -> Job | None:
            self.ensure(**settings)
            now = self.ledger.get(job.id)
            return now if now.state in states else None

        try:
            found: Job = wait_until(arrived)
        except AssertionError:
            now = self.ledger.get(job.id)
            raise AssertionError(f"{now.state}: {now.error or now.hold}\n{self.log()}") from None
        return found

    def faults(self, **settings: Any) -> None:
        """Let things go wrong so many times each (-1: always); further settings as for a scenario."""
        faults = {name: str(times) for name, times in settings.pop("named").items()}
        self.sandbox.scenario(faults=faults, **settings)

    def submissions(self) -> list[Any]:
        found: list[Any] = self.sandbox.record()["submissions"]
        return found

    def log(self) -> str:
        texts = [path.read_text() for path in self.ledger.path.parent.glob("worker-*") if path.is_file()]
        return "\n".join(texts)

    def worker_pid(self) -> int | None:
        child = self.supervisor._children.get(self.account)
        return child.process.pid if child is not None and child.process.poll() is None else None


def finish(service: Service, job: Job, **settings: Any) -> Job:
    """Bring a job to its end, whichever it is."""
    return service.wait_for(job, "READY", "FAILED", "UNCERTAIN", "CANCELLED", **settings)


def wait_for_the_end(service: Service) -> None:
    """Wait until no worker serves the account any more."""
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")
