# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that takes no more, from whatever write on: nothing is forgotten, nothing paid twice."""

import sys
from typing import Any

import pytest
from support.waiting import wait_at_most
from torture.counts import tried
from torture.desk import ENDS, Desk, submissions

LARGEST_FILES = (0, 2_000, 20_000, 33_000, 80_000, 200_000)
_PATIENCE_SECONDS = 6.0


@pytest.mark.parametrize("size_bytes", LARGEST_FILES)
def test_no_file_may_grow_beyond_so_many_bytes(size_bytes: int, desk: Desk, sandbox: Any) -> None:
    job = desk.add()
    sick = desk.supervisor_with(["prlimit", f"--fsize={size_bytes}", sys.executable])

    def ended() -> bool:
        desk.ensure(sick)
        return desk.ledger.get(job.id).state in ENDS

    wait_at_most(_PATIENCE_SECONDS, ended, pause_seconds=0.1)
    sick.stop_all(wait_seconds=5.0)
    now = desk.ledger.get(job.id)
    if now.state == "FAILED":
        assert now.error
        assert now.may_resume or (now.submitted_at is None and not submissions(sandbox))
        desk.ledger.resume(job.id) if now.may_resume else desk.ledger.retry(job.id)
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY", (done.state, done.error, now.error)
    assert submissions(sandbox) == {"a chair": 1}
    assert "Traceback" not in desk.log()
    tried("disks full")
