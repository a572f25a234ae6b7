# SPDX-License-Identifier: GPL-3.0-or-later
"""Of a thousand jobs, those are read that go on, that are shown, or that somebody waits for."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
from support.jobs.long_ledger import asked

Part = Callable[[str], ModuleType]
NEWEST = 8


def place(part: Part, job: Any) -> bpy.types.Object:
    """A placeholder for a job."""
    size = part("scene.measure.size").Size()
    return part("scene.places.placement").create_placeholder(
        bpy.context, job_id=job.id, name=job.name, size=size, location=(0, 0, 0)
    )


def test_the_first_look_reads_the_unfinished_and_the_newest(
    many: Any, add: Callable[..., Any], part: Part, anew: Callable[[], Any], read: list[str]
) -> None:
    waits = add("WAITING", "DOWNLOADING", "READY")
    runs = [add("WAITING", "GENERATING") for _ in range(NEWEST)]
    read.clear()
    state = anew()
    part("session.watching.look").look(bpy.context)
    assert sorted(read) == sorted([waits.id, *(job.id for job in runs)])
    assert list(state.jobs.unfinished) == [waits.id, *(job.id for job in runs)]
    assert [job.id for job in state.jobs.newest] == [job.id for job in reversed(runs)]
    assert state.jobs.count == 1000 + 1 + NEWEST


def test_opening_a_file_reads_what_its_objects_wait_for(
    many: Any, part: Part, anew: Callable[[], Any], read: list[str], tmp_path: Any
) -> None:
    place(part, many)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    anew()
    read.clear()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    part("session.watching.tick").tick(bpy.context)
    assert many.id in read
    assert len(read) == NEWEST + 1


def test_a_tick_without_a_change_asks_for_no_jobs(many: Any, add: Callable[..., Any], ledger: Any, part: Part) -> None:
    place(part, add("WAITING", "GENERATING"))
    place(part, many)
    tick = part("session.watching.tick").tick
    tick(bpy.context)
    with asked(ledger) as statements:
        tick(bpy.context)
    assert [each for each in statements if "jobs" in each] == []
    assert len([each for each in statements if not each.startswith("PRAGMA data_version")]) <= 1, statements


def test_a_tick_after_a_change_reads_that_job_alone(
    many: Any, add: Callable[..., Any], ledger: Any, part: Part, read: list[str]
) -> None:
    job, *_ = [add("WAITING", "GENERATING") for _ in range(3)]
    tick = part("session.watching.tick").tick
    tick(bpy.context)
    other = part("jobs.ledger.ledger").Ledger.open(ledger.path)
    other.update(job.id, steps_done=3, steps_total=6)
    read.clear()
    with asked(ledger) as statements:
        tick(bpy.context)
    assert read == [job.id]
    assert part("session.session").current().job(job.id).steps_done == 3
    assert len(statements) <= 16, statements
    other.update(many.id, name="Somebody's")
    read.clear()
    tick(bpy.context)
    assert read == [many.id]
    other.close()


def test_how_long_a_tier_takes_is_read_when_a_prop_is_finished_and_never_for_drawing(
    many: Any, add: Callable[..., Any], ledger: Any, part: Part
) -> None:
    state, choosing = part("session.session").current(), part("session.presets.choosing")
    options = part("api.options.generation_options").GenerationOptions()
    job = add("SUBMITTING", "WAITING", "GENERATING")
    ledger.update(job.id, submitted_at=job.created_at - 300)
    state.refresh()
    ledger.update(job.id, steps_done=1, steps_total=2)
    with asked(ledger) as statements:
        state.refresh()
    assert [each for each in statements if "events" in each] == []
    assert choosing.cost_words(bpy.context, options) == "0.5 credits, about 90 seconds"
    for kind in ("DOWNLOADING", "PREPARING", "READY"):
        ledger.move(job.id, part("jobs.states").State(kind))
    with asked(ledger) as statements:
        state.refresh()
    assert len([each for each in statements if "events" in each]) == 1
    with asked(ledger) as statements:
        assert choosing.cost_words(bpy.context, options) == "0.5 credits, about 5 minutes"
    assert statements == []


def test_a_place_whose_prop_landed_before_costs_no_look_at_each_tick(
    many: Any, add: Callable[..., Any], ledger: Any, part: Part, tmp_path: Any
) -> None:
    job = add("WAITING", "DOWNLOADING", "READY", "IMPORTED")
    place(part, job)
    path = str(tmp_path / "scene.blend")
    ledger.landings.note([job.id], path)
    bpy.ops.wm.save_as_mainfile(filepath=path)
    add("WAITING", "GENERATING")
    tick = part("session.watching.tick").tick
    tick(bpy.context)
    with asked(ledger) as statements:
        tick(bpy.context)
    assert [each for each in statements if "landings" in each] == []
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "another.blend"))
    assert part("session.landing.landed_before").lands_by_itself(part("session.session").current().job(job.id))


def test_a_job_that_was_asked_for_follows_the_ledger(many: Any, ledger: Any, part: Part, read: list[str]) -> None:
    state = part("session.session").current()
    read.clear()
    assert [state.job(many.id).name for _ in range(2)] == ["The first one"] * 2
    assert state.job("0" * 15 + "x") is None
    ledger.update(many.id, name="Another")
    state.refresh()
    assert state.job(many.id).name == "Another"
    ledger.remove(many.id)
    state.refresh()
    assert state.job(many.id) is None
    assert state.jobs.count == 999


def test_jobs_that_end_or_go_on_again_change_their_place(add: Callable[..., Any], ledger: Any, part: Part) -> None:
    state, kind = part("session.session").current(), part("jobs.states").State
    one, two = add("WAITING"), add("WAITING")
    state.refresh()
    assert list(state.jobs.unfinished) == [one.id, two.id]
    ledger.move(one.id, kind.CANCELLED)
    state.refresh()
    assert [job.id for job in state.jobs.active] == [two.id]
    ledger.move(one.id, kind.WAITING)
    ledger.move(two.id, kind.GENERATING)
    state.refresh()
    assert [(job.id, job.state) for job in state.jobs.active] == [(one.id, "WAITING"), (two.id, "GENERATING")]
    ledger.remove(two.id)
    state.refresh()
    assert list(state.jobs.unfinished) == [one.id]


def test_a_family_is_read_once_somebody_shows_its_prop(
    many: Any, add: Callable[..., Any], ledger: Any, part: Part
) -> None:
    state, look = part("session.session").current(), part("session.watching.look").look
    look(bpy.context)
    with asked(ledger) as statements:
        assert state.jobs.family(many.id) == ()
    assert statements == []
    look(bpy.context)
    assert state.jobs.family(many.id) == (ledger.get(many.id),)
    variant = add("CANCELLED", target=part("jobs.target").Target(variant_of=many.id))
    state.refresh()
    assert [job.id for job in state.jobs.family(many.id)] == [many.id, variant.id]
    ledger.remove(variant.id)
    state.refresh()
    assert [job.id for job in state.jobs.family(many.id)] == [many.id]
