# SPDX-License-Identifier: GPL-3.0-or-later
"""Stopped mid-job, the worker falls silent and goes on when it may. Blender's switch: blender/test_online_access.py."""

import time
from typing import Any

from support.waiting import wait_until
from torture.counts import measured, tried
from torture.desk import Desk, submissions


def test_switched_off_mid_job_it_falls_silent_and_resumes(desk: Desk, sandbox: Any) -> None:
    jobs = [desk.add(f"a chair {number} [[fault:status.stuck:20]]") for number in range(5)]
    desk.ensure()
    wait_until(lambda: all(desk.ledger.get(job.id).state == "GENERATING" for job in jobs), what="the generations")
    worker = desk.worker_pid()
    assert worker
    began = time.monotonic()
    desk.supervisor.stop_all()
    wait_until(lambda: desk.supervisor.stop(desk.account), what="the worker's end")
    measured("seconds until a stopped worker is gone", time.monotonic() - began)
    before = len(sandbox.record()["requests"])
    assert {str(desk.ledger.get(job.id).state) for job in jobs} == {"GENERATING"}
    assert len(sandbox.record()["requests"]) == before
    done = desk.run_to_the_end(*jobs)
    assert {str(job.state) for job in done} == {"READY"}
    assert sorted(submissions(sandbox).values()) == [1] * 5
    tried("switches of online access")
