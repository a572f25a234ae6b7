# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs are found by words, state, source, file and day, and sorted, and nothing is read twice."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from rodin_props.jobs.gallery.gallery import Gallery
from rodin_props.jobs.gallery.query import JobQuery, Order
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from support.jobs.long_ledger import asked, copy_job, steps


def found(gallery: Gallery, **wanted: Any) -> list[str]:
    """The names of what is found, in order."""
    gallery.refresh()
    facts = map(gallery.facts, gallery.find(JobQuery(**wanted)).ids)
    return [each.name for each in facts if each is not None]


def set_day(ledger: Ledger, job: Job, day: date, hour: int = 12) -> None:
    at = datetime(day.year, day.month, day.day, hour, 59).timestamp()
    with ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET created_at = ? WHERE id = ?", (at, job.id))


def test_all_jobs_are_found_newest_first(gallery: Gallery, add_job: Any) -> None:
    for name in ("Chair", "Lamp", "Table"):
        add_job(name=name)
    assert found(gallery) == ["Table", "Lamp", "Chair"]
    assert found(gallery, order=Order.OLDEST) == ["Chair", "Lamp", "Table"]


def test_words_are_found_in_name_and_prompt_whatever_their_case_and_encoding(gallery: Gallery, add_job: Any) -> None:
    add_job(name="Stuhl", prompt=unicodedata.normalize("NFD", "ein ÜBERGROSSER Hocker"))
    add_job(name="Lamp", prompt="100% brass_")
    assert found(gallery, words="übergroßer stuhl") == ["Stuhl"]
    assert found(gallery, words=" % s_ ") == ["Lamp"]
    assert found(gallery, words="stuhl brass") == []


def test_what_is_asked_for_must_hold_altogether(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    add_job(name="Lamp", source="TEXT", blend_path="/a.blend")
    stopped = add_job(name="Old lamp", source="CAMERA", blend_path="/a.blend")
    ledger.cancel(stopped.id)
    add_job(name="Chair", source="CAMERA")
    assert found(gallery, sources=frozenset({"CAMERA"})) == ["Chair", "Old lamp"]
    assert found(gallery, states=frozenset({State.CANCELLED, State.FAILED})) == ["Old lamp"]
    assert found(gallery, blend_path="/a.blend") == ["Old lamp", "Lamp"]
    assert found(gallery, blend_path="") == ["Chair"]
    assert found(gallery, words="lamp", states=frozenset({State.QUEUED}), blend_path="/a.blend") == ["Lamp"]


def test_days_are_those_of_the_artists_clock(
    gallery: Gallery, ledger: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        for day in (24, 25, 26):
            set_day(ledger, add_job(name=f"Late on {day}"), date(2026, 11, day), hour=23)
            set_day(ledger, add_job(name=f"Early on {day}"), date(2026, 11, day), hour=0)
        first = date(2026, 11, 25)
        assert found(gallery, from_day=first, to_day=first) == ["Early on 25", "Late on 25"]
        assert len(found(gallery, from_day=first)) == len(found(gallery, to_day=first)) == 4
        assert gallery.choices().days == tuple((date(2026, 11, day), 2) for day in (26, 25, 24))
    finally:
        monkeypatch.undo()
        time.tzset()


def test_names_are_sorted_as_people_read_them(gallery: Gallery, add_job: Any) -> None:
    for name in ("chair 10", "Chair 9", "Äpfel", "chair", "²", "Chair 9"):
        add_job(name=name)
    names = found(gallery, order=Order.NAME)
    assert names[:5] == ["²", "chair", "Chair 9", "Chair 9", "chair 10"]


def test_a_job_belongs_to_the_file_it_was_asked_for_in_or_first_landed_in(
    gallery: Gallery, ledger: Ledger, add_job: Any
) -> None:
    asked_for = add_job(name="Asked for", blend_path="/a.blend")
    landed = add_job(name="Landed")
    for job in (asked_for, landed):
        for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING, State.READY):
            ledger.move(job.id, state)
    assert found(gallery, blend_path="") == ["Landed"]
    for path in ("", "/b.blend", "/c.blend"):
        ledger.landings.note([asked_for.id, landed.id], path)
    assert found(gallery, blend_path="/b.blend") == ["Landed"]
    assert found(gallery, blend_path="/a.blend") == ["Asked for"]
    assert gallery.choices().files == (("/b.blend", 1), ("/a.blend", 1))


def test_what_can_be_chosen_is_what_occurs(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    for source in ("TEXT", "CAMERA", "TEXT"):
        ledger.cancel(add_job(source=source).id)
    add_job(source="TEXT")
    gallery.refresh()
    assert gallery.choices().states == ((State.QUEUED, 1), (State.CANCELLED, 3))
    assert gallery.choices().sources == (("CAMERA", 1), ("TEXT", 3))


def test_what_is_found_follows_the_ledger(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    one, two = add_job(name="One"), add_job(name="Two")
    assert found(gallery) == ["Two", "One"]
    assert not gallery.refresh()
    other = Ledger.open(ledger.path)
    other.update(one.id, note="renamed", name="Renamed")
    other.remove(two.id)
    other.close()
    assert found(gallery) == ["Renamed"]
    assert gallery.facts(two.id) is None
    ledger.path.write_bytes(b"damaged")
    ledger.heal()
    assert found(gallery) == ["One"]  # as its folder has it


def test_after_a_change_only_what_was_written_is_read(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    copy_job(ledger, job, 1000)
    whole = steps(ledger, gallery.refresh)
    ledger.update(job.id, bytes_done=1)
    assert steps(ledger, gallery.refresh) < whole / 50
    with asked(ledger) as statements:
        assert gallery.find(JobQuery(words="thing 99")).count == 19
        gallery.choices()
        gallery.by_day()
    assert statements == []
    with asked(ledger) as statements:
        gallery.refresh()
    assert len(statements) == 1


def test_a_job_that_only_goes_on_is_found_as_before(gallery: Gallery, ledger: Ledger, add_job: Any) -> None:
    job = add_job(name="Chair")
    gallery.refresh()
    changes, facts = gallery.changes, gallery.facts(job.id)
    ledger.update(job.id, steps_done=2, steps_total=6)
    assert gallery.refresh()
    assert gallery.changes == changes
    assert gallery.facts(job.id) != facts  # its revision is another one
    for change in (
        lambda: ledger.update(job.id, name="Stool"),
        lambda: ledger.move(job.id, State.WAITING),
        lambda: ledger.remove(job.id),
        lambda: add_job(name="Lamp"),
    ):
        changes = gallery.changes
        change()
        gallery.refresh()
        assert gallery.changes > changes
