# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a worker when there is work, looks whether it lives, and stops it.

Called on Blender's main thread at each look of the monitor: cheap while a worker lives, and never waits for one.
"""

import contextlib
import json
import logging
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ... import disk
from ...errors import RodinError
from ...processes import children
from ..accounts import worker_lock_path, worker_stop_path
from ..background.prepare_command import remember
from ..errors import LocksMissing, PythonMissing, WorkerBroken
from ..files import refused_write
from ..locks import is_held
from .worker_files import open_output, pid_of_worker

logger = logging.getLogger(__name__)

_STARTING_SECONDS = 60.0
"""A new process that does not hold its lock after so long is ended."""
_STOPPING_SECONDS = 1.0
_SHORTEST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_FAILURES_WORTH_A_MESSAGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """How a worker does its work."""

    poll_interval_seconds: float = 5.0
    requests_per_minute: int = 60
    parallel_jobs: int = 3
    """Tasks on the service at once, at most."""
    makes_levels: bool = False
    """Of the props that it prepares, when they have landed."""
    user_agent: str = "RodinProps"
    window_seconds: float = 60.0
    """How long a minute is, for ``requests_per_minute``."""
    deadline_seconds: float = 25 * 60.0
    prepare_command: tuple[str, ...] = ()
    """The running Blender's, for jobs whose own is gone; empty if there is none."""


@dataclass(slots=True)
class _Child:
    process: "subprocess.Popen[bytes]" = field(repr=False)
    started_at: float
    had_lock: bool = False


class Supervisor:
    """Starts and stops the workers of a ledger.

    :param ledger_path: the ledger. It is never opened here: on Windows nobody could put it aside then.
    :param python_command: a Python that runs scripts, with its arguments; empty if there is none.
    :param has_work: says whether an account needs a worker, in microseconds.
    :param clock: seconds that only grow.
    """

    def __init__(
        self,
        ledger_path: Path,
        python_command: Sequence[str],
        *,
        has_work: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ledger_path = ledger_path
        self._python_command = tuple(python_command)
        self._has_work = has_work
        self._clock = clock
        self._lock_trouble: LocksMissing | None = None
        self._children: dict[str, _Child] = {}
        self._remembered: tuple[str, ...] = ()
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}
        self._stop_asked: dict[str, float] = {}

    def alive(self, account: str) -> bool:
        """Say whether a worker of this account lives or is being started, by any Blender."""
        child = self._children.get(account)
        if child is not None and child.process.poll() is not None:
            self._note_end(account, child)
            child = None
        if self._is_held(account):
            if child is not None:
                child.had_lock = True
            return True
        if child is None or child.had_lock:  # one that had the lock and released it is about to end
            return False
        if self._clock() - child.started_at > _STARTING_SECONDS:
            child.process.kill()
        return True

    def check(self) -> None:
        """Look whether a worker could be started at all. :raises PythonMissing:"""
        if not self._python_command:
            raise PythonMissing

    def ensure(self, *, account: str, api_key: str, base_url: str, settings: WorkerSettings) -> None:
        """Start a worker if there is work for one and none lives. It outlives this process.

        :raises RodinError: if the ledger, its folder or its locks cannot be used.
        """
        self._stop_asked.pop(account, None)
        self._remember(settings.prepare_command)
        if self.alive(account) or account in self._children:
            return
        if self._clock() < self._not_before.get(account, 0.0):
            return
        if self._has_work(account):
            self.check()
            if self._lock_trouble is not None:
                raise self._lock_trouble
            try:
                disk.remove(worker_stop_path(self._ledger_path, account))
            except OSError as error:
                raise refused_write(error, self._ledger_path.parent) from error
            self._start(account, api_key, base_url, settings)

    def _remember(self, prepare_command: tuple[str, ...]) -> None:
        """Note the running Blender's command once, also for a worker that lives already."""
        if prepare_command and prepare_command != self._remembered and self._ledger_path.exists():
            self._remembered = prepare_command
            try:
                remember(self._ledger_path, prepare_command)
            except RodinError as error:  # most jobs can do without
                logger.warning("the command of this Blender could not be noted: %s", error.code)

    def problem(self, account: str) -> RodinError | None:
        """Return an error if none can be started, or they end as soon as they are started, else None."""
        if not self._python_command:
            return PythonMissing()
        if self._lock_trouble is not None:
            return self._lock_trouble
        return WorkerBroken() if self._failures.get(account, 0) >= _FAILURES_WORTH_A_MESSAGE else None

    def stop(self, account: str, *, wait_seconds: float = 0.0) -> bool:
        """Ask the worker to stop, which takes it less than a second; kill it if it was asked a second ago.

        :param wait_seconds: how long to wait for its end; 0 asks and returns at once.
        :returns: whether none lives any more.
        """
        deadline = self._clock() + wait_seconds
        while self.alive(account):
            asked_at = self._stop_asked.get(account)
            if asked_at is None:
                self._stop_asked[account] = self._clock()
                self._ask_to_stop(account)
            elif self._clock() - asked_at > _STOPPING_SECONDS:
                self._kill(account)
            if self._clock() >= deadline:
                return not self.alive(account)
            time.sleep(0.01)
        self._stop_asked.pop(account, None)
        return True

    def stop_all(self, *, wait_seconds: float = 0.0) -> bool:
        """Stop the workers of all accounts, see ``stop``."""
        locks = worker_lock_path(self._ledger_path, "x").parent.glob("*.lock")
        accounts = {lock.stem for lock in locks} | set(self._children)
        deadline = self._clock() + wait_seconds
        for account in accounts:
            self.stop(account)
        return all(
            [self.stop(account, wait_seconds=max(0.0, deadline - self._clock())) for account in accounts]
            if wait_seconds
            else [not self.alive(account) for account in accounts]
        )

    def _is_held(self, account: str) -> bool:
        """Say whether a worker has the account's lock; no if there are no locks, as none can begin to work then."""
        self._lock_trouble = None
        try:
            return is_held(worker_lock_path(self._ledger_path, account))
        except LocksMissing as error:
            self._lock_trouble = error
            return False

    def _start(self, account: str, api_key: str, base_url: str, settings: WorkerSettings) -> None:
        # In UTF-8 mode, as Blender's own Python is: the ledger holds paths that another locale could not write.
        command = [*self._python_command, "-X", "utf8", "-I", str(Path(__file__).parents[1] / "__main__.py")]
        command += ["--ledger", str(self._ledger_path), "--account", account, "--base-url", base_url]
        command += ["--poll-interval-seconds", str(settings.poll_interval_seconds)]
        command += ["--requests-per-minute", str(settings.requests_per_minute)]
        command += ["--window-seconds", str(settings.window_seconds)]
        command += ["--deadline-seconds", str(settings.deadline_seconds)]
        command += ["--parallel-jobs", str(settings.parallel_jobs), "--user-agent", settings.user_agent]
        command += ["--makes-levels"] if settings.makes_levels else []
        try:
            with open_output(self._ledger_path, account) as output:
                process = children.start(command, stdin=subprocess.PIPE, stdout=output, folder=self._ledger_path.parent)
        except OSError as error:
            logger.error("worker could not be started: %s", error.strerror)
            self._count_failure(account)
            return
        self._children[account] = _Child(process, self._clock())
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            children.tell(process, json.dumps({"api_key": api_key}).encode() + b"\n")
        with contextlib.suppress(OSError):
            process.stdin.close()

    def _note_end(self, account: str, child: _Child) -> None:
        """Note that a child has ended; asking for its exit code has reaped it."""
        del self._children[account]
        if child.process.returncode == 0:
            self._failures.pop(account, None)
            self._not_before[account] = self._clock() + (0.0 if child.had_lock else _SHORTEST_PAUSE_SECONDS)
        else:
            logger.warning("worker ended with code %s", child.process.returncode)
            if self._clock() - child.started_at > _LONGEST_PAUSE_SECONDS:
                self._failures.pop(account, None)
            self._count_failure(account)

    def _count_failure(self, account: str) -> None:
        failures = self._failures[account] = self._failures.get(account, 0) + 1
        pause = min(_LONGEST_PAUSE_SECONDS, _SHORTEST_PAUSE_SECONDS * 2 ** (failures - 1))
        self._not_before[account] = self._clock() + pause

    def _ask_to_stop(self, account: str) -> None:
        with contextlib.suppress(OSError):
            worker_stop_path(self._ledger_path, account).touch(mode=0o600)
        child = self._children.get(account)
        if child is not None and os.name == "posix":
            child.process.terminate()

    def _kill(self, account: str) -> None:
        child = self._children.get(account)
        pid = child.process.pid if child else pid_of_worker(self._ledger_path, account)
        if pid:
            children.kill_alone(pid)
