# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs through real worker processes against a real service on a socket: they arrive, and stay within limits."""

import os
import signal
import stat
from pathlib import Path
from typing import Any

from rodin_props.jobs.target import Target
from support.fake_blender import fake_prepare
from support.jobs.worker_service import finish, wait_for_the_end
from support.waiting import wait_until

ALL_THE_WAY = ["QUEUED", "SUBMITTING", "WAITING", "GENERATING", "DOWNLOADING", "PREPARING", "READY"]


def states(service: Any, job: Any) -> list[str]:
    """The states a job has been in, in order."""
    return [event.state.value for event in service.ledger.events(job.id)]


SLOW_LARGE_FILES = {"max_faces": 30_000, "texture_pixels": 512, "file_bytes_per_second": 400_000}


def test_a_job_goes_all_the_way(service: Any) -> None:
    job = service.add(target=Target(size_meters=0.8))
    done = finish(service, job)
    assert (done.state, done.error) == ("READY", "")
    assert done.dimensions == (1.0, 2.0, 0.8)
    assert done.prepared_version == "5.0.1"
    assert (done.triangles, done.quads) == (12, 6)
    assert done.consumed_credits in {0.5, None}, "the service does not always say"
    assert 0 <= done.options.seed <= 65_535
    assert done.steps_done == done.steps_total > 0
    assert done.bytes_done == done.bytes_total == done.model_path.stat().st_size
    assert done.prepared_path.is_file()
    assert done.preview_path.is_file()
    seen = states(service, job)
    assert seen == [state for state in ALL_THE_WAY if state != "GENERATING" or state in seen]


def test_ten_jobs_at_once_all_arrive_within_the_account_s_limit(service: Any) -> None:
    service.sandbox.scenario(parallel_limit=3)
    jobs = [service.add(name=f"Chair {number}") for number in range(10)]
    for job in jobs:
        assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 10
    refused = [each for each in service.sandbox.record()["requests"] if each["path"].endswith("/rodin")]
    assert len(refused) < 30, "the limit is learned, not bumped into again and again"
    for job in jobs:
        seen = states(service, job)
        assert seen[-3:] == ["DOWNLOADING", "PREPARING", "READY"]
        assert seen.count("WAITING") == 1


def test_requests_stay_within_the_budget_of_any_window(service: Any) -> None:
    jobs = [service.add(name=f"Chair {number}") for number in range(5)]
    window_seconds, budget = 3.0, 15
    for job in jobs:
        done = finish(service, job, requests_per_minute=budget, window_seconds=window_seconds)
        assert done.state == "READY"
    times = sorted(each["seconds"] for each in service.sandbox.record()["requests"])
    most = max(sum(begin <= time < begin + window_seconds for time in times) for begin in times)
    assert len(times) > budget
    assert most <= budget


def test_a_killed_worker_s_job_is_adopted_and_paid_once(service: Any) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add()
    service.wait_for(job, "DOWNLOADING")
    os.kill(service.worker_pid(), signal.SIGKILL)
    service.sandbox.scenario(file_bytes_per_second=0)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1


def test_the_worker_goes_on_without_anybody_watching(service: Any) -> None:
    job = service.add()
    service.ensure()
    wait_until(lambda: service.ledger.get(job.id).state == "READY", what="the job")
    wait_for_the_end(service)


def test_without_a_preparation_the_model_itself_is_ready(service: Any) -> None:
    done = finish(service, service.add(prepare_command=()))
    assert (done.state, done.prepared_file) == ("READY", "")
    assert done.model_path.is_file()
    assert done.triangles > 0


def test_without_a_background_blender_the_model_itself_is_ready_and_the_history_says_so(service: Any) -> None:
    done = finish(service, service.add(prepare_command=("/no/such/blender",)))
    assert (done.state, done.prepared_file) == ("READY", "")
    assert "could not be started" in service.ledger.events(done.id)[-1].note


def test_the_running_blender_prepares_for_one_that_is_gone_also_where_the_worker_was_there_before_it(
    service: Any,
) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add(prepare_command=("/no/such/blender",))
    service.wait_for(job, "DOWNLOADING", prepare_command=("/gone/by/then",))
    worker = service.worker_pid()
    service.sandbox.scenario(file_bytes_per_second=0)
    done = finish(service, job, prepare_command=fake_prepare())
    assert (done.state, done.prepared_file) == ("READY", "prepared.blend")
    assert service.worker_pid() in {worker, None}


def test_no_secret_is_in_logs_and_no_file_is_open_to_others(service: Any) -> None:
    finish(service, service.add())
    service.supervisor.stop(service.account, wait_seconds=5.0)
    job = service.ledger.jobs()[0]
    assert service.sandbox.key not in service.log()
    assert job.subscription_key not in service.log()
    for path in service.ledger.path.parent.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.name in {"image_1.png", "prepared.blend"}, path
        if path.is_file():
            assert service.sandbox.key.encode() not in path.read_bytes(), path
    assert stat.S_IMODE(Path(job.folder).stat().st_mode) == 0o700
