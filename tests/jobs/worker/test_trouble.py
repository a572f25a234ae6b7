# SPDX-License-Identifier: GPL-3.0-or-later
"""Trouble of the service, of its models and of their preparation, as jobs end in it or bear it."""

from typing import Any

from support.fake_blender import fake_prepare
from support.jobs.worker_service import finish


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


def test_too_many_tasks_waits_in_the_queue_and_says_so(service: Any) -> None:
    service.faults(named={"submit.parallel_limit": 1})
    first, second = service.add(), service.add()
    done = [finish(service, job) for job in (first, second)]
    assert [job.state for job in done] == ["READY", "READY"]
    assert len(service.submissions()) == 2
    notes = {event.note for job in (first, second) for event in service.ledger.events(job.id)}
    assert "TOO_MANY_TASKS" in notes


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


def test_a_hostile_model_fails_the_job_with_a_sentence_and_can_be_fetched_again(service: Any) -> None:
    service.faults(named={"model.uri_file": 1})
    job = service.add()
    failed = finish(service, job)
    assert (failed.state, failed.error_code) == ("FAILED", "MODEL_BROKEN")
    assert "outside itself" in failed.error
    assert not list(failed.folder.glob("model.*"))


def test_a_failed_preparation_is_repeated_without_paying_or_fetching(service: Any) -> None:
    job = service.add(prepare_command=fake_prepare("crash"))
    failed = finish(service, job)
    assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    service.ledger.prepare_again(job.id, prepare_command=fake_prepare(), blender_version="5.0.1")
    fetched = [each for each in service.sandbox.record()["requests"] if each["port"] == "files"]
    assert finish(service, job).state == "READY"
    assert [each for each in service.sandbox.record()["requests"] if each["port"] == "files"] == fetched
