# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts stand where the whole is when they come, however it was moved, stretched, copied or deleted meanwhile."""

from collections.abc import Callable
from math import radians
from typing import Any

import bpy
import numpy
import pytest
from mathutils import Matrix
from part_scene import box_in_world, fills
from variant_scene import activate

Split = Callable[..., list[bpy.types.Object]]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.fixture
def order(chest: bpy.types.Object, unwaited: None, split: Split) -> Split:
    """A function that orders parts and returns at once."""
    return split


def parts_in_file() -> list[bpy.types.Object]:
    return [each for each in bpy.data.objects if "rodin_props_part_made" in each and each.type == "MESH"]


def moved(target: bpy.types.Object) -> None:
    target.location, target.rotation_euler, target.scale = (3, -2, 0.5), (0.1, 0.2, 2.0), (1.5, 1.5, 1.5)


def turned_otherwise(target: bpy.types.Object) -> None:
    target.rotation_mode, target.rotation_quaternion = "QUATERNION", (0.8, 0.1, 0.2, 0.5)
    target.delta_location, target.delta_scale = (0, 1, 0), (2, 1, 1)


def mirrored(target: bpy.types.Object) -> None:
    target.scale = (-1.0, 1.0, 2.0)


def sheared(target: bpy.types.Object) -> None:
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.scale, parent.rotation_euler = (1.0, 3.0, 1.0), (0.0, 0.0, radians(20))
    target.parent, target.rotation_euler = parent, (0.0, 0.0, radians(40))
    target.matrix_parent_inverse = Matrix.Translation((1.0, 0.0, 0.0))


def applied(target: bpy.types.Object) -> None:
    target.data.transform(Matrix.Translation((0.2, 0.0, 1.0)) @ Matrix.Scale(0.5, 4))


def constrained(target: bpy.types.Object) -> None:
    goal = bpy.data.objects.new("Goal", None)
    bpy.context.scene.collection.objects.link(goal)
    goal.location = (0, 0, 5)
    target.constraints.new("COPY_LOCATION").target = goal


@pytest.mark.parametrize("change", [moved, turned_otherwise, mirrored, sheared, applied, constrained])
@pytest.mark.long
def test_parts_follow_the_whole(
    chest: bpy.types.Object, order: Any, look_until_all_ended: Any, change: Callable[[Any], None]
) -> None:
    if change is applied:
        change(chest)
    order(chest)
    if change is not applied:  # while the parts are made
        change(chest)
    look_until_all_ended()
    parts = parts_in_file()
    bpy.context.view_layer.update()
    assert len(parts) == 4
    (root,) = {part.parent for part in parts}
    assert fills(parts, box_in_world(chest))
    assert root.parent == chest.parent
    assert root.users_collection == chest.users_collection
    assert numpy.allclose(root.matrix_world, chest.matrix_world, atol=1e-5)


@pytest.mark.long
def test_under_the_largest_part_the_others_stand_as_well(chest: bpy.types.Object, split: Split) -> None:
    box = box_in_world(chest)
    root, *others = split(chest, under="LARGEST")
    assert root.type == "MESH"
    assert all(part.parent == root for part in others)
    assert fills([root, *others], box)
    root.location.x += 2.0
    bpy.context.view_layer.update()
    activate(root)
    bpy.ops.rodin_props.bring_back_whole()
    bpy.context.view_layer.update()
    assert numpy.allclose(box_in_world(chest) - box, (2.0, 0.0, 0.0), atol=1e-4)


@pytest.mark.long
def test_copies_made_meanwhile_get_linked_parts(chest: bpy.types.Object, order: Any, look_until_all_ended: Any) -> None:
    order(chest)
    copy = chest.copy()
    copy.location.x += 4.0
    bpy.context.scene.collection.objects.link(copy)
    look_until_all_ended()
    bpy.context.view_layer.update()
    by_root: dict[Any, list[Any]] = {}
    for part in parts_in_file():
        by_root.setdefault(part.parent, []).append(part)
    assert [len(parts) for parts in by_root.values()] == [4, 4]
    assert len({part.data for part in parts_in_file()}) == 4
    boxes = [box_in_world(*parts) for parts in by_root.values()]
    assert sorted(box[0][0] for box in boxes)[1] - sorted(box[0][0] for box in boxes)[0] == pytest.approx(4.0, abs=1e-3)
    assert chest.hide_get()
    assert copy.hide_get()
    # One of both comes back alone.
    activate(by_root[max(by_root, key=lambda root: root.matrix_world.translation.x)][0])
    bpy.ops.rodin_props.bring_back_whole()
    assert (chest.hide_get(), copy.hide_get()) == (True, False)
    assert len(parts_in_file()) == 4


@pytest.mark.parametrize("linked_copies", [False, True])
@pytest.mark.long
def test_linked_copies_get_parts_only_if_asked_for(chest: bpy.types.Object, split: Split, linked_copies: bool) -> None:
    copy = chest.copy()
    copy.location.x += 4.0
    bpy.context.scene.collection.objects.link(copy)
    split(chest, linked_copies=linked_copies)
    assert copy.hide_get() is linked_copies
    assert len(parts_in_file()) == (8 if linked_copies else 4)


@pytest.mark.long
def test_parts_of_a_whole_that_was_deleted_wait_and_can_be_imported_at_the_cursor(
    chest: bpy.types.Object, order: Any, look_until_all_ended: Any, jobs: Jobs
) -> None:
    height = chest.dimensions.z
    order(chest)
    bpy.data.objects.remove(chest)
    look_until_all_ended()
    job = jobs()[0]
    assert job.state == "READY"
    assert not parts_in_file()
    bpy.context.scene.cursor.location = (5, 0, 0)
    bpy.ops.rodin_props.import_job(job=job.id)
    bpy.context.view_layer.update()
    low, high = box_in_world(*parts_in_file())
    assert high[2] - low[2] == pytest.approx(height, rel=0.02)
    assert (low[2], (low[0] + high[0]) / 2) == pytest.approx((0.0, 5.0), abs=1e-3)


@pytest.mark.long
def test_children_constraints_and_what_is_under_the_parts_stay(chest: bpy.types.Object, split: Split) -> None:
    vase = bpy.data.objects.new("Vase", None)
    bpy.context.scene.collection.objects.link(vase)
    vase.parent = chest
    chest.constraints.new("LIMIT_ROTATION")
    root, *parts = split(chest)
    assert vase.parent == chest
    assert [each.type for each in chest.constraints] == ["LIMIT_ROTATION"]
    assert not root.constraints
    cup = bpy.data.objects.new("Cup", None)
    bpy.context.scene.collection.objects.link(cup)
    cup.parent, cup.location = parts[0], (0.0, 0.0, 0.3)
    bpy.context.view_layer.update()
    place = cup.matrix_world.translation.copy()
    activate(root)
    bpy.ops.rodin_props.bring_back_whole()
    bpy.context.view_layer.update()
    assert cup.parent == chest
    assert numpy.allclose(cup.matrix_world.translation, place, atol=1e-4)


@pytest.mark.long
def test_a_deleted_whole_comes_back_from_its_parts(chest: bpy.types.Object, split: Split) -> None:
    name = chest.name
    root, *_ = split(chest)
    chest.hide_set(False)
    activate(chest)
    bpy.ops.object.delete()
    activate(root)
    bpy.ops.rodin_props.bring_back_whole()
    assert [each.name for each in bpy.context.scene.objects] == [name]


@pytest.mark.long
def test_the_parts_are_selected_and_active_where_the_whole_was(chest: bpy.types.Object, split: Split) -> None:
    root, *parts = split(chest)
    assert bpy.context.view_layer.objects.active == root
    assert all(each.select_get() for each in (root, *parts))


@pytest.mark.long
def test_parts_that_were_undone_can_be_imported_again(chest: bpy.types.Object, split: Split, jobs: Jobs) -> None:
    name = chest.name
    split(chest)
    bpy.ops.ed.undo()
    bpy.ops.rodin_props.import_job(job=jobs()[0].id)
    assert len(parts_in_file()) == 4
    assert bpy.data.objects[name].hide_get()
