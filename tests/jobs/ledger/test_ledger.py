# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger through its public surface: what is added, moved and changed is what is found."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import GenerationFailed
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.errors import Remedy
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.hold import Hold
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import IllegalMove, State
from rodin_props.jobs.target import Target


@pytest.fixture
def other(ledger: Ledger) -> Iterator[Ledger]:
    """A second connection, as another process has it."""
    opened = Ledger.open(ledger.path)
    yield opened
    opened.close()


def test_a_job_comes_back_as_it_was_added(ledger: Ledger, other: Ledger, add_job: Any) -> None:
    job = add_job(
        options=GenerationOptions(tier=Tier.GEN_2_5_HIGH, seed=7),
        image_labels=("F",),
        bbox_condition=(100, 50, 20),
        target=Target(size_meters=0.8, blockout="Stuhl 椅子"),
        prepare_command=("blender", "--background"),
        blender_version="5.0.1",
    )
    assert other.get(job.id) == job
    assert other.get(job.id).options.tier is Tier.GEN_2_5_HIGH
    assert job.state is State.QUEUED
    assert job.id == job.folder.name


def test_names_that_are_no_text_are_no_obstacle(ledger: Ledger, add_job: Any) -> None:
    job = add_job(name="Stuhl \udcff", prompt="\udcff", target=Target(blockout="/tmp/\udcff.blend"))
    assert ledger.get(job.id).name == "Stuhl ?"
    assert ledger.get(job.id).target == Target(blockout="/tmp/\udcff.blend")


def test_jobs_come_newest_first_whatever_the_clock_says(ledger_path: Path) -> None:
    times = iter([5000.0, 100.0, 9000.0])
    ledger = Ledger(ledger_path, now=lambda: next(times))
    told = {"account": "a", "base_url": "b", "source": "TEXT"}
    for name in ("first", "second", "third"):
        ledger.add(NewJob(name=name, folder=make_job_folder(ledger_path.parent / "jobs"), **told))
    assert [job.name for job in ledger.jobs()] == ["third", "second", "first"]
    assert [job.name for job in ledger.active()] == ["first", "second", "third"]
    ledger.close()


def test_an_unchanged_job_is_the_same_object(ledger: Ledger, add_job: Any) -> None:
    one, two = add_job(), add_job()
    before = {job.id: job for job in ledger.jobs()}
    ledger.update(two.id, bytes_done=5)
    after = {job.id: job for job in ledger.jobs()}
    assert after[one.id] is before[one.id]
    assert after[two.id].bytes_done == 5


def test_a_move_that_was_rolled_back_is_not_remembered(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.jobs()
    with contextlib.suppress(RuntimeError), ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET name = 'lost'")
        raise RuntimeError
    ledger.update(job.id, name="kept")
    assert [each.name for each in ledger.jobs()] == ["kept"]


def test_moves_are_checked_and_written_down(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    with pytest.raises(IllegalMove):
        ledger.move(job.id, State.READY)
    ledger.move(job.id, State.SUBMITTING, note="off it goes")
    events = ledger.events(job.id)
    assert [(event.state, event.note) for event in events] == [("QUEUED", ""), ("SUBMITTING", "off it goes")]


def test_a_move_leaves_hold_and_error_behind(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.update(job.id, hold=Hold(code="X", sentence="Wait.", remedy=Remedy.TOP_UP, blocked=True))
    moved = ledger.move(job.id, State.SUBMITTING)
    assert (moved.hold_code, moved.hold, moved.remedy, moved.blocked) == ("", "", "NONE", False)
    failed = ledger.fail(job.id, GenerationFailed())
    assert (failed.error_code, failed.error) == ("GENERATION_FAILED", str(GenerationFailed()))


def test_a_change_is_seen_once_by_each_connection(ledger: Ledger, other: Ledger, add_job: Any) -> None:
    ledger.changed()
    other.changed()
    assert not ledger.changed()
    assert not other.changed()
    add_job()
    assert (ledger.changed(), ledger.changed()) == (True, False)
    assert (other.changed(), other.changed()) == (True, False)
