# SPDX-License-Identifier: GPL-3.0-or-later
"""Children on Windows, whose kernel is imitated: one job object each, with its bounds."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from rodin_props.processes import children, memory
from support.process_state import runs
from support.waiting import wait_until
from support.windows_kernel import (
    BELOW_NORMAL,
    BREAKAWAY_OK,
    DIE_ON_EXCEPTION,
    JOB_MEMORY,
    KILL_ON_CLOSE,
    PRIORITY_CLASS,
    WindowsKernel,
    pretend_windows,
)

SLEEPING = (sys.executable, "-c", "import time; time.sleep(600)")
FAMILY = """
import subprocess, sys, time
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowsKernel]:
    """Windows' kernel; sees that nobody misuses it."""
    made = pretend_windows(monkeypatch)
    yield made
    made.end_process_of_ours()
    assert made.mistakes == []


def start(command: Any = SLEEPING, **options: Any) -> "subprocess.Popen[bytes]":
    return children.start_background(command, **{"stdout": subprocess.DEVNULL, "memory_bytes": 1 << 30, **options})


def test_a_background_child_has_a_job_with_all_its_bounds(kernel: WindowsKernel) -> None:
    child = start(memory_bytes=6 << 30)
    (job,) = kernel.jobs
    assert job.pids == [child.pid]
    assert job.flags == KILL_ON_CLOSE | BREAKAWAY_OK | DIE_ON_EXCEPTION | JOB_MEMORY | PRIORITY_CLASS
    assert job.priority_class == BELOW_NORMAL
    assert 6 << 30 < job.memory_bytes <= 8 << 30
    assert child.creationflags == 0x200 | 0x0800_0000, "no console window"
    children.kill(child)


def test_it_ends_with_whoever_started_it(kernel: WindowsKernel) -> None:
    child = start()
    kernel.end_process_of_ours()
    assert child.wait(60) != 0


def test_one_that_tidies_up_when_its_input_ends_is_given_the_time_for_it(kernel: WindowsKernel) -> None:
    child = start(ends_by_itself=True)
    assert kernel.jobs[0].flags == BREAKAWAY_OK | DIE_ON_EXCEPTION | JOB_MEMORY | PRIORITY_CLASS
    kernel.end_process_of_ours()
    assert runs(child.pid)
    child.kill()
    child.wait(60)


def test_killing_it_ends_all_that_it_started(kernel: WindowsKernel) -> None:
    child = start((sys.executable, "-c", FAMILY), stdout=subprocess.PIPE)
    assert child.stdout is not None
    grandchild = int(child.stdout.readline())
    children.kill(child)
    assert child.returncode is not None
    wait_until(lambda: not runs(grandchild))
    assert len(kernel.ended_with) == 1
    assert children.has_crashed(kernel.ended_with[0])
    assert kernel.open_handles == 0


def test_its_job_is_let_go_when_it_has_ended_and_is_forgotten(kernel: WindowsKernel) -> None:
    child = start((sys.executable, "-c", ""))
    assert kernel.open_handles == 1
    assert child.wait(60) == 0
    assert child.stdin is not None
    child.stdin.close()
    del child
    assert kernel.open_handles == 0


def test_without_a_job_it_works_all_the_same(kernel: WindowsKernel, caplog: pytest.LogCaptureFixture) -> None:
    kernel.refuses_jobs = True
    child = start()
    assert runs(child.pid)
    assert "no job object" in caplog.text
    assert kernel.open_handles == 0
    children.kill(child)
    assert child.returncode is not None


def test_a_worker_has_no_job_for_it_outlives_blender(kernel: WindowsKernel) -> None:
    worker = children.start(SLEEPING, stdout=subprocess.DEVNULL)
    assert kernel.jobs == []
    kernel.end_process_of_ours()
    assert runs(worker.pid)
    children.kill(worker)


def test_what_is_compressed_or_in_the_page_file_counts_as_memory(kernel: WindowsKernel) -> None:
    child = start()
    watch = memory.MemoryWatch(child.pid, bound=5 << 30)
    assert not watch.exceeded()
    kernel.private_bytes = (5 << 30) + 1
    assert memory.used_bytes(child.pid) == kernel.private_bytes
    assert wait_until(watch.exceeded)
    children.kill(child)
    assert memory.used_bytes(child.pid) == 0


def test_the_bound_is_a_share_of_the_machine(kernel: WindowsKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(memory.VARIABLE, raising=False)
    bounds = []
    for kernel.physical_bytes in (8 << 30, 64 << 30):
        bounds.append(memory.bound_bytes())
    assert bounds == [6 << 30, 48 << 30]
