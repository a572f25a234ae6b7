# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger that several computers share: the process id in a lock may be that of anybody's process here."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.accounts import worker_lock_path
from rodin_props.jobs.locks import FileLock, Holder
from rodin_props.jobs.worker.supervisor import Supervisor
from support.clock import Clock
from support.waiting import wait_until

ACCOUNT = "0123456789abcdef"
WAIT = "import sys; print('here', flush=True); sys.stdin.read()"


class Locked:
    """A worker's lock that somebody holds who does not stop when asked to."""

    def __init__(self, ledger_path: Path) -> None:
        self.path = ledger_path
        self.lock = FileLock(worker_lock_path(ledger_path, ACCOUNT))
        assert self.lock.acquire()
        self._processes: list[subprocess.Popen[bytes]] = []

    def process(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A process with such a command line."""
        made = subprocess.Popen([sys.executable, "-c", WAIT, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert made.stdout is not None
        assert made.stdout.readline() == b"here\n"
        self._processes.append(made)
        return made

    def worker(self) -> "subprocess.Popen[bytes]":
        """A process with the command line of a worker of this ledger."""
        return self.process("--ledger", str(self.path), "--account", ACCOUNT)

    def say(self, text: str) -> None:
        """Write into the lock who holds it."""
        worker_lock_path(self.path, ACCOUNT).write_text(text)

    def stop(self) -> bool:
        """Stop the worker, again and again for a minute."""
        clock = Clock()
        supervisor = Supervisor(self.path, ["/no/such/python"], has_work=lambda account: True, clock=clock)
        for _ in range(60):
            clock.now += 1.0
            if supervisor.stop(ACCOUNT):
                return True
        return False

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()
        self.lock.release()


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Locked]:
    made = Locked(tmp_path / "rodin" / "ledger.sqlite3")
    yield made
    made.end()


def test_a_worker_of_another_blender_that_does_not_stop_is_killed(locked: Locked) -> None:
    worker = locked.worker()
    locked.say(json.dumps(asdict(replace(Holder.this_process(), pid=worker.pid))))
    assert not locked.stop()
    assert wait_until(lambda: worker.poll() is not None, what="the worker's end")


@pytest.mark.parametrize("elsewhere", [{"host": "another-computer"}, {"namespace": "pid:[4026531999]"}, {"host": ""}])
def test_a_process_is_left_alone_if_the_lock_is_of_another_computer(locked: Locked, elsewhere: Any) -> None:
    decoy = locked.worker()
    locked.say(json.dumps(asdict(replace(Holder.this_process(), pid=decoy.pid, **elsewhere))))
    assert not locked.stop()
    assert decoy.poll() is None


@pytest.mark.parametrize("named", ["nothing", "the account", "the ledger"])
def test_a_process_that_is_no_worker_of_this_ledger_is_left_alone(locked: Locked, named: str) -> None:
    arguments = {"nothing": [], "the account": ["--account", ACCOUNT], "the ledger": ["--ledger", str(locked.path)]}
    decoy = locked.process(*arguments[named])
    locked.say(json.dumps(asdict(replace(Holder.this_process(), pid=decoy.pid))))
    assert not locked.stop()
    assert decoy.poll() is None


def test_a_lock_of_an_earlier_version_names_nobody(locked: Locked) -> None:
    decoy = locked.worker()
    locked.say(str(decoy.pid))
    assert not locked.stop()
    assert decoy.poll() is None
