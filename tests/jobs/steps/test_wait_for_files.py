# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that was paid for elsewhere begins with its files: whatever happens, nothing is sent, let alone paid."""

from typing import Any

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed, InvalidRequest, NoSuchTask, Unauthorized
from rodin_props.api.results import RemoteFile
from rodin_props.errors import RodinError
from rodin_props.jobs.errors import TaskKnown
from rodin_props.jobs.files import JOB_FILE, make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import IllegalMove
from rodin_props.jobs.steps import recipe, wait_for_files
from rodin_props.jobs.steps.tools import Timing, TroubleLimit
from support.jobs.stand_ins import answers, never

TASK = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
PREVIEW = RemoteFile(url="https://files/preview.webp", name="preview.webp")
MODEL = RemoteFile(url="https://files/base.glb", name="base.glb")


def add(ledger: Ledger, task_uuid: str = TASK, **told: Any) -> Job:
    folder = make_job_folder(ledger.path.parent / "jobs")
    usual = {"account": "mine", "base_url": "https://api", "name": "Chair", "source": ""}
    return ledger.add_task(NewJob(folder=folder, **{**usual, **told}), task_uuid)


def follow(job: Job, tools: Any, *files: Any, **told: Any) -> Any:
    """Let a job wait for its files; what is not among the answers must not be asked."""
    made = tools(submit=never, status=never, files=answers(*files), **told)
    wait_for_files.follow_files(job, made, TroubleLimit(limit_seconds=10.0))
    return made


def test_it_waits_until_the_model_is_among_the_files(ledger: Ledger, tools: Any) -> None:
    job = add(ledger)
    assert (job.state, job.submitted_at, job.is_known_by_id_alone) == ("WAITING", None, True)
    made = follow(job, tools, (), (PREVIEW,), (PREVIEW, MODEL))
    assert ledger.get(job.id).state == "DOWNLOADING"
    assert made.stop.waits == [Timing().poll_interval_seconds] * 2


@pytest.mark.parametrize("suffix", ["usdz", "fbx"])
def test_the_format_that_was_asked_for_elsewhere_is_seen_by_the_files(ledger: Ledger, tools: Any, suffix: str) -> None:
    job = add(ledger)
    follow(job, tools, (PREVIEW, RemoteFile(url="https://files/x", name=f"base.{suffix}")))
    assert ledger.get(job.id).options.geometry_file_format == suffix


@pytest.mark.parametrize("refusal", [NoSuchTask(201), InvalidRequest(400)])
def test_a_task_of_nobody_or_of_another_account_is_said_in_words(
    ledger: Ledger, tools: Any, refusal: RodinError
) -> None:
    job = add(ledger)
    recipe.run(job.id, tools(submit=never, status=never, files=answers(refusal)))
    now = ledger.get(job.id)
    assert (now.state, now.error_code) == ("FAILED", "TASK_UNKNOWN")
    assert f"Rodin knows no task {TASK} in this account." in now.error
    assert "Nothing was charged." in now.error


def test_trouble_passes_and_a_key_that_is_refused_waits_for_another(ledger: Ledger, tools: Any) -> None:
    job = add(ledger)
    made = tools(submit=never, status=never, files=answers(ConnectionFailed(Cause.NAME), (), Unauthorized(401)))
    recipe.run(job.id, made)
    now = ledger.get(job.id)
    assert (now.state, now.hold_code, now.blocked) == ("WAITING", "UNAUTHORIZED", True)


def test_a_task_that_is_never_ready_is_given_up_and_can_be_resumed(ledger: Ledger, tools: Any) -> None:
    job = add(ledger)
    for files, code in (((), "GENERATION_TIMED_OUT"), ((PREVIEW,), "NO_MODEL")):
        recipe.run(job.id, tools(submit=never, status=never, files=answers(files)))
        now = ledger.get(job.id)
        assert (now.state, now.error_code, now.may_resume) == ("FAILED", code, True)
        assert ledger.resume(job.id).state == "WAITING"


def test_it_can_never_be_sent(ledger: Ledger, tools: Any) -> None:
    job = add(ledger)
    ledger.cancel(job.id)
    with pytest.raises(IllegalMove):
        ledger.retry(job.id)
    assert not ledger.get(job.id).may_retry
    ledger.resume(job.id)
    ledger.fail(job.id, NoSuchTask(201))
    with pytest.raises(IllegalMove):
        ledger.retry(job.id)
    assert ledger.reader.last_generation() is None, "its inputs are not here to be sent again"


def test_a_task_is_added_once(ledger: Ledger, add_job: Any) -> None:
    job = add(ledger, name="Stool")
    with pytest.raises(TaskKnown, match="Stool"):
        add(ledger)
    assert ledger.ids() == {job.id}


def test_it_is_found_again_when_the_ledger_is_lost(ledger: Ledger, tools: Any) -> None:
    job = add(ledger)
    assert (job.folder / JOB_FILE).is_file()
    ledger.path.write_bytes(b"damaged")
    ledger.heal()
    assert ledger.get(job.id).is_known_by_id_alone
    follow(ledger.get(job.id), tools, (MODEL,))
    assert ledger.get(job.id).state == "DOWNLOADING"
