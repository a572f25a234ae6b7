# SPDX-License-Identifier: GPL-3.0-or-later
"""Props are shown lighter by the operators: of the selection, of a collection, by distance; as one undo step."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest
from light_scene import triangles
from variant_scene import activate

Part = Callable[[str], ModuleType]
Know = Callable[[], None]


@pytest.fixture
def with_files(part: Part, levels_path: Path) -> Callable[[], None]:
    """A function after which this session knows the file for all meshes that there are, as if it had been made."""

    def know() -> None:
        files = part("session.levels.light").wishes().orders.files
        files.update(dict.fromkeys((mesh.session_uid for mesh in bpy.data.meshes), levels_path))

    return know


def _copies(prop: Any, count: int) -> list[Any]:
    made = [prop, *(prop.copy() for _ in range(count - 1))]
    for copy in made[1:]:
        bpy.context.scene.collection.objects.link(copy)
    return made


def _own(prop: Any, name: str) -> Any:
    """Another prop, which has a mesh of its own."""
    return light_scene.stand(prop.data.copy(), name)


def test_the_selection_is_shown_lighter_and_an_undo_brings_it_back(prop: Any, with_files: Know) -> None:
    count = triangles(prop.data)
    other = _own(prop, "Other")
    with_files()
    activate(prop)
    bpy.ops.ed.undo_push(message="Begin")
    assert bpy.ops.rodin_props.show_level(level="TENTH", scope="SELECTION") == {"FINISHED"}
    assert triangles(prop.data) < count / 5
    assert triangles(other.data) == count
    bpy.ops.ed.undo()
    assert triangles(bpy.data.objects["Chair"].data) == count
    bpy.ops.ed.redo()
    assert triangles(bpy.data.objects["Chair"].data) < count / 5
    assert bpy.ops.rodin_props.show_level(level="FULL", scope="SCENE") == {"FINISHED"}
    assert triangles(bpy.data.objects["Chair"].data) == count


def test_a_collection_is_shown_lighter_with_those_inside_it_and_what_it_instances(prop: Any, with_files: Know) -> None:
    count = triangles(prop.data)
    outside, nested, instanced = (_own(prop, name) for name in ("Outside", "Nested", "Instanced"))
    with_files()
    outer, inner, library = (bpy.data.collections.new(name) for name in ("Outer", "Inner", "Library"))
    bpy.context.scene.collection.children.link(outer)
    outer.children.link(inner)
    for each, group in ((prop, outer), (nested, inner), (instanced, library)):
        bpy.context.scene.collection.objects.unlink(each)
        group.objects.link(each)
    instance: Any = bpy.data.objects.new("Instance", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", library
    inner.objects.link(instance)
    bpy.context.view_layer.active_layer_collection = bpy.context.view_layer.layer_collection.children["Outer"]
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="COLLECTION") == {"FINISHED"}
    assert [triangles(each.data) < count for each in (prop, nested, instanced, outside)] == [True, True, True, False]


def test_by_distance_the_nearest_of_linked_copies_decides(prop: Any, part: Part, with_files: Know) -> None:
    data: Any = bpy.data.cameras.new("Camera")
    camera = bpy.data.objects.new("Camera", data)
    bpy.context.scene.collection.objects.link(camera)
    camera.rotation_euler.x = 1.5707963
    bpy.context.scene.camera = camera
    near, far = _copies(prop, 2)
    near.location.y, far.location.y = 20.0, 500.0
    alone = _own(prop, "Alone")
    with_files()
    alone.location.y = -80.0  # behind the camera
    assert bpy.ops.rodin_props.lighten_by_distance() == {"FINISHED"}
    level = part("scene.levels.show").level_shown
    assert [level(each).value for each in (near, far, alone)] == ["HALF", "HALF", "TENTH"]
    bpy.context.scene.rodin_props.distance_factor = 4.0
    bpy.ops.rodin_props.lighten_by_distance()
    assert [level(each).value for each in (near, far, alone)] == ["TENTH", "TENTH", "PROXY"]
    image = prop.data.materials[0].node_tree.nodes["Image Texture"].image
    assert image.size[0] == 512


def test_textures_are_shown_smaller_and_in_full_again(prop: Any, with_files: Know) -> None:
    with_files()
    activate(prop)
    node = prop.data.materials[0].node_tree.nodes["Image Texture"]
    full = node.image
    assert bpy.ops.rodin_props.show_texture_size(side="512", scope="SELECTION") == {"FINISHED"}
    assert node.image.size[0] == 512
    assert bpy.ops.rodin_props.show_texture_size(side="FULL", scope="SCENE") == {"FINISHED"}
    assert node.image == full


def test_fifty_props_are_switched_with_one_update(prop: Any, with_files: Know) -> None:
    data: Any = bpy.data.cameras.new("Camera")
    bpy.context.scene.camera = bpy.data.objects.new("Camera", data)
    bpy.context.scene.collection.objects.link(bpy.context.scene.camera)
    for number in range(49):
        _own(prop, f"Prop {number}").location.y = 10.0 * number
    with_files()
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    bpy.context.view_layer.update()
    updates = []

    def count(*_: object) -> None:
        updates.append(1)

    bpy.app.handlers.depsgraph_update_post.append(count)
    try:
        bpy.ops.rodin_props.lighten_by_distance()
        bpy.context.view_layer.update()
    finally:
        bpy.app.handlers.depsgraph_update_post.remove(count)
    assert len(updates) == 1


def test_without_a_camera_or_props_it_says_so(addon: ModuleType) -> None:
    assert not bpy.ops.rodin_props.lighten_by_distance.poll()
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE") == {"CANCELLED"}
