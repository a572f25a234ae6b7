# SPDX-License-Identifier: GPL-3.0-or-later
"""Any process may remove a job at any time: whatever is done with it then ends in a sentence, and changes nothing."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed
from rodin_props.api.models import Submission
from rodin_props.jobs import files
from rodin_props.jobs.errors import JobGone
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State

_AGAIN: dict[str, Any] = {"prepare_command": ("blender",), "blender_version": "5.0.1"}
ACTIONS: dict[str, Callable[[Ledger, str], object]] = {
    "cancel": Ledger.cancel,
    "cancel_unsent": Ledger.cancel_unsent,
    "fail": lambda ledger, job_id: ledger.fail(job_id, GenerationFailed()),
    "get": lambda ledger, job_id: ledger.get(job_id),
    "move": lambda ledger, job_id: ledger.move(job_id, State.SUBMITTING),
    "prepare_again": lambda ledger, job_id: ledger.prepare_again(job_id, **_AGAIN),
    "record_answer": lambda ledger, job_id: ledger.record_answer(
        job_id, Submission(task_uuid="task", subscription_key="subscription", consumed_credits=0.5)
    ),
    "remove": Ledger.remove,
    "resume": Ledger.resume,
    "retry": Ledger.retry,
    "try_anyway": lambda ledger, job_id: ledger.try_anyway(job_id, **_AGAIN),
    "update": lambda ledger, job_id: ledger.update(job_id, bytes_done=1),
}
TOLD_NOTHING = {"events"}
"""Of these, a job that is gone has none."""


@pytest.fixture
def other(ledger_path: Path, ledger: Ledger) -> Iterator[Ledger]:
    """The ledger as another process has it open."""
    opened = Ledger.open(ledger_path)
    yield opened
    opened.close()


def test_all_that_is_done_with_one_job_is_tried_here(ledger: Ledger) -> None:
    names = {name for name in dir(ledger) if not name.startswith("_") and callable(getattr(ledger, name))}
    of_one_job = {
        name for name in names if next(iter(inspect.signature(getattr(ledger, name)).parameters), "") == "job_id"
    }
    assert of_one_job == ACTIONS.keys() | TOLD_NOTHING


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_what_is_done_with_a_job_that_another_process_removed_ends_in_a_sentence(
    name: str, ledger: Ledger, other: Ledger, add_job: Any
) -> None:
    job, neighbor = add_job(), add_job()
    other.remove(job.id)
    with pytest.raises(JobGone) as caught:
        ACTIONS[name](ledger, job.id)
    assert str(caught.value).startswith("This generation is not in the list any more")
    assert caught.value.job_id == job.id
    assert ledger.jobs() == (neighbor,)
    assert not job.folder.exists()


def test_a_job_that_two_remove_at_once_is_gone_for_both(
    ledger: Ledger, other: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, note_removal = add_job(), files.note_removal

    def quicker(folder: Path) -> None:
        monkeypatch.setattr(files, "note_removal", note_removal)
        other.remove(job.id)
        note_removal(folder)

    monkeypatch.setattr(files, "note_removal", quicker)
    ledger.remove(job.id)
    assert ledger.jobs() == other.jobs() == ()
    assert not job.folder.exists()


def test_what_was_removed_has_no_events_and_no_landings(ledger: Ledger, other: Ledger, add_job: Any) -> None:
    job = add_job()
    other.remove(job.id)
    ledger.landings.note([job.id], "/scene.blend")
    ledger.landings.name_file([job.id], "/scene.blend")
    assert (ledger.events(job.id), ledger.landings.of(job.id)) == ((), ())
