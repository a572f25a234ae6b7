# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs through real worker processes against a real service on a socket."""

import os
import signal
import stat
from pathlib import Path
from typing import Any

from rodin_props.jobs.target import Target

ALL_THE_WAY = ["QUEUED", "SUBMITTING", "WAITING", "GENERATING", "DOWNLOADING", "PREPARING", "READY"]


def states(service: Any, job: Any) -> list[str]:
    """The states a job has been in, in order."""
    return [event.state.value for event in service.ledger.events(job.id)]


SLOW_LARGE_FILES = {"max_faces": 30_000, "texture_pixels": 512, "file_bytes_per_second": 400_000}


def finish(service: Any, job: Any, **settings: Any) -> Any:
    """Bring a job to its end, whichever it is."""
    return service.wait_for(job, "READY", "FAILED", "UNCERTAIN", "CANCELLED", **settings)


def test_a_job_goes_all_the_way(service: Any) -> None:
    job = service.add(target=Target(size_meters=0.8))
    done = finish(service, job)
    assert (done.state, done.error) == ("READY", "")
    assert done.dimensions == (1.0, 2.0, 0.8)
    assert done.prepared_version == "5.0.1"
    assert done.triangles == 12
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


def test_a_killed_worker_s_job_is_adopted_and_paid_once(service: Any, wait_until: Any) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add()
    service.wait_for(job, "DOWNLOADING")
    os.kill(service.worker_pid(), signal.SIGKILL)
    service.sandbox.scenario(file_bytes_per_second=0)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1


def test_the_worker_goes_on_without_anybody_watching(service: Any, wait_until: Any) -> None:
    job = service.add()
    service.ensure()
    wait_until(lambda: service.ledger.get(job.id).state == "READY", what="the job")
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")


def test_an_answer_that_never_comes_leaves_the_job_uncertain_and_unsent(service: Any) -> None:
    service.faults(named={"billed.close": 1})
    job = service.add()
    done = finish(service, job)
    assert done.state == "UNCERTAIN"
    assert done.error_code == "MAYBE_BILLED"
    assert done.may_retry
    assert not done.may_resume
    service.ledger.retry(job.id)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 2


def test_a_refusal_never_becomes_uncertain(service: Any) -> None:
    for fault, code in {
        "submit.api_no_funds": "NO_CREDITS",
        "submit.no_subscription": "NO_SUBSCRIPTION",
        "submit.object_not_found": "SUBJECT_NOT_FOUND",
        "submit.content_violation": "CONTENT_VIOLATION",
        "submit.message_list": "INVALID_REQUEST",
        "submit.http_413": "TOO_MUCH_DATA",
    }.items():
        service.faults(named={fault: 1})
        job = service.add()
        done = finish(service, job)
        assert (done.state, done.error_code) == ("FAILED", code), fault
        assert done.submitted_at is None
        assert done.may_retry
    assert service.submissions() == []


def test_a_revoked_key_holds_the_job_and_a_new_key_goes_on_with_it(service: Any, wait_until: Any) -> None:
    service.sandbox.scenario(keys=["another-key"])
    job = service.add()

    def held() -> Any:
        service.ensure()
        now = service.ledger.get(job.id)
        return now if now.blocked else None

    now = wait_until(held, what="the hold")
    assert (now.state, now.hold_code, now.remedy) == ("QUEUED", "UNAUTHORIZED", "SET_KEY")
    assert now.may_resume
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")
    assert not service.ledger.has_work(service.account)

    assert service.ledger.rebind(service.sandbox.base_url, "another-account0") == 1
    service.account, service.sandbox.key = "another-account0", "another-key"
    try:
        assert finish(service, job).state == "READY"
    finally:
        service.sandbox.key = "sandbox-key"
    assert len(service.submissions()) == 1


def test_a_key_revoked_mid_job_holds_it_where_it_is(service: Any, wait_until: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.sandbox.scenario(keys=["another-key"])
    now = wait_until(lambda: service.ledger.get(job.id).blocked and service.ledger.get(job.id), what="the hold")
    assert (now.state, now.hold_code) == ("GENERATING", "UNAUTHORIZED")
    assert now.task_uuid
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")


def test_too_many_tasks_waits_in_the_queue_and_says_so(service: Any, wait_until: Any) -> None:
    service.faults(named={"submit.parallel_limit": 1})
    first, second = service.add(), service.add()
    done = [finish(service, job) for job in (first, second)]
    assert [job.state for job in done] == ["READY", "READY"]
    assert len(service.submissions()) == 2
    notes = {event.note for job in (first, second) for event in service.ledger.events(job.id)}
    assert "TOO_MANY_TASKS" in notes


def test_cancel_is_heeded_in_every_state_and_resume_costs_nothing(service: Any, wait_until: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.ledger.cancel(job.id)
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")
    cancelled = service.ledger.get(job.id)
    assert cancelled.state == "CANCELLED"
    assert cancelled.may_resume
    assert not cancelled.may_retry
    service.sandbox.reset()
    service.ledger.resume(job.id)
    after = finish(service, job)
    assert after.error_code == "NO_SUCH_TASK", "the sandbox forgot it; nothing was sent anew"
    assert service.submissions() == []


def test_a_download_cancelled_midway_goes_on_where_it_broke_off(service: Any, wait_until: Any) -> None:
    service.sandbox.scenario(**SLOW_LARGE_FILES)
    job = service.add()
    service.wait_for(job, "DOWNLOADING")
    part = job.folder / "model.glb.part"
    wait_until(lambda: part.exists() and part.stat().st_size > 0, what="some bytes")
    service.ledger.cancel(job.id)
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")
    arrived = part.stat().st_size
    assert arrived > 0
    service.sandbox.scenario(file_bytes_per_second=0)
    service.ledger.resume(job.id)
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1
    ranges = [each["headers"].get("Range") for each in service.sandbox.record()["requests"] if each["port"] == "files"]
    assert f"bytes={arrived}-" in ranges


def test_a_job_cancelled_while_it_is_sent_keeps_its_ids(service: Any, wait_until: Any) -> None:
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


def test_a_removed_job_leaves_nothing_behind(service: Any, wait_until: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.ledger.remove(job.id)
    wait_until(lambda: not service.supervisor.alive(service.account), what="the worker's end")
    assert service.ledger.jobs() == ()
    assert not job.folder.exists()


def test_stopping_is_quick_and_loses_nothing(service: Any, wait_until: Any) -> None:
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


def test_a_worker_stopped_while_sending_says_that_it_cannot_know(service: Any, wait_until: Any) -> None:
    service.faults(named={"billed.hang": 1})
    job = service.add()
    service.wait_for(job, "SUBMITTING")
    wait_until(lambda: service.submissions(), what="the submission")
    assert service.supervisor.stop(service.account, wait_seconds=5.0)
    assert finish(service, job).state == "UNCERTAIN"
    assert len(service.submissions()) == 1


def test_failed_steps_are_worth_one_look_for_a_model(service: Any) -> None:
    service.faults(named={"status.failed_with_done": 1})
    assert finish(service, service.add()).state == "READY"
    service.supervisor.stop(service.account, wait_seconds=5.0)
    service.faults(named={"status.failed": -1})
    failed = finish(service, service.add(), deadline_seconds=5.0)
    assert (failed.state, failed.error_code) == ("FAILED", "GENERATION_FAILED")


def test_a_late_list_and_an_expired_link_are_asked_for_again(service: Any) -> None:
    service.faults(empty_downloads=3, named={"file.expired": 1})
    assert finish(service, service.add()).state == "READY"


def test_a_model_without_a_preview_is_a_model(service: Any) -> None:
    service.faults(named={"file.http_404": -1})
    failed = finish(service, service.add())
    assert failed.error_code == "LINK_EXPIRED"
    service.sandbox.reset()


def test_a_generation_that_takes_too_long_can_be_resumed(service: Any) -> None:
    service.faults(named={"status.stuck": 4})
    job = service.add()
    late = finish(service, job, deadline_seconds=0.3)
    assert (late.state, late.error_code) == ("FAILED", "GENERATION_TIMED_OUT")
    assert late.may_resume


def test_trouble_that_passes_is_sat_out(service: Any) -> None:
    service.faults(named={"status.html_502": 2, "download.html_200": 1})
    assert finish(service, service.add(), deadline_seconds=600).state == "READY"


def test_a_service_that_asks_for_a_pause_gets_it(service: Any) -> None:
    service.faults(named={"status.http_429_seconds": 1})
    assert finish(service, service.add()).state == "READY"
    requests = [each for each in service.sandbox.record()["requests"] if each["path"].endswith("/status")]
    refused = next(each for each in requests if each["answer"] == 429)
    later = [each["seconds"] for each in requests if each["seconds"] > refused["seconds"]]
    assert min(later) - refused["seconds"] >= 2.0


def test_the_balance_is_looked_at_when_asked_and_after_a_payment(service: Any, wait_until: Any) -> None:
    service.ledger.accounts.request_balance(service.account, service.sandbox.base_url)

    def answered() -> bool:
        service.ensure()
        return not service.ledger.accounts.get(service.account).requested

    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).balance == 100.0
    finish(service, service.add())
    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).balance == 99.5


def test_a_wrong_key_shows_in_the_account(service: Any, wait_until: Any) -> None:
    service.sandbox.scenario(keys=["another-key"])
    service.ledger.accounts.request_balance(service.account, service.sandbox.base_url)

    def answered() -> bool:
        service.ensure()
        return not service.ledger.accounts.get(service.account).requested

    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).error_code == "UNAUTHORIZED"


def test_a_hostile_model_fails_the_job_with_a_sentence_and_can_be_fetched_again(service: Any) -> None:
    service.faults(named={"model.uri_file": 1})
    job = service.add()
    failed = finish(service, job)
    assert (failed.state, failed.error_code) == ("FAILED", "MODEL_BROKEN")
    assert "outside itself" in failed.error
    assert not list(failed.folder.glob("model.*"))


def test_a_failed_preparation_is_repeated_without_paying_or_fetching(service: Any, fake_prepare: Any) -> None:
    job = service.add(prepare_command=fake_prepare("crash"))
    failed = finish(service, job)
    assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    service.ledger.prepare_again(job.id, prepare_command=fake_prepare(), blender_version="5.0.1")
    fetched = [each for each in service.sandbox.record()["requests"] if each["port"] == "files"]
    assert finish(service, job).state == "READY"
    assert [each for each in service.sandbox.record()["requests"] if each["port"] == "files"] == fetched


def test_without_a_preparation_the_model_itself_is_ready(service: Any) -> None:
    done = finish(service, service.add(prepare_command=()))
    assert (done.state, done.prepared_file) == ("READY", "")
    assert done.model_path.is_file()
    assert done.triangles > 0


def test_without_a_background_blender_the_model_itself_is_ready_and_the_history_says_so(service: Any) -> None:
    done = finish(service, service.add(prepare_command=("/no/such/blender",)))
    assert (done.state, done.prepared_file) == ("READY", "")
    assert "could not be started" in service.ledger.events(done.id)[-1].note


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
