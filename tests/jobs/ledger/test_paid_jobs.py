# SPDX-License-Identifier: GPL-3.0-or-later
"""What was paid is resumed, landed and prepared again, but never sent again; what was removed is gone."""

from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed
from rodin_props.api.models import Submission
from rodin_props.jobs.errors import JobGone
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import MOVES, IllegalMove, State

ACCEPTED = Submission(task_uuid="task", subscription_key="secret-subscription", consumed_credits=0.5, prompt="a chair")


def paid(ledger: Ledger, job: Any) -> Any:
    """A job that the service has accepted."""
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    return ledger.record_answer(job.id, ACCEPTED)


def test_no_repr_shows_the_subscription_key(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    assert job.subscription_key == "secret-subscription"
    assert "secret-subscription" not in repr(job)


def test_an_answer_after_the_cancellation_is_kept_for_resuming(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    assert ledger.cancel(job.id).maybe_billed
    cancelled = ledger.record_answer(job.id, ACCEPTED)
    assert cancelled.state is State.CANCELLED
    assert cancelled.may_resume
    assert not cancelled.may_retry
    assert ledger.resume(job.id).state is State.WAITING


@pytest.mark.parametrize("to", sorted(MOVES[State.CANCELLED]))
def test_whoever_works_on_a_job_cannot_move_it_after_its_cancellation(ledger: Ledger, add_job: Any, to: State) -> None:
    job = add_job()
    ledger.cancel(job.id)
    with pytest.raises(IllegalMove):
        ledger.move(job.id, to, goes_on=True)
    assert ledger.get(job.id).state is State.CANCELLED


def test_a_resumed_job_goes_on_where_its_files_are(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.cancel(job.id)
    (job.folder / "model.glb").write_bytes(b"glTF")
    ledger.update(job.id, model_file="model.glb")
    assert ledger.resume(job.id).state is State.PREPARING
    ledger.cancel(job.id)
    (job.folder / "prepared.blend").write_bytes(b"BLENDER")
    ledger.update(job.id, prepared_file="prepared.blend")
    assert ledger.resume(job.id).state is State.READY


def test_a_retry_forgets_the_first_attempt(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    ledger.move(job.id, State.UNCERTAIN)
    with pytest.raises(IllegalMove):
        ledger.resume(job.id)
    again = ledger.retry(job.id)
    assert (again.state, again.attempt, again.submitted_at) == ("QUEUED", 2, None)


def test_what_was_paid_cannot_be_sent_again(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.fail(job.id, GenerationFailed())
    with pytest.raises(IllegalMove):
        ledger.retry(job.id)


def test_an_imported_prop_can_land_again_and_be_prepared_again(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.move(job.id, State.DOWNLOADING)
    ledger.move(job.id, State.READY, model_file="model.glb")
    for path in ("/a.blend", "/b.blend"):
        ledger.landings.note([job.id], path)
    assert [landing.blend_path for landing in ledger.landings.of(job.id)] == ["/a.blend", "/b.blend"]
    again = ledger.prepare_again(job.id, prepare_command=("other",), blender_version="4.2.0")
    assert (again.state, again.prepare_command, again.blender_version) == ("PREPARING", ("other",), "4.2.0")


def test_what_landed_together_is_noted_in_one_transaction(ledger: Ledger, add_job: Any) -> None:
    jobs = [paid(ledger, add_job()) for _ in range(3)]
    for job in jobs:
        ledger.move(job.id, State.DOWNLOADING)
        ledger.move(job.id, State.READY, model_file="model.glb")
    revision = "SELECT value FROM revision"
    (before,) = ledger.rows(revision)[0]
    ledger.landings.note([job.id for job in jobs], "/a.blend")
    assert ledger.rows(revision)[0][0] == before + 1
    assert [ledger.get(job.id).state for job in jobs] == [State.IMPORTED] * 3
    assert [[each.blend_path for each in ledger.landings.of(job.id)] for job in jobs] == [["/a.blend"]] * 3


def test_one_that_was_removed_meanwhile_does_not_keep_the_others_from_being_noted(ledger: Ledger, add_job: Any) -> None:
    jobs = [paid(ledger, add_job()) for _ in range(3)]
    for job in jobs:
        ledger.move(job.id, State.DOWNLOADING)
        ledger.move(job.id, State.READY, model_file="model.glb")
    ledger.remove(jobs[0].id)
    ledger.move(jobs[1].id, State.CANCELLED)
    ledger.landings.note([job.id for job in jobs], "/a.blend")
    assert [job.state for job in ledger.jobs()] == [State.IMPORTED, State.CANCELLED]
    assert ledger.landings.of(jobs[1].id) == ()


def test_removing_takes_row_and_folder(ledger: Ledger, add_job: Any) -> None:
    job = paid(ledger, add_job())
    ledger.move(job.id, State.DOWNLOADING)
    ledger.move(job.id, State.READY, model_file="model.glb")
    ledger.landings.note([job.id], "")
    assert len(ledger.landings.of(job.id)) == 1
    ledger.remove(job.id)
    assert ledger.jobs() == ()
    assert ledger.events(job.id) == ()
    assert ledger.landings.of(job.id) == ()
    assert not job.folder.exists()
    with pytest.raises(JobGone):
        ledger.remove(job.id)


def test_a_job_that_was_sent_meanwhile_is_not_stopped_as_unsent(ledger: Ledger, add_job: Any) -> None:
    unsent, leaving, accepted, ready = (add_job() for _ in range(4))
    ledger.move(leaving.id, State.SUBMITTING, submitted_at=1.0)
    for job in (accepted, ready):
        paid(ledger, job)
    ledger.move(ready.id, State.DOWNLOADING)
    ledger.move(ready.id, State.READY, model_file="model.glb")
    states = [ledger.cancel_unsent(job.id).state for job in (unsent, leaving, accepted, ready)]
    assert states == [State.CANCELLED, State.SUBMITTING, State.WAITING, State.READY]
    assert [ledger.get(job.id).state for job in (unsent, leaving, accepted, ready)] == states
    with pytest.raises(IllegalMove):
        ledger.cancel_unsent(unsent.id)
