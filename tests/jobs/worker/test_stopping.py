# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that are cancelled or removed, and workers that are stopped, in the middle of whatever they do."""

from typing import Any

from support.jobs.worker_service import finish, wait_for_the_end
from support.waiting import wait_until

SLOW_LARGE_FILES = {"max_faces": 30_000, "texture_pixels": 512, "file_bytes_per_second": 400_000}


def test_cancel_is_heeded_in_every_state_and_resume_costs_nothing(service: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.ledger.cancel(job.id)
    wait_for_the_end(service)
    cancelled = service.ledger.get(job.id)
    assert cancelled.state == "CANCELLED"
    assert cancelled.may_resume
    assert not cancelled.may_retry
    service.sandbox.reset()
    service.ledger.resume(job.id)
    after = finish(service, job)
    assert after.error_code == "NO_SUCH_TASK", "the sandbox forgot it; nothing was sent anew"
    assert service.submissions() == []


def test_a_download_cancelled_midway_goes_on_where_it_broke_off(service: Any) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add()
    service.wait_for(job, "DOWNLOADING")
    part = job.folder / "model.glb.part"
    wait_until(lambda: part.exists() and part.stat().st_size > 0, what="some bytes")
    service.ledger.cancel(job.id)
    wait_for_the_end(service)
    arrived = part.stat().st_size
    assert arrived > 0
    service.sandbox.scenario(file_bytes_per_second=0)
    service.ledger.resume(job.id)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1
    ranges = [each["headers"].get("Range") for each in service.sandbox.record()["requests"] if each["port"] == "files"]
    assert f"bytes={arrived}-" in ranges


def test_a_job_cancelled_while_it_is_sent_keeps_its_ids(service: Any) -> None:
    service.sandbox.scenario(latency_seconds=1.0)
    job = service.add()
    service.wait_for(job, "SUBMITTING")
    service.ledger.cancel(job.id)
    now = wait_until(lambda: service.ledger.get(job.id).task_uuid and service.ledger.get(job.id), what="the answer")
    assert now.state == "CANCELLED"
    assert now.may_resume
    service.sandbox.scenario(latency_seconds=0.0)
    service.ledger.resume(job.id)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1


def test_a_removed_job_leaves_nothing_behind(service: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.ledger.remove(job.id)
    wait_for_the_end(service)
    assert service.ledger.jobs() == ()
    assert not job.folder.exists()


def test_what_a_removed_job_had_open_goes_when_its_thread_has_ended(service: Any) -> None:
    service.faults(named={"status.stuck": -1})
    removed, other = service.add(), service.add()
    service.wait_for(removed, "GENERATING")
    service.wait_for(other, "GENERATING")
    left = removed.folder.with_name("0" * 16)
    left.mkdir()
    (left / "removed.json").write_text("{}")  # as Windows leaves it: see Ledger.remove
    (left / "model.glb.part").write_bytes(b"glTF")
    service.ledger.remove(removed.id)
    wait_until(lambda: not left.exists(), what="the end of what is left")
    assert service.ledger.get(other.id).state == "GENERATING"
    assert other.folder.exists()


def test_stopping_is_quick_and_loses_nothing(service: Any) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add()
    service.wait_for(job, "DOWNLOADING")
    part = job.folder / "model.glb.part"
    wait_until(lambda: part.exists() and part.stat().st_size > 0, what="some bytes")
    assert service.supervisor.stop(service.account, wait_seconds=5.0)
    requests = len(service.sandbox.record()["requests"])
    assert service.ledger.get(job.id).state == "DOWNLOADING"
    assert part.stat().st_size > 0
    assert len(service.sandbox.record()["requests"]) == requests
    service.sandbox.scenario(file_bytes_per_second=0)
    assert finish(service, job).state == "READY"


def test_a_worker_stopped_while_sending_says_that_it_cannot_know(service: Any) -> None:
    service.faults(named={"billed.hang": 1})
    job = service.add()
    service.wait_for(job, "SUBMITTING")
    wait_until(lambda: service.submissions(), what="the submission")
    assert service.supervisor.stop(service.account, wait_seconds=5.0)
    assert finish(service, job).state == "UNCERTAIN"
    assert len(service.submissions()) == 1
