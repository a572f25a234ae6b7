# SPDX-License-Identifier: GPL-3.0-or-later
"""Place first, arrive later: whatever became of the place while waiting, the prop lands as it is by then."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from mathutils import Euler, Matrix, Vector

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
Props = Callable[[str], list[bpy.types.Object]]


def test_it_lands_where_the_box_is_by_then(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", size=(1.0, 1.0, 1.0))
    job_id = send(box)
    room = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(room)
    room.location.x = 10.0
    other = bpy.data.collections.new("Furniture")
    bpy.context.scene.collection.children.link(other)
    box.parent, box.name = room, "Renamed"
    other.objects.link(box)
    bpy.context.scene.collection.objects.unlink(box)
    box.location, box.rotation_euler.z, box.scale = (0.0, 2.0, 1.0), math.radians(30), (2.0, 2.0, 2.0)
    arrive()
    (prop,) = props_of(job_id)
    assert prop.parent == room
    assert list(prop.users_collection) == [other]
    assert tuple(prop.matrix_world.translation) == pytest.approx((10.0, 2.0, 0.0), abs=1e-4)
    assert prop.matrix_world.to_euler().z == pytest.approx(math.radians(30), abs=1e-4)
    assert max(prop.dimensions) == pytest.approx(2.0, rel=0.01)
    assert bpy.data.objects["Renamed"].hide_get()


def test_duplicates_made_meanwhile_become_linked_copies(send: Any, arrive: Any, props_of: Props, online: Any) -> None:
    box = new_box("Box")
    job_id = send(box)
    for number in (1, 2):
        twin = box.copy()
        twin.location.x = 3.0 * number
        bpy.context.scene.collection.objects.link(twin)
    arrive()
    props = props_of(job_id)
    assert sorted(round(each.location.x, 3) for each in props) == [0.0, 3.0, 6.0]
    assert len({each.data for each in props}) == 1
    assert len(online.record()["submissions"]) == 1


def test_a_deleted_place_lets_the_prop_wait_in_the_list(send: Any, arrive: Any, props_of: Props, jobs: Jobs) -> None:
    box = new_box("Box", size=(0.5, 0.5, 2.0))
    job_id = send(box)
    bpy.data.objects.remove(box)
    arrive()
    assert props_of(job_id) == []
    assert jobs()[0].state.value == "READY"
    bpy.context.scene.cursor.location = (4.0, 0.0, 0.0)
    bpy.ops.rodin_props.import_job(job=job_id)
    bpy.context.view_layer.update()
    (prop,) = props_of(job_id)
    assert max(prop.dimensions) == pytest.approx(2.0, rel=0.01)
    assert prop.location.x == pytest.approx(4.0)


def test_a_place_that_lost_its_extent_still_gets_its_prop(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", size=(0.5, 0.5, 2.0), location=(3.0, 0.0, 0.0))
    job_of_box = send(box)
    box.data.clear_geometry()
    job_of_placeholder = send(None, prompt="a mug")
    placeholder = next(each for each in bpy.data.objects if each.type == "EMPTY")
    placeholder.scale = (0.0, 0.0, 0.0)
    arrive()
    (stool,), (mug,) = props_of(job_of_box), props_of(job_of_placeholder)
    assert stool.location.x == pytest.approx(3.0)
    assert max(stool.dimensions) == pytest.approx(2.0, rel=0.01)
    assert mug.dimensions.z == pytest.approx(bpy.context.scene.rodin_props.height_meters, rel=0.01)


def test_a_hidden_box_gives_a_hidden_prop_in_its_place(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", location=(1.0, 1.0, 1.0))
    job_id = send(box)
    box.hide_set(True)
    box.location.x = 5.0
    arrive()
    (prop,) = props_of(job_id)
    assert prop.hide_get()
    assert prop.location.x == pytest.approx(5.0)


def test_a_placeholder_is_found_wherever_it_went(send: Any, arrive: Any, props_of: Props) -> None:
    bpy.context.scene.rodin_props.height_meters = 1.0
    job_id = send(None)
    (placeholder,) = (each for each in bpy.data.objects if each.type == "EMPTY")
    placeholder.name = "My stool"
    placeholder.matrix_world = Matrix.LocRotScale(Vector((7, 8, 9.75)), Euler((0, 0, 1.0)), Vector((1.5, 1.5, 1.5)))
    arrive()
    (prop,) = props_of(job_id)
    assert tuple(prop.location) == pytest.approx((7.0, 8.0, 9.0), abs=1e-4)
    assert prop.dimensions.z == pytest.approx(1.5, rel=0.01)
    assert not [each for each in bpy.data.objects if each.type == "EMPTY"]
