# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a prop is, is read above its place and in the status bar; nothing is written to the file for it."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


@pytest.fixture
def place(part: Part, addon: ModuleType) -> Iterator[Callable[..., Any]]:
    """A function that makes a job without a worker, and a placeholder that waits for it; gives the job."""
    state, made = part("session.session").current(), []

    def run(name: str, **values: Any) -> Any:
        job = state.ledger.add(
            part("jobs.job").NewJob(
                account="nobody",
                base_url="http://127.0.0.1:9",
                name=name,
                source="TEXT",
                **values,
                folder=part("jobs.files").make_job_folder(part("session.addon").user_folder() / "jobs"),
            )
        )
        made.append(job.id)
        part("scene.places.placement").create_placeholder(
            bpy.context, job_id=job.id, name=name, size=part("scene.measure.size").Size(), location=(0, 0, 0)
        )
        look(part)
        return job

    yield run
    for job_id in made:
        if state.ledger.get(job_id).active:
            state.ledger.cancel(job_id)
        state.ledger.remove(job_id)
    state.refresh()


@pytest.fixture
def told(part: Part) -> Iterator[list[tuple[Any, str]]]:
    """What those who draw were told, step by step."""
    told: list[tuple[Any, str]] = []
    part("session.watching").listen(lambda labels, words: told.append((labels, words)))
    yield told
    part("ui.progress").register()


@pytest.fixture
def move(part: Part) -> Callable[..., None]:
    """A function that brings a job into a state."""
    ledger, state = part("session.session").current().ledger, part("jobs.states").State

    def run(job: Any, *names: str, **values: Any) -> None:
        for name in names:
            ledger.move(job.id, state(name), **(values if name == names[-1] else {}))

    return run


def look(part: Part) -> None:
    """Read the ledger, and find the places in the file."""
    part("session.session").current().refresh()
    part("session.watching.look").look_at_objects()


def texts(part: Part) -> list[str]:
    """What is to be read above objects now."""
    return [f"{label.object_name}: {label.name} {label.progress}" for label in part("session.watching.shown").labels()]


def test_a_label_says_what_the_job_is_at_when_it_is_drawn(
    part: Part, place: Callable[[str], Any], move: Callable[..., None]
) -> None:
    job = place("Chair")
    assert texts(part) == ["Chair (Rodin): Chair on the way"]
    move(job, "SUBMITTING", "WAITING", "GENERATING", steps_done=3, steps_total=6)
    look(part)
    assert texts(part) == ["Chair (Rodin): Chair 40%"]
    assert part("session.watching.shown").status_words() == "Chair 40%"


def test_a_prop_that_waits_to_land_is_ready_above_its_place_alone(
    part: Part, place: Callable[[str], Any], move: Callable[..., None]
) -> None:
    move(place("Chair"), "SUBMITTING", "WAITING", "GENERATING", "DOWNLOADING", "READY")
    look(part)
    assert texts(part) == ["Chair (Rodin): Chair ready"]
    assert part("session.watching.shown").status_words() == ""


@pytest.mark.parametrize(("state", "word"), [("FAILED", "failed"), ("CANCELLED", "cancelled")])
def test_a_place_whose_job_has_ended_says_so(
    part: Part, place: Callable[[str], Any], move: Callable[..., None], state: str, word: str
) -> None:
    move(place("Chair"), state)
    look(part)
    assert texts(part) == [f"Chair (Rodin): Chair {word}"]
    assert part("session.watching.shown").status_words() == ""


def test_the_status_bar_counts_jobs_and_says_how_far_they_are_together(
    part: Part, place: Callable[[str], Any], move: Callable[..., None]
) -> None:
    place("Lamp")
    move(place("Chair"), "SUBMITTING", "WAITING", "GENERATING", steps_done=6, steps_total=6)
    look(part)
    assert part("session.watching.shown").status_words() == "2 jobs, 40%"


def test_states_and_percentages_write_nothing_to_the_file(
    part: Part, place: Callable[[str], Any], move: Callable[..., None], told: list[Any]
) -> None:
    ledger, job, tick = part("session.session").current().ledger, place("Chair"), part("session.watching.tick").tick
    updates: list[Any] = []
    bpy.context.view_layer.update()
    bpy.app.handlers.depsgraph_update_post.append(updates.append)
    try:
        before = snapshot()
        for state in ("SUBMITTING", "WAITING", "GENERATING"):
            move(job, state)
            tick(bpy.context)
        for steps in range(6):
            ledger.update(job.id, steps_done=steps, steps_total=6)
            tick(bpy.context)
        move(job, "FAILED")
        tick(bpy.context)
        bpy.context.view_layer.update()
        assert not differences(before, snapshot())
    finally:
        bpy.app.handlers.depsgraph_update_post.remove(updates.append)
    assert updates == []
    progress = [labels[0].progress for labels, _ in told]
    assert {"10%", "40%", "failed"} <= set(progress)


def coming(part: Part) -> list[tuple[str, str | None, str]]:
    """What is to be seen in placeholders: their names, the names of the cards, the names of props."""
    labels = part("session.watching.shown").labels()
    found = part("session.watching.coming").coming(bpy.context, labels)
    return [(each.object_name, each.card and each.card.name, each.prop_name) for each in found]


def test_in_a_placeholder_stands_the_first_picture_until_the_job_has_ended(
    part: Part, place: Callable[..., Any], move: Callable[..., None]
) -> None:
    place("Words")
    job = place("Chair", images=("image_1.png", "image_2.png"))
    assert coming(part) == [("Chair (Rodin)", "image_1.card", "")]
    move(job, "FAILED")
    look(part)
    assert coming(part) == []


def test_in_a_placeholder_beside_a_prop_stands_that_prop(part: Part, place: Callable[..., Any]) -> None:
    prop, target = new_box("Prop"), part("jobs.target").Target(variant_of="first")
    job = place("Chair", images=("image_1.png",), target=target)
    placement = part("scene.places.placement")
    placement.remove_placeholders(job.id)
    part("scene.props.next_to_prop").place_placeholder(bpy.context, prop, job_id=job.id, name="Chair")
    look(part)
    assert coming(part) == [("Chair (Rodin)", None, "Prop")]
    prop.name = "Renamed"
    assert coming(part) == [("Chair (Rodin)", None, "Renamed")]
    bpy.data.objects.remove(prop)
    assert coming(part) == [("Chair (Rodin)", "image_1.card", "")]


def test_a_blockout_stays_as_it_is(part: Part, place: Callable[..., Any]) -> None:
    placement = part("scene.places.placement")
    job = place("Chair", images=("image_1.png",))
    placement.remove_placeholders(job.id)
    placement.mark_target(new_box("Box"), job.id, part("scene.measure.sizing").Fit.INSIDE)
    look(part)
    assert texts(part) == ["Box: Chair on the way"]
    assert coming(part) == []


def test_what_landed_is_no_longer_spoken_of(
    online: Any, part: Part, unwaited: None, told: list[Any], look_until_all_ended: Callable[[], None]
) -> None:
    box = new_box("Box")
    box.select_set(True)
    bpy.context.scene.rodin_props.source = "TEXT"
    bpy.context.scene.rodin_props.placement = "BLOCKOUT"
    bpy.context.view_layer.update()
    bpy.ops.rodin_props.generate_from_selection()
    look_until_all_ended()
    part("session.watching.tick").rest(bpy.context)
    assert ("Box", "Box") in {(label.object_name, label.name) for labels, _ in told for label in labels}
    assert told[-1] == ((), "")
