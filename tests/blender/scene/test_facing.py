# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop's front faces the side of its place that was chosen, or the camera that sees its place."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from landing_places import placeholder_for
from mathutils import Euler, Vector

Part = Callable[[str], ModuleType]
SIDES = {"FRONT": (0, -1), "RIGHT": (1, 0), "BACK": (0, 1), "LEFT": (-1, 0)}


def _front(prop: bpy.types.Object) -> Vector:
    """Where the chair faces in the world: away from its back, the only thing that is above its seat."""
    points = [prop.matrix_world @ vertex.co for vertex in prop.data.vertices]
    low, high = (Vector([pick(point[axis] for point in points) for axis in range(3)]) for pick in (min, max))
    above = [point for point in points if point.z > low.z + 0.9 * (high.z - low.z)]
    middle = (low + high) / 2
    away = middle - sum(above, Vector()) / len(above)
    return Vector((away.x, away.y, 0.0)).normalized()


@pytest.fixture
def wide(addon: ModuleType) -> bpy.types.Object:
    """A blockout three units wide, one deep, two high, turned about the vertical."""
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(1, 2, 1), scale=(3, 1, 2), rotation=(0, 0, 0.5))
    return bpy.context.object


@pytest.mark.parametrize("fit", ["INSIDE", "STRETCH"])
@pytest.mark.parametrize("facing", SIDES)
def test_it_faces_the_chosen_side_of_a_blockout_and_fits_into_it(
    part: Part, land: Callable[..., Any], wide: bpy.types.Object, facing: str, fit: str
) -> None:
    placement, kinds = part("scene.places.placement"), part("scene.choices").Facing
    placement.mark_target(wide, "job", part("scene.measure.sizing").Fit(fit), kinds(facing))
    prop = land((wide,))
    to_blockout = wide.matrix_world.to_quaternion().inverted()
    assert tuple((to_blockout @ _front(prop)).xy) == pytest.approx(SIDES[facing], abs=1e-3)
    points = [to_blockout @ (prop.matrix_world @ vertex.co) for vertex in prop.data.vertices]
    sizes = [max(point[axis] for point in points) - min(point[axis] for point in points) for axis in range(3)]
    filled = [size / room for size, room in zip(sizes, (3.0, 1.0, 2.0), strict=True)]
    assert max(filled) == pytest.approx(1.0, abs=1e-3)
    assert fit == "INSIDE" or filled == pytest.approx([1.0] * 3, abs=1e-3)
    assert "rodin_props_facing" not in wide


@pytest.mark.parametrize("facing", SIDES)
def test_it_faces_the_chosen_side_of_a_placeholder_that_was_turned(
    part: Part, land: Callable[..., Any], facing: str
) -> None:
    placeholder = placeholder_for(part, facing=part("scene.choices").Facing(facing))
    placeholder.rotation_euler.z = 0.3
    prop = land((placeholder,))
    side = Vector((*SIDES[facing], 0.0))
    side.rotate(Euler((0.0, 0.0, 0.3)))
    assert tuple(_front(prop)) == pytest.approx(tuple(side), abs=1e-3)
    assert prop.dimensions.z == pytest.approx(0.9, abs=1e-3)


@pytest.mark.parametrize("eye", [(0, -6, 2), (5, 4, 1), (-3, 6, 3), (0.5, 0, 9)])
def test_as_seen_it_faces_the_camera(part: Part, land: Callable[..., Any], eye: tuple[float, float, float]) -> None:
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0, 0, 0.5))
    subject = bpy.context.object
    bpy.ops.object.camera_add(location=eye)
    camera = bpy.context.object
    camera.rotation_euler = (subject.location - camera.location).to_track_quat("-Z", "Y").to_euler()
    bpy.context.view_layer.update()
    place = part("scene.places.camera_place").place_before_camera(bpy.context, camera, subject=[subject])
    placeholder = placeholder_for(part, location=place.location, turn=place.turn)
    part("scene.places.view_fit").remember_view(placeholder, place.view, bpy.context)
    prop = land((placeholder,))
    to_camera = Vector((*(camera.location - prop.location).xy, 0.0)).normalized()
    assert math.degrees(_front(prop).angle(to_camera)) < 15.0
