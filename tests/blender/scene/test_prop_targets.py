# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model takes the place of its targets: their size, parents, children, visibility and duplicates."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from landing_places import blockout_for, placeholder_for
from mathutils import Euler, Matrix, Vector

Part = Callable[[str], ModuleType]


def _local_corners(prop: bpy.types.Object, frame: Matrix) -> list[Vector]:
    bpy.context.view_layer.update()
    inverse = frame.inverted()
    return [inverse @ prop.matrix_world @ Vector(corner) for corner in prop.bound_box]


def test_duplicates_become_linked_copies_each_in_its_own_size(part: Part, land: Callable[..., Any]) -> None:
    first = placeholder_for(part)
    second, third = first.copy(), first.copy()
    for each in (second, third):
        bpy.context.scene.collection.objects.link(each)
    second.location, third.location = (5, 0, 0.45), (9, 0, 0.9)
    third.scale = (2, 2, 2)
    prop = land((first, second, third))
    copies = sorted(bpy.data.objects, key=lambda each: each.location.x)
    assert len({each.data for each in copies}) == 1
    assert prop.data.users == 3
    assert [each.name for each in copies] == ["Chair", "Chair.001", "Chair.002"]
    assert [round(each.dimensions.z, 3) for each in copies] == [0.9, 0.9, 1.8]
    assert [tuple(each.scale) for each in copies[:2]] == [(1, 1, 1), (1, 1, 1)]
    assert [round(each.location.z, 4) for each in copies[1:]] == [0.0, 0.0]


@pytest.mark.parametrize("fit", ["INSIDE", "STRETCH"])
def test_it_fills_its_blockout_turned_like_it(part: Part, land: Callable[..., Any], fit: str) -> None:
    block = blockout_for(part, (0.6, 0.8, 0.7), fit)
    block.location, block.rotation_euler = (3, 4, 5), Euler((0.2, -0.1, 1.0))
    prop = land((block,))
    frame = block.matrix_world.normalized()
    corners = _local_corners(prop, frame)
    slack = 0.008
    assert all(abs(c.x) <= 0.3 + slack and abs(c.y) <= 0.4 + slack and -slack <= c.z <= 0.7 + slack for c in corners)
    sides = [max(c[axis] for c in corners) - min(c[axis] for c in corners) for axis in range(3)]
    wanted = (0.6, 0.8, 0.7) if fit == "STRETCH" else (0.7 * 0.9 / 1.9, 0.7 * 0.8 / 1.9, 0.7)
    assert sides == pytest.approx(wanted, abs=2e-3)
    assert list(block.users_collection) == list(prop.users_collection)
    assert (block.hide_get(), block.hide_render, prop.hide_get(), prop.hide_render) == (True, True, False, False)
    assert list(block.keys()) == []


def test_it_gets_the_blockouts_parent_and_moves_with_it(part: Part, land: Callable[..., Any]) -> None:
    parent = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.location, parent.scale, parent.rotation_euler = (1, 2, 3), (2, 0.5, 3), Euler((0.3, 0.2, 0.1))
    block = blockout_for(part)
    block.parent, block.rotation_euler = parent, Euler((0, 0, 0.5))
    bpy.context.view_layer.update()
    box = part("scene.measure.bounds").oriented_box(block, bpy.context.evaluated_depsgraph_get())
    prop = land((block,))
    assert prop.parent == parent
    assert tuple(prop.scale) == pytest.approx((1, 1, 1), abs=1e-5)
    half, slack = box.dimensions / 2, 0.01 * max(box.dimensions)
    for corner in _local_corners(prop, box.matrix):
        assert abs(corner.x) <= half.x + slack
        assert abs(corner.y) <= half.y + slack
        assert -slack <= corner.z <= box.dimensions.z + slack
    before = prop.matrix_world.translation.copy()
    parent.location.x += 10
    bpy.context.view_layer.update()
    assert tuple(prop.matrix_world.translation - before) == pytest.approx((10, 0, 0), abs=1e-4)


def test_it_hangs_on_the_same_bone(part: Part, land: Callable[..., Any]) -> None:
    armature = bpy.data.objects.new("Rig", bpy.data.armatures.new("Rig"))
    bpy.context.scene.collection.objects.link(armature)
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    bone = armature.data.edit_bones.new("Hand")
    bone.head, bone.tail = (0, 0, 1), (0, 1, 2)
    bpy.ops.object.mode_set(mode="OBJECT")
    placeholder = placeholder_for(part)
    placeholder.parent, placeholder.parent_type, placeholder.parent_bone = armature, "BONE", "Hand"
    bpy.context.view_layer.update()
    floor = placeholder.matrix_world @ Vector((0, 0, -placeholder.empty_display_size))
    prop = land((placeholder,))
    assert (prop.parent, prop.parent_type, prop.parent_bone) == (armature, "BONE", "Hand")
    assert tuple(prop.matrix_world.translation) == pytest.approx(tuple(floor), abs=1e-4)
    armature.pose.bones["Hand"].location = (0, 0, 2)
    bpy.context.view_layer.update()
    assert (prop.matrix_world.translation - floor).length == pytest.approx(2.0, abs=1e-3)


def test_children_of_the_placeholder_go_on_under_the_prop(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    child = bpy.data.objects.new("Cushion", None)
    bpy.context.scene.collection.objects.link(child)
    child.parent, child.location = placeholder, (0, 0, 1)
    bpy.context.view_layer.update()
    before = child.matrix_world.copy()
    prop = land((placeholder,))
    assert child.parent == prop
    assert child.matrix_world.translation == before.translation


def test_a_hidden_placeholder_gives_a_hidden_prop(part: Part, land: Callable[..., Any]) -> None:
    placeholder = placeholder_for(part)
    placeholder.hide_set(True)
    placeholder.hide_render = True
    prop = land((placeholder,))
    assert (prop.hide_get(), prop.hide_render) == (True, True)


def test_a_blockout_that_waits_for_another_job_too_stays(part: Part, land: Callable[..., Any]) -> None:
    placement = part("scene.places.placement")
    block = blockout_for(part)
    placement.mark_target(block, "next", part("scene.measure.sizing").Fit.INSIDE)
    land((block,))
    assert placement.find_targets("next") == [block]
    assert block.hide_get() is False
