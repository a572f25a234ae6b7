# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that was paid for on another computer arrives through a worker, whatever kills that, and is not paid again."""

from typing import Any

import pytest
from rodin_props.jobs import crashpoints
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from support.fake_blender import fake_prepare
from support.jobs.worker_service import finish, wait_for_the_end
from support.waiting import wait_until


def paid_elsewhere(service: Any, *, until: tuple[str, ...] = ("READY",)) -> str:
    """Have a task made, and forget all that this computer knows of it."""
    done = service.wait_for(service.add(), *until)
    service.ledger.remove(done.id)
    wait_for_the_end(service)
    return str(done.task_uuid)


def add(service: Any, task_uuid: str) -> Job:
    new = NewJob(
        account=service.account,
        base_url=service.sandbox.base_url,
        name="Found again",
        source="",
        folder=make_job_folder(service.ledger.path.parent / "jobs"),
        prepare_command=fake_prepare(),
    )
    added: Job = service.ledger.add_task(new, task_uuid)
    return added


def asked_since(service: Any, count: int) -> list[str]:
    return [each["path"].rpartition("/")[2] for each in service.sandbox.record()["requests"][count:]]


def test_it_arrives_without_a_payment(service: Any) -> None:
    task_uuid = paid_elsewhere(service)
    requests = len(service.sandbox.record()["requests"])
    done = finish(service, add(service, task_uuid))
    assert (done.state, done.error) == ("READY", "")
    assert done.preview_path.is_file()
    assert (done.consumed_credits, done.submitted_at) == (None, None)
    assert set(asked_since(service, requests)).isdisjoint({"rodin", "status", "bang", "rodin_texture_only"})
    assert len(service.submissions()) == 1


def test_one_that_is_not_done_yet_is_waited_for(service: Any) -> None:
    service.sandbox.scenario(speed=40.0)
    task_uuid = paid_elsewhere(service, until=("WAITING", "GENERATING"))
    requests = len(service.sandbox.record()["requests"])
    assert finish(service, add(service, task_uuid)).state == "READY"
    assert asked_since(service, requests).count("download") > 2, "once to see the model, and once to fetch it"
    assert len(service.submissions()) == 1


def test_one_that_the_account_does_not_have_is_said_in_words(service: Any) -> None:
    done = finish(service, add(service, "3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
    assert (done.state, done.error_code) == ("FAILED", "TASK_UNKNOWN")
    assert service.submissions() == []


@pytest.mark.parametrize("point", ["wait:before-downloading", "DOWNLOADING:after-commit", "download:before-check"])
def test_whatever_kills_the_worker_another_one_goes_on(
    service: Any, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    task_uuid = paid_elsewhere(service)
    monkeypatch.setenv(crashpoints.VARIABLE, point)
    job = add(service, task_uuid)
    service.ensure()
    first = wait_until(service.worker_pid)
    wait_until(lambda: service.worker_pid() is None, what="the worker's death")
    assert service.ledger.get(job.id).state in {"WAITING", "DOWNLOADING"}
    monkeypatch.delenv(crashpoints.VARIABLE)
    assert finish(service, job).state == "READY"
    assert service.worker_pid() != first
    assert len(service.submissions()) == 1
