# SPDX-License-Identifier: GPL-3.0-or-later
"""Which level objects need is told by their size in the picture, wherever the camera looks."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def camera(addon: ModuleType) -> Any:
    """A camera at the origin that looks along y, whose picture is as wide as it is far away."""
    data: Any = bpy.data.cameras.new("Camera")
    data.sensor_fit, data.sensor_width, data.lens = "HORIZONTAL", 36.0, 36.0
    made = bpy.data.objects.new("Camera", data)
    bpy.context.scene.collection.objects.link(made)
    made.rotation_euler.x = 1.5707963
    bpy.context.scene.camera = made
    return made


@pytest.fixture
def parts(part: Part, camera: Any) -> Callable[[], dict[Any, float]]:
    """A function that tells which part of the picture each object takes."""

    def found() -> dict[Any, float]:
        depsgraph = bpy.context.evaluated_depsgraph_get()
        return part("scene.levels.distance").parts_of_picture(bpy.context.scene, depsgraph, camera)

    return found


def _ball(name: str, y: float, mesh: Any = None) -> Any:
    made = light_scene.stand(mesh or light_scene.shape("Ball", 400), name)
    made.location.y = y
    return made


def test_twice_as_far_is_half_as_big_and_behind_is_as_in_front(parts: Any) -> None:
    near, far, behind = _ball("near", 10.0), _ball("far", 20.0), _ball("behind", -10.0)
    found = parts()
    assert found[near] == pytest.approx(2 * found[far], rel=0.02)
    assert found[behind] == pytest.approx(found[near], rel=0.02)
    diagonal = (0.8**2 + 0.6**2 + 1.0) ** 0.5
    assert found[near] == pytest.approx(diagonal / 10.0, rel=0.02)


def test_what_is_scaled_or_instanced_counts_where_it_is_nearest(parts: Any) -> None:
    ball = _ball("ball", 40.0)
    alone = parts()[ball]
    ball.scale = (2.0, 2.0, 2.0)
    assert parts()[ball] == pytest.approx(2 * alone, rel=0.02)
    ball.scale = (1.0, 1.0, 1.0)
    group = bpy.data.collections.new("Group")
    group.objects.link(ball)
    for y in (100.0, -20.0, 200.0):  # the ball stands at 20 in the second
        instance: Any = bpy.data.objects.new("Instance", None)
        instance.instance_type, instance.instance_collection, instance.location.y = "COLLECTION", group, y
        bpy.context.scene.collection.objects.link(instance)
    assert parts()[ball] == pytest.approx(2 * alone, rel=0.02)


def test_a_camera_inside_of_it_sees_nothing_else(parts: Any) -> None:
    ball = _ball("ball", 0.0)
    ball.location.z = -0.5
    assert parts()[ball] == 1.0


def test_an_orthographic_camera_sees_all_at_one_size(parts: Any, camera: Any) -> None:
    camera.data.type, camera.data.ortho_scale = "ORTHO", 10.0
    near, far = _ball("near", 5.0), _ball("far", 500.0)
    found = parts()
    assert found[near] == pytest.approx(found[far]) == pytest.approx(0.1414, rel=0.02)


def test_levels_and_textures_follow_the_size_and_the_factor(part: Part) -> None:
    distance = part("scene.levels.distance")
    words = [distance.level_for(size, 1.0).value for size in (0.9, 0.2, 0.1, 0.05, 0.01)]
    assert words == ["FULL", "HALF", "QUARTER", "TENTH", "PROXY"]
    assert distance.level_for(0.2, 2.0).value == "QUARTER"
    assert distance.level_for(0.2, 0.5).value == "FULL"
    assert [distance.side_for(size, 1920, 1.0) for size in (0.01, 0.25, 0.5, 1.0)] == [512, 1024, 2048, 4096]
    assert distance.side_for(1.0, 7680, 1.0) == 0
