# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker has a Blender ready when a model comes, and leaves none behind."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.fake_blender import STARTS_VARIABLE, fake_prepare
from support.jobs.worker_service import finish, wait_for_the_end
from support.process_state import runs
from support.waiting import wait_until

SLOW = "[[fault:status.stuck:12]]"
FOR_EVER = "[[fault:status.stuck]]"


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[tuple[str, int]]]:
    """A function that tells how each Blender was started, and its process; the worker inherits where that is noted."""
    path = tmp_path / "starts"
    path.touch()
    monkeypatch.setenv(STARTS_VARIABLE, str(path))
    return lambda: [(line.split()[0], int(line.split()[1])) for line in path.read_text().splitlines()]


def test_jobs_one_after_another_start_one_blender_each_and_each_before_its_model_came(
    service: Any, starts: Any
) -> None:
    for number in range(3):
        job = service.add(prompt=f"chair {number} {SLOW}")
        assert finish(service, job).state == "READY"
        assert [kind for kind, _ in starts()] == ["spare"] * (number + 1)
    wait_for_the_end(service)
    assert not any(runs(pid) for _, pid in starts())


def test_jobs_side_by_side_start_one_blender_each(service: Any, starts: Any) -> None:
    jobs = [service.add(prompt=f"chair {number} {SLOW}") for number in range(3)]
    for job in jobs:
        assert finish(service, job).state == "READY"
    wait_for_the_end(service)
    assert len(starts()) == 3
    assert not any(runs(pid) for _, pid in starts())


@pytest.mark.parametrize("end", ["killed", "stopped", "cancelled"])
def test_the_spare_ends_with_what_it_was_for(service: Any, starts: Any, end: str) -> None:
    job = service.add(prompt=f"a chair {FOR_EVER}")
    service.wait_for(job, "GENERATING")
    (_, pid) = wait_until(lambda: starts() and starts()[0], what="the spare")
    assert runs(pid)
    if end == "killed":
        os.kill(service.worker_pid(), signal.SIGKILL)
    elif end == "stopped":  # as where online access is switched off
        service.supervisor.stop_all(wait_seconds=5.0)
    else:
        service.ledger.cancel(job.id)
    wait_until(lambda: not runs(pid), what="the end of the spare")
    assert len(starts()) == 1


def test_a_job_that_is_cancelled_while_a_spare_prepares_it_ends_it(service: Any, starts: Any) -> None:
    job = service.add(prompt=f"a chair {SLOW}", prepare_command=fake_prepare("hang"))
    service.wait_for(job, "PREPARING")
    wait_until(lambda: (job.folder / "hanging").exists(), what="the preparation")
    ((kind, pid),) = starts()
    service.ledger.cancel(job.id)
    wait_until(lambda: not runs(pid), what="the end of the preparation")
    assert kind == "spare"
    wait_for_the_end(service)
    assert len(starts()) == 1
