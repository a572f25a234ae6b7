# SPDX-License-Identifier: GPL-3.0-or-later
"""Finished props come from the gallery into the scene: several at once, or one where it is put down."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Vector

Part = Callable[[str], ModuleType]


def props() -> dict[str, Any]:
    bpy.context.view_layer.update()
    return {each.name: each for each in bpy.context.scene.objects if each.type == "MESH"}


def remove_placeholders() -> None:
    bpy.data.batch_remove([each for each in bpy.data.objects if each.type == "EMPTY"])
    bpy.ops.ed.undo_push(message="Remove Placeholders")


@pytest.fixture
def select(part: Part) -> Callable[..., None]:
    """A function that selects jobs in the gallery and nothing else."""

    def selected(*job_ids: str) -> None:
        assert part("session.watching.look").gallery_page() is not None
        part("session.watching.look").look(bpy.context)
        part("session.gallery.current").gallery().select(job_ids)

    return selected


def test_several_land_beside_each_other_as_one_step(ready: Any, select: Any, part: Part) -> None:
    jobs = ready(10)
    remove_placeholders()
    bpy.context.scene.cursor.location = (5.0, 1.0, 2.0)
    select(*(job.id for job in jobs))
    assert bpy.ops.rodin_props.import_selected() == {"FINISHED"}
    found = props()
    assert found.keys() == {job.name for job in jobs}
    boxes = [
        ([thing.matrix_world @ Vector(corner) for corner in thing.bound_box], thing.name) for thing in found.values()
    ]
    for corners, name in boxes:
        for others, other in boxes:
            if name < other:
                apart = [
                    min(corner[axis] for corner in corners) >= max(corner[axis] for corner in others)
                    or min(corner[axis] for corner in others) >= max(corner[axis] for corner in corners)
                    for axis in (0, 1)
                ]
                assert any(apart), (name, other)
    assert min(corner.z for corners, _ in boxes for corner in corners) == pytest.approx(2.0, abs=1e-3)
    bpy.ops.ed.undo()
    assert not props()


def test_one_with_a_placeholder_lands_there(ready: Any, select: Any) -> None:
    job = ready(1, first=3)[0]
    bpy.context.scene.cursor.location = (50.0, 0.0, 0.0)
    select(job.id)
    bpy.ops.rodin_props.import_selected()
    assert props()[job.name].location.x == pytest.approx(6.0)


def test_what_is_not_finished_is_left_out(ready: Any, select: Any, part: Part) -> None:
    done, stopped = ready(2)
    state = part("session.session").current()
    state.ledger.move(stopped.id, part("jobs.states").State.CANCELLED)
    select(done.id, stopped.id)
    assert bpy.ops.rodin_props.import_selected() == {"FINISHED"}
    assert list(props()) == [done.name]


def test_a_prop_is_put_down_where_it_is_placed_in_one_step(ready: Any, part: Part) -> None:
    job = ready(1)[0]
    remove_placeholders()
    assert bpy.ops.rodin_props.place_job(job=job.id, location=(3.0, -2.0, 1.5), turn=math.pi / 2) == {"FINISHED"}
    prop = props()[job.name]
    lowest = min((prop.matrix_world @ Vector(corner)).z for corner in prop.bound_box)
    assert (round(prop.location.x, 3), round(prop.location.y, 3), round(lowest, 3)) == (3.0, -2.0, 1.5)
    assert prop.matrix_world.to_euler().z == pytest.approx(math.pi / 2)
    assert part("session.session").current().job(job.id).state.value == "IMPORTED"
    bpy.ops.ed.undo()
    assert not props()


def test_what_waits_for_a_prop_stays_when_it_is_placed_elsewhere(ready: Any) -> None:
    job = ready(1)[0]
    bpy.ops.rodin_props.place_job(job=job.id, location=(9.0, 0.0, 0.0))
    assert props()[job.name].location.x == pytest.approx(9.0)
    assert [each.type for each in bpy.context.scene.objects].count("EMPTY") == 1


def test_without_a_name_the_selected_one_is_placed(ready: Any, select: Any) -> None:
    one, two = ready(2)
    remove_placeholders()
    select(one.id, two.id)
    with pytest.raises(RuntimeError, match="Select one generation in the gallery first"):
        bpy.ops.rodin_props.place_job(location=(1.0, 0.0, 0.0))
    select(two.id)
    bpy.ops.rodin_props.place_job(location=(1.0, 0.0, 0.0))
    assert list(props()) == [two.name]


def test_nothing_is_paid_for_or_lost_that_is_only_selected(ready: Any, select: Any) -> None:
    select(ready(1)[0].id)
    for name in ("retry_job", "remove_job", "cancel_job"):
        with pytest.raises(RuntimeError, match="no such generation"):
            getattr(bpy.ops.rodin_props, name)()
