# SPDX-License-Identifier: GPL-3.0-or-later
"""Placeholders and blockouts: made, found again, renamed, duplicated, moved, removed."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Euler, Matrix, Vector

Part = Callable[[str], ModuleType]


@pytest.fixture
def place(part: Part) -> Callable[..., bpy.types.Object]:
    """A function that stands a placeholder for the job `job`."""

    def run(**options: Any) -> bpy.types.Object:
        placement = part("scene.places.placement")
        values = {
            "job_id": "job",
            "name": "chair",
            "size": part("scene.measure.size").Size(meters=2.0),
            "location": Vector((1, 2, 3)),
        }
        made = placement.create_placeholder(bpy.context, **values | options)
        bpy.context.view_layer.update()
        return made

    return run


def _pose(part: Part, target: bpy.types.Object) -> Any:
    return part("scene.places.pose").pose_of(target, bpy.context)


def test_it_stands_on_the_point_with_the_wanted_height(part: Part, place: Callable[..., Any]) -> None:
    placeholder = place()
    assert placeholder.name == "chair (Rodin)"
    assert (placeholder.type, placeholder.empty_display_type, placeholder.show_name) == ("EMPTY", "CUBE", True)
    low = placeholder.matrix_world @ Vector((0, 0, -placeholder.empty_display_size))
    assert tuple(low) == pytest.approx((1, 2, 3), abs=1e-6)
    pose = _pose(part, placeholder)
    assert tuple(pose.matrix.translation) == pytest.approx((1, 2, 3), abs=1e-6)
    assert tuple(pose.dimensions) == pytest.approx((2, 2, 2), abs=1e-6)


@pytest.mark.parametrize(
    ("system", "scale", "units"), [("METRIC", 0.01, 200.0), ("IMPERIAL", 0.5, 4.0), ("NONE", 0.01, 2.0)]
)
def test_sizes_follow_the_scenes_units(
    part: Part, place: Callable[..., Any], system: str, scale: float, units: float
) -> None:
    settings = bpy.context.scene.unit_settings
    settings.system, settings.scale_length = system, scale
    assert _pose(part, place()).dimensions.z == pytest.approx(units)


def test_making_one_keeps_selection_and_active_object(addon: ModuleType, place: Callable[..., Any]) -> None:
    bpy.ops.object.empty_add()
    active = bpy.context.object
    place()
    assert bpy.context.object == active
    assert bpy.context.selected_objects == [active]


def test_the_pose_is_that_of_now(part: Part, place: Callable[..., Any]) -> None:
    placeholder = place()
    parent = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.location, parent.scale = (10, 0, 0), (2, 2, 2)
    placeholder.parent = parent
    placeholder.location, placeholder.rotation_euler, placeholder.scale = (
        (1, 0, 1),
        Euler((0, 0, math.pi / 2)),
        (1, 1, 3),
    )
    pose = _pose(part, placeholder)
    assert tuple(pose.dimensions) == pytest.approx((4, 4, 12), abs=1e-4)
    assert tuple(pose.matrix.translation) == pytest.approx((12, 0, 2 - 6), abs=1e-4)
    assert pose.matrix.to_euler().z == pytest.approx(math.pi / 2, abs=1e-5)
    assert tuple(pose.scale_for(Vector((1, 1, 2)))) == pytest.approx((6, 6, 6), abs=1e-4)


def test_the_pose_of_a_hidden_target_and_of_one_in_another_scene_is_right_too(
    part: Part, place: Callable[..., Any]
) -> None:
    hidden, elsewhere = place(), place()
    hidden.hide_viewport = True
    other = bpy.data.scenes.new("Other")
    bpy.context.scene.collection.objects.unlink(elsewhere)
    other.collection.objects.link(elsewhere)
    for each in (hidden, elsewhere):
        each.location = (7, 8, 10)
        assert tuple(_pose(part, each).matrix.translation) == pytest.approx((7, 8, 9), abs=1e-5)
    assert {scene.name for scene in bpy.data.scenes} == {"Scene", "Other"}
    assert len(bpy.data.objects) == 2


def test_targets_are_found_by_job_in_all_scenes_and_duplicates_too(part: Part, place: Callable[..., Any]) -> None:
    placement = part("scene.places.placement")
    first = place()
    place(job_id="another")
    copy = first.copy()
    other = bpy.data.scenes.new("Other")
    other.collection.objects.link(copy)
    deleted = first.copy()
    assert deleted.users_scene == ()
    assert placement.find_targets("job") == sorted([first, copy], key=lambda each: each.name)
    assert set(placement.targets_by_job()) == {"job", "another"}


def test_they_are_found_again_after_saving_and_opening(part: Part, place: Callable[..., Any], tmp_path: Path) -> None:
    place()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    bpy.ops.wm.read_homefile(use_empty=True)
    placement = part("scene.places.placement")
    assert placement.find_targets("job") == []
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "layout.blend"))
    (found,) = placement.find_targets("job")
    assert placement.is_placeholder(found)


def test_a_renamed_one_and_its_copies_are_placeholders_still(part: Part, place: Callable[..., Any]) -> None:
    placement = part("scene.places.placement")
    placeholder = place()
    copy = placeholder.copy()
    bpy.context.scene.collection.objects.link(copy)
    copy.name = "Grandmother's"
    placeholder.name = "chair 40%"  # as versions up to 0.1.4 named them
    assert all(map(placement.is_placeholder, (placeholder, copy)))
    placement.remove_placeholders("job")
    assert not bpy.data.objects


def test_a_blockout_may_wait_for_several_jobs(part: Part, addon: ModuleType) -> None:
    placement = part("scene.places.placement")
    bpy.ops.mesh.primitive_cube_add()
    block = bpy.context.object
    placement.mark_target(block, "one", part("scene.measure.sizing").Fit.INSIDE)
    placement.mark_target(block, "two", part("scene.measure.sizing").Fit.STRETCH)
    assert [placement.find_targets(job_id) for job_id in ("one", "two", "three")] == [[block], [block], []]
    placement.remove_placeholders("one")
    assert set(placement.targets_by_job()) == {"two"}
    placement.remove_placeholders("two")
    assert list(block.keys()) == []


def test_removing_a_placeholder_leaves_its_children_where_they_were(part: Part, place: Callable[..., Any]) -> None:
    placeholder = place()
    child = bpy.data.objects.new("Lamp", None)
    bpy.context.scene.collection.objects.link(child)
    child.parent, child.location = placeholder, (0, 0, 5)
    bpy.context.view_layer.update()
    before = child.matrix_world.copy()
    part("scene.places.placement").remove_placeholders("job")
    bpy.context.view_layer.update()
    assert [each.name for each in bpy.data.objects] == ["Lamp"]
    assert child.matrix_world == before


def test_what_stands_on_two_placeholders_that_go_together_stays_under_what_they_stand_on(
    part: Part, place: Callable[..., Any]
) -> None:
    lowest = place()
    floor, child = (bpy.data.objects.new(name, None) for name in ("Floor", "Lamp"))
    upper = lowest.copy()
    for above, below in ((lowest, floor), (upper, lowest), (child, upper)):
        above.parent, above.location = below, (0, 0, 5)
    for each in (floor, upper, child):
        bpy.context.scene.collection.objects.link(each)
    bpy.context.view_layer.update()
    before = child.matrix_world.copy()
    part("scene.places.placement").remove_placeholders("job")
    bpy.context.view_layer.update()
    assert {each.name for each in bpy.data.objects} == {"Floor", "Lamp"}
    assert child.parent == floor
    assert child.matrix_world == before


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        ("HEIGHT", (3, 3, 3)),
        ("LONGEST_SIDE", (1.5, 1.5, 1.5)),
        ("INSIDE", (0.5, 0.5, 0.5)),
        ("STRETCH", (0.5, 2.0, 3.0)),
    ],
)
def test_the_ways_to_fit(part: Part, addon: ModuleType, fit: str, expected: tuple[float, float, float]) -> None:
    pose = part("scene.places.pose").Pose(
        matrix=Matrix.Identity(4), dimensions=Vector((1, 2, 3)), fit=part("scene.measure.sizing").Fit(fit)
    )
    assert tuple(pose.scale_for(Vector((2, 1, 1)))) == pytest.approx(expected)


@pytest.mark.parametrize("fit", ["HEIGHT", "INSIDE", "STRETCH"])
def test_a_flat_place_still_gives_a_size(part: Part, addon: ModuleType, fit: str) -> None:
    pose = part("scene.places.pose").Pose(
        matrix=Matrix.Identity(4), dimensions=Vector((2, 2, 0)), fit=part("scene.measure.sizing").Fit(fit)
    )
    assert min(pose.scale_for(Vector((1, 1, 1)))) == pytest.approx(2.0)


@pytest.mark.parametrize("target", [{}, {"size_meters": "big", "size_axis": 3}, {"size_meters": -1.0}])
def test_a_size_that_makes_no_sense_is_one_metre(part: Part, target: dict[str, Any]) -> None:
    size = part("scene.measure.size").Size.of_words(target.get("size_meters"), target.get("size_axis"))
    assert (size.meters, size.axis.value) == (1.0, "HEIGHT")
