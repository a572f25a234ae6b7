# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a report are what the ledger knows of jobs."""

from typing import Any

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import MeshMode, Tier
from rodin_props.jobs.errors import PreparationFailed
from rodin_props.jobs.hold import Hold
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.reports.report import ReportRow
from rodin_props.jobs.reports.rows_of_jobs import rows_of_jobs
from rodin_props.jobs.states import State
from rodin_props.jobs.work import NewTextures
from support.report_page import Reading


@pytest.fixture
def clock() -> list[float]:
    return [1_000.0]


@pytest.fixture
def ledger(ledger_path: Any, clock: list[float]) -> Any:
    opened = Ledger(ledger_path, now=lambda: clock[0])
    yield opened
    opened.close()


def _row(ledger: Ledger, job: Any) -> ReportRow:
    return rows_of_jobs(ledger, [job.id])[job.id]


def _send(ledger: Ledger, job: Any, clock: list[float], *, credits: float | None = 0.5) -> None:
    ledger.move(job.id, State.SUBMITTING, submitted_at=clock[0])
    clock[0] += 5.0
    ledger.move(job.id, State.WAITING, consumed_credits=credits, task_uuid="3f2504e0")


def test_a_finished_job_tells_what_was_sent_what_came_what_it_cost_and_how_long_it_took(
    ledger: Ledger, add_job: Any, clock: list[float]
) -> None:
    job = add_job(prompt="a chair", estimated_credits=1.0, options=GenerationOptions(seed=70_00))
    clock[0] += 500.0  # in the queue
    _send(ledger, job, clock)
    ledger.move(job.id, State.DOWNLOADING, preview_file="preview.png")
    clock[0] += 60.0
    ledger.move(job.id, State.READY)
    clock[0] += 86_400.0
    ledger.move(job.id, State.IMPORTED)
    row = _row(ledger, job)
    assert (row.name, row.prompt, row.state, row.sentence) == ("Chair", "a chair", State.IMPORTED, "")
    assert (row.sent, row.came) == ((job.folder / "image_1.png",), job.folder / "preview.png")
    assert (row.cost.charged, row.cost.estimated, row.expected_credits, row.seconds) == (0.5, 0.0, 0.0, 65.0)
    assert row.options[0][0] == "Tier"
    assert row.options[-1] == ("Seed", "7000")


def test_of_a_prop_that_was_prepared_again_the_first_end_counts(
    ledger: Ledger, add_job: Any, clock: list[float]
) -> None:
    job = add_job()
    _send(ledger, job, clock)
    for state in (State.DOWNLOADING, State.FAILED, State.WAITING, State.DOWNLOADING, State.READY):
        clock[0] += 10.0
        ledger.move(job.id, state)
    clock[0] += 10_000.0
    ledger.move(job.id, State.PREPARING)
    ledger.move(job.id, State.READY)
    assert _row(ledger, job).seconds == 55.0


def test_a_failed_job_tells_its_sentence(ledger: Ledger, add_job: Any, clock: list[float]) -> None:
    job, error = add_job(), PreparationFailed("it has no faces")
    _send(ledger, job, clock)
    clock[0] += 15.0
    ledger.fail(job.id, error)
    row = _row(ledger, job)
    assert (row.state, row.sentence, row.seconds, row.cost.charged) == (State.FAILED, str(error), 20.0, 0.5)


def test_an_unclear_job_may_have_cost_what_the_button_said(ledger: Ledger, add_job: Any, clock: list[float]) -> None:
    job = add_job(estimated_credits=1.5)
    ledger.move(job.id, State.SUBMITTING, submitted_at=clock[0])
    ledger.move(job.id, State.UNCERTAIN, error="It is not known whether Rodin got it.")
    row = _row(ledger, job)
    assert (row.state, row.sentence) == (State.UNCERTAIN, "It is not known whether Rodin got it.")
    assert (row.cost.charged, row.cost.estimated, row.expected_credits) == (0.0, 1.5, 0.0)


def test_a_job_in_the_queue_tells_what_it_will_cost_and_why_it_waits(ledger: Ledger, add_job: Any) -> None:
    job = add_job(estimated_credits=1.5)
    ledger.update(job.id, hold=Hold(code="NO_CREDITS", sentence="There are no credits left."))
    row = _row(ledger, job)
    assert (row.state, row.sentence) == (State.QUEUED, "There are no credits left.")
    assert (row.cost.credits, row.expected_credits, row.seconds) == (0.0, 1.5, None)


def test_a_job_under_way_has_no_time_yet_though_it_failed_before(
    ledger: Ledger, add_job: Any, clock: list[float]
) -> None:
    job = add_job()
    _send(ledger, job, clock)
    ledger.move(job.id, State.FAILED)
    ledger.move(job.id, State.WAITING)
    assert _row(ledger, job).seconds is None


def test_only_what_is_not_as_usual_is_told_of_the_options(ledger: Ledger, add_job: Any) -> None:
    usual = add_job(options=GenerationOptions())
    other = add_job(options=GenerationOptions(tier=Tier.GEN_2, mesh_mode=MeshMode.RAW))
    assert [label for label, _ in _row(ledger, usual).options] == ["Tier", "Detail"]
    assert dict(_row(ledger, other).options)["Tier"] == Tier.GEN_2.label
    assert MeshMode.RAW.label in dict(_row(ledger, other).options).values()


def test_new_textures_are_told_as_such(ledger: Ledger, add_job: Any) -> None:
    job = add_job(work=NewTextures(mesh_file="mesh.glb"))
    assert _row(ledger, job).options == (("Kind", "new textures"),)


def test_rows_come_in_the_order_asked_for_each_once_and_without_jobs_that_are_gone(
    ledger: Ledger, add_job: Any
) -> None:
    jobs = [add_job(name=name) for name in ("A", "B", "C")]
    ledger.remove(jobs[1].id)
    asked = [jobs[2].id, jobs[1].id, jobs[0].id, jobs[2].id, "nobody"]
    assert [row.name for row in rows_of_jobs(ledger, asked).values()] == ["C", "A"]


def test_neither_keys_nor_ids_nor_folders_get_into_a_page(
    ledger: Ledger, add_job: Any, clock: list[float], written: Any
) -> None:
    job = add_job(blend_path="/home/somebody/street.blend")
    ledger.move(job.id, State.SUBMITTING, submitted_at=clock[0])
    ledger.move(job.id, State.WAITING, task_uuid="3f2504e0-4f89", subscription_key="subscription")
    page: Reading = written(rows_of_jobs(ledger, [job.id]).values())
    for secret in (job.id, job.account, "3f2504e0", "subscription", "somebody", str(job.folder.parent), "127.0.0.1"):
        assert secret not in page.source
