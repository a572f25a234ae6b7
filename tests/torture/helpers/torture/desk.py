# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger in a folder of its own, with real workers and a real service: what one artist's machine has."""

import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.jobs import crashpoints
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.work import Kind
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings
from support.fake_blender import fake_prepare
from support.waiting import wait_until

from torture.kinds import inputs_of

QUICK = {"poll_interval_seconds": 0.1, "requests_per_minute": 100_000, "parallel_jobs": 200, "deadline_seconds": 60.0}
ENDS = frozenset({"READY", "IMPORTED", "FAILED", "UNCERTAIN", "CANCELLED"})

_environment = threading.Lock()


class Desk:
    """A ledger with workers of its own at a sandbox (or at whatever service)."""

    def __init__(self, folder: Path, *, base_url: str, key: str) -> None:
        self.path = folder / "rodin" / "ledger.sqlite3"
        self.base_url, self.key = base_url, key
        self.account = account_id(key, base_url)
        self.ledger = Ledger.open(self.path)
        self.supervisor = self.another_supervisor()

    def another_supervisor(self) -> Supervisor:
        """As a second Blender has one."""
        return self.supervisor_with([sys.executable])

    def supervisor_with(self, python_command: Sequence[str]) -> Supervisor:
        """One that starts another Python."""
        return Supervisor(self.path, python_command, has_work=lambda account: self.ledger.has_work(account))

    def add(self, prompt: str = "a chair", kind: Kind = Kind.GENERATION, **changes: Any) -> Job:
        """Add a job."""
        return add_job(self.ledger, self.base_url, self.key, prompt=prompt, kind=kind, **changes)

    def ensure(
        self, supervisor: Supervisor | None = None, *, die_at: str = "", freeze_at: str = "", **settings: Any
    ) -> None:
        """See to it that a worker lives, which dies or stands still at a point."""
        with _environment:
            os.environ |= {crashpoints.VARIABLE: die_at, crashpoints.FREEZE_VARIABLE: freeze_at}
            try:
                (supervisor or self.supervisor).ensure(
                    account=self.account,
                    api_key=self.key,
                    base_url=self.base_url,
                    settings=WorkerSettings(**{**QUICK, **settings}),
                )
            finally:
                os.environ.pop(crashpoints.VARIABLE)
                os.environ.pop(crashpoints.FREEZE_VARIABLE)

    def run_to_the_end(self, *jobs: Job, seconds: float = 60.0, **settings: Any) -> list[Job]:
        """Keep a worker alive until these jobs have ended or are blocked."""

        def ended() -> list[Job] | None:
            self.ensure(**settings)
            now = [self.ledger.get(job.id) for job in jobs]
            return now if all(job.state in ENDS or job.blocked for job in now) else None

        try:
            found: list[Job] = wait_until(ended, seconds=seconds, what="the jobs' ends")
        except AssertionError:
            now = [self.ledger.get(job.id) for job in jobs]
            left = [(job.prompt, str(job.state), job.error or job.hold) for job in now if job.state not in ENDS]
            raise AssertionError(f"still under way: {left}\n{self.log()[-4000:]}") from None
        return found

    def worker_pid(self) -> int | None:
        """The process that holds the account, or is about to."""
        child = self.supervisor._children.get(self.account)
        return child.process.pid if child is not None and child.process.poll() is None else None

    def kill_worker(self) -> None:
        """As the power cut does it."""
        if pid := self.worker_pid():
            os.kill(pid, signal.SIGKILL)

    def log(self) -> str:
        """All that workers wrote and printed."""
        found = [path for path in self.path.parent.glob("worker-*") if path.is_file()]
        return "\n".join(path.read_text(errors="replace") for path in found)

    def reopen(self) -> Ledger:
        """As a restarted Blender does."""
        self.ledger.close()
        self.ledger = Ledger.open(self.path)
        return self.ledger

    def close(self) -> None:
        """End workers, give files back."""
        self.supervisor.stop_all(wait_seconds=5.0)
        self.ledger.close()


def add_job(
    ledger: Ledger, base_url: str, key: str, *, prompt: str, kind: Kind = Kind.GENERATION, **changes: Any
) -> Job:
    """Add a job to a ledger: a generation of words alone, or one of another kind with a mesh and a picture."""
    folder = make_job_folder(ledger.path.parent / "jobs")
    told: dict[str, Any] = {
        "account": account_id(key, base_url),
        "base_url": base_url,
        "name": "Chair",
        "source": "TEXT",
        "prompt": prompt,
        "options": GenerationOptions(seed=7),  # the sandbox makes the same thing once only
        "prepare_command": fake_prepare(),
    }
    return ledger.add(NewJob(folder=folder, **{**told, **inputs_of(kind, folder), **changes}))


def submissions(sandbox: Any) -> Mapping[str, int]:
    """How often each prompt, or wish for parts, was submitted and charged."""
    found: dict[str, int] = {}
    for each in sandbox.record()["submissions"]:
        prompt = each["fields"].get("prompt") or each["fields"].get("instruction", "")
        prompt = prompt[0] if isinstance(prompt, list) else prompt
        found[prompt] = found.get(prompt, 0) + 1
    return found
