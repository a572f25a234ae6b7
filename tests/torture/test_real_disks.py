# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk of its own for each job that becomes full, or read-only, while somebody stands before a write.

The disks are real mounts, so this needs root on Linux. What is written: ledger, receipt, download, job folder.
"""

import contextlib
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rodin_props.errors import RodinError
from rodin_props.jobs.ledger.ledger import Ledger
from support.process_state import state_of
from support.waiting import wait_at_most, wait_until
from torture.counts import tried
from torture.desk import ENDS, Desk, submissions
from torture.disks import Disk, disk
from torture.sentences import assert_is_fit_to_read

POINTS = (
    *("submit:before-receipt", "submit:after-receipt", "submit:before-departure", "submit:before-send"),
    *("submit:before-answer", "submit:after-answer", "WAITING:after-commit", "wait:before-downloading"),
    *("download:before-list", "download:progress", "download:before-check", "download:before-preview"),
    *("download:before-preparing", "prepare:before-start", "prepare:after-end", "prepare:before-ready"),
    "READY:after-commit",
)
LOST = {"submit:before-send", "submit:before-answer"}
"""Where nobody can know what became of the paid request if the worker dies there, too."""
_LOOK_SECONDS = 3.0


def freeze(desk: Desk, point: str, mark: Path) -> int:
    """Let a worker come to the point and stand still; returns its process id."""
    desk.ensure(freeze_at=f"{point}={mark}")
    pid = int(wait_until(lambda: mark.exists() and mark.read_text(), what=f"a worker at {point}"))
    wait_until(lambda: state_of(pid) == "T")
    return pid


def live_through(trouble: str, point: str, folder: Path, sandbox: Any) -> tuple[Any, int]:
    """Let the trouble begin at the point and end later; returns the job at its end, and how often it was charged."""
    prompt = f"a chair {trouble} {point}".replace(":", " ")
    with disk(folder) as own:
        desk = Desk(folder / "home", base_url=sandbox.base_url, key=sandbox.key)
        try:
            job = desk.add(prompt)
            worker = freeze(desk, point, folder.with_name(f"{folder.name}-frozen"))
            (work_on_full if trouble == "full" else refuse_to_work)(own, desk, worker, job.id)
            own.clear()
            desk.reopen()
            (done,) = desk.run_to_the_end(job)
            if done.state == "FAILED":
                assert_is_fit_to_read(done.error)
                desk.ledger.resume(job.id) if done.may_resume else desk.ledger.retry(job.id)
                (done,) = desk.run_to_the_end(job)
            assert "Traceback" not in desk.log()
            return done, submissions(sandbox).get(prompt, 0)
        finally:
            desk.close()


def work_on_full(own: Disk, desk: Desk, worker: int, job_id: str) -> None:
    """The worker goes on and finds no room."""
    own.fill()
    with pytest.raises(OSError, match="No space left"):
        (own.folder / "probe").write_bytes(bytes(100_000))
    os.kill(worker, signal.SIGCONT)
    wait_at_most(_LOOK_SECONDS, lambda: desk.ledger.get(job_id).state in ENDS)


def refuse_to_work(own: Disk, desk: Desk, worker: int, job_id: str) -> None:
    """The machine went down, and its disk comes back read-only: nobody can work, and each says so in words."""
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: desk.worker_pid() is None)
    desk.ledger.close()
    own.lock()
    with pytest.raises(RodinError) as caught:
        cancel(desk.path, job_id)
    assert_is_fit_to_read(str(caught.value))


def cancel(ledger_path: Path, job_id: str) -> None:
    """As the artist does it after the restart."""
    with contextlib.closing(Ledger.open(ledger_path)) as ledger:
        ledger.cancel(job_id)


CASES = [(trouble, point) for trouble in ("full", "read-only") for point in POINTS]


@pytest.fixture(scope="module")
def outcomes(mounts: Path, quick_sandbox: Any) -> Iterator[dict[tuple[str, str], "Future[tuple[Any, int]]"]]:
    """What became of each; they are tried beside each other."""
    quick_sandbox.reset()
    with ThreadPoolExecutor(4) as pool:
        yield {
            (trouble, point): pool.submit(
                live_through, trouble, point, mounts / f"{trouble}-{point}".replace(":", "-"), quick_sandbox
            )
            for trouble, point in CASES
        }


@pytest.mark.parametrize(("trouble", "point"), CASES)
def test_a_disk_that_refuses_from_a_point_on(
    trouble: str, point: str, outcomes: dict[tuple[str, str], "Future[tuple[Any, int]]"]
) -> None:
    done, charged = outcomes[trouble, point].result()
    tried(f"disks {trouble}")
    if trouble == "read-only" and point in LOST:  # the worker died, too
        assert (done.state, charged) == ("UNCERTAIN", int(point == "submit:before-answer"))
        return
    assert done.state == "READY", done.error
    assert charged == 1
