# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes around blockouts of all the nasty kinds."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Euler, Matrix, Vector

Part = Callable[[str], ModuleType]


def _block(name: str = "Block", size: tuple[float, float, float] = (1.0, 2.0, 3.0), parent: Any = None) -> Any:
    """A box of this size whose own origin is off its middle."""
    mesh = bpy.data.meshes.new(name)
    points = [(x * size[0] + 0.3, y * size[1], z * size[2]) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
    mesh.from_pydata(points, [], [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])
    made = bpy.data.objects.new(name, mesh)
    made.parent = parent
    bpy.context.scene.collection.objects.link(made)
    return made


def _box(part: Part, target: Any) -> Any:
    bpy.context.view_layer.update()
    box = part("scene.measure.bounds").oriented_box(target, bpy.context.evaluated_depsgraph_get())
    rotation = box.matrix.to_3x3()
    assert rotation.determinant() == pytest.approx(1.0, abs=1e-5)
    assert (rotation @ rotation.transposed() - Matrix.Identity(3)).median_scale == pytest.approx(0.0, abs=1e-5)
    return box


def _holds(box: Any, target: Any, slack: float = 1e-4) -> bool:
    """Every corner of the target's mesh is in the box."""
    inverse = box.matrix.inverted()
    local = [inverse @ target.matrix_world @ vertex.co for vertex in target.data.vertices]
    half = box.dimensions / 2
    return all(
        abs(p.x) <= half.x + slack and abs(p.y) <= half.y + slack and -slack <= p.z <= box.dimensions.z + slack
        for p in local
    )


def test_an_upright_box_stands_on_its_floor(part: Part, addon: ModuleType) -> None:
    target = _block()
    target.location = (5, 6, 7)
    box = _box(part, target)
    assert tuple(box.dimensions) == pytest.approx((1, 2, 3), abs=1e-5)
    assert tuple(box.matrix.translation) == pytest.approx((5.8, 7.0, 7.0), abs=1e-5)


@pytest.mark.parametrize("angle", [20, 45, 130, 200])
def test_it_turns_with_the_object(part: Part, addon: ModuleType, angle: float) -> None:
    target = _block()
    target.rotation_euler.z = math.radians(angle)
    box = _box(part, target)
    assert tuple(box.dimensions) == pytest.approx((1, 2, 3), abs=1e-5)
    assert box.matrix.to_euler().z % math.tau == pytest.approx(math.radians(angle), abs=1e-5)


@pytest.mark.parametrize("scale", [(-1, 1, 1), (1, -1, 1), (1, 1, -1), (-2, -0.5, -3), (4, 0.1, 1)])
def test_mirrored_and_uneven_scales(part: Part, addon: ModuleType, scale: tuple[float, float, float]) -> None:
    target = _block()
    target.scale, target.rotation_euler = scale, Euler((0.2, 0.1, 0.7))
    box = _box(part, target)
    wanted = [abs(s) * d for s, d in zip(scale, (1, 2, 3), strict=True)]
    assert list(box.dimensions) == pytest.approx(wanted, abs=1e-4)
    assert _holds(box, target)
    assert (box.matrix.to_3x3() @ Vector((0, 0, 1))).z > 0.9


@pytest.mark.parametrize(
    ("turn", "dimensions"),
    [((90, 0, 0), (1, 3, 2)), ((-90, 0, 0), (1, 3, 2)), ((0, 90, 0), (3, 2, 1)), ((180, 0, 0), (1, 2, 3))],
)
def test_a_box_on_its_side_is_upright_for_its_prop(
    part: Part, addon: ModuleType, turn: tuple[float, float, float], dimensions: tuple[float, float, float]
) -> None:
    target = _block()
    target.rotation_euler = Euler([math.radians(each) for each in turn])
    box = _box(part, target)
    assert tuple(box.dimensions) == pytest.approx(dimensions, abs=1e-4)
    assert (box.matrix.to_3x3() @ Vector((0, 0, 1))).z == pytest.approx(1.0, abs=1e-5)
    assert _holds(box, target)


def test_parents_that_are_scaled_and_turned_skew_their_children(part: Part, addon: ModuleType) -> None:
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.scale, parent.rotation_euler, parent.location = (1, 3, 0.5), Euler((0.1, 0.2, 0.3)), (1, 2, 3)
    target = _block(parent=parent)
    target.rotation_euler = Euler((0.3, -0.4, 0.6))
    box = _box(part, target)
    assert _holds(box, target)
    tight = [Vector(corner) for corner in box.corners()]
    assert len({tuple(round(each, 4) for each in corner) for corner in tight}) == 8
    low, high = part("scene.measure.bounds").world_bounds([target], bpy.context.evaluated_depsgraph_get())
    assert (high - low).length <= box.dimensions.length * 1.5


def test_modifiers_count(part: Part, addon: ModuleType) -> None:
    target = _block(size=(1, 1, 1))
    array = target.modifiers.new("Array", "ARRAY")
    array.count, array.relative_offset_displace = 3, (0, 0, 1)
    assert tuple(_box(part, target).dimensions) == pytest.approx((1, 1, 3), abs=1e-4)


def test_texts_and_curves_have_boxes(part: Part, addon: ModuleType) -> None:
    curve = bpy.data.curves.new("Word", "FONT")
    curve.body, curve.extrude = "Sofa", 0.25
    target = bpy.data.objects.new("Word", curve)
    bpy.context.scene.collection.objects.link(target)
    target.rotation_euler.x = math.radians(90)
    box = _box(part, target)
    assert box.dimensions.x > 1.0
    assert box.dimensions.y == pytest.approx(0.5, abs=1e-4)


def test_what_has_no_extent_is_refused_by_name(part: Part, addon: ModuleType) -> None:
    target = bpy.data.objects.new("Nothing", bpy.data.meshes.new("Nothing"))
    bpy.context.scene.collection.objects.link(target)
    with pytest.raises(part("scene.errors").NoGeometry, match="“Nothing” has no geometry"):
        _box(part, target)


def test_an_instance_of_a_collection_is_refused_by_name(part: Part, addon: ModuleType) -> None:
    target = bpy.data.objects.new("Crowd", None)
    target.instance_type, target.instance_collection = "COLLECTION", bpy.data.collections.new("Many")
    bpy.context.scene.collection.objects.link(target)
    with pytest.raises(part("scene.errors").InstanceRefused, match="“Crowd” is an instance"):
        _box(part, target)


def test_world_bounds_take_in_what_is_instanced(part: Part, addon: ModuleType) -> None:
    held = _block(size=(1, 1, 1))
    crowd = bpy.data.collections.new("Crowd")
    bpy.context.scene.collection.objects.unlink(held)
    crowd.objects.link(held)
    instance = bpy.data.objects.new("Instance", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", crowd
    instance.location, instance.scale = (10, 0, 0), (2, 2, 2)
    bpy.context.scene.collection.objects.link(instance)
    bpy.context.view_layer.update()
    low, high = part("scene.measure.bounds").world_bounds([instance], bpy.context.evaluated_depsgraph_get())
    assert [*low, *high] == pytest.approx([10.6, 0, 0, 12.6, 2, 2], abs=1e-4)
