# SPDX-License-Identifier: GPL-3.0-or-later
"""What is copied of a scene for its pictures: all that they need, no more, and nothing of it is changed."""

from collections.abc import Callable
from typing import Any

import bpy
import pytest
from scene_snapshot import differences, snapshot

HEAVY_VERTICES = 40_000


def _heavy(name: str) -> Any:
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(HEAVY_VERTICES)
    return bpy.data.objects.new(name, mesh)


def _hidden_in_render(each: Any) -> None:
    bpy.context.scene.collection.objects.link(each)
    each.hide_render = True


def _in_excluded_collection(each: Any) -> None:
    collection = bpy.data.collections.new("Stash")
    collection.objects.link(each)
    bpy.context.scene.collection.children.link(collection)
    bpy.context.view_layer.layer_collection.children["Stash"].exclude = True


def _in_another_scene(each: Any) -> None:
    bpy.data.scenes.new("Another").collection.objects.link(each)


def _beside_the_subject(each: Any) -> None:
    bpy.context.scene.collection.objects.link(each)


@pytest.mark.parametrize(
    ("put", "alone"),
    [
        (_hidden_in_render, False),
        (_in_excluded_collection, False),
        (_in_another_scene, False),
        (_beside_the_subject, True),
    ],
)
def test_what_the_picture_does_not_need_is_not_written(
    stage: Any, order: Callable[..., Any], put: Callable[[Any], None], alone: bool
) -> None:
    put(_heavy("Heavy"))
    capture = order(*([stage] if alone else []))
    try:
        path = capture._copied().file
        with bpy.data.libraries.load(str(path)) as (held, _):
            assert "Heavy" not in held.objects
            assert "Cube" in held.objects
        assert path.stat().st_size < HEAVY_VERTICES * 12
    finally:
        capture.cleanup()


def test_a_subject_alone_costs_as_much_in_a_big_file(
    stage: Any, order: Callable[..., Any], part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, lights = part("scene.transfer.keys"), part("scene.capture.light")
    key_of, materials_of = keys.DataKey.of, lights.materials_of
    looked_at: list[Any] = []

    def noted(look: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda what: looked_at.append(what) or look(what)

    monkeypatch.setattr(keys.DataKey, "of", staticmethod(noted(key_of)))
    monkeypatch.setattr(lights, "materials_of", noted(materials_of))

    def cost() -> int:
        looked_at.clear()
        capture = order(stage)
        capture._copied()
        capture.cleanup()
        return len(looked_at)

    bpy.context.scene.render.engine = "CYCLES"
    small = cost()
    for number in range(50):
        bpy.context.scene.collection.objects.link(bpy.data.objects.new(f"Other {number}", stage.data))
    assert cost() == small


def test_a_subject_keeps_what_it_depends_on_and_what_lights_it(stage: Any, rebuilt: Callable[..., Any]) -> None:
    scene = bpy.context.scene
    parent = bpy.data.objects.new("Parent", None)
    parent.location.z = 0.5
    scene.collection.objects.link(parent)
    stage.parent = parent
    cutter = bpy.data.objects.new("Cutter", bpy.data.meshes.new("Cutter"))
    scene.collection.objects.link(cutter)
    stage.modifiers.new("Cut", "BOOLEAN").object = cutter
    for name, strength in (("Glowing", 5.0), ("Dark", 0.0)):
        bpy.ops.mesh.primitive_plane_add(location=(0, 0, 3))
        bpy.context.object.name = name
        material = bpy.data.materials.new(name)
        if material.node_tree is None:
            material.use_nodes = True
        principled = material.node_tree.nodes["Principled BSDF"]
        principled.inputs["Emission Color"].default_value = (1, 1, 1, 1)
        principled.inputs["Emission Strength"].default_value = strength
        bpy.context.object.data.materials.append(material)
    bpy.ops.object.light_add(type="SUN")
    built = rebuilt(stage)
    names = {each.name for each in built.scene.objects}
    assert names == {"Cube", "Camera", "Sun", "Glowing"}
    assert bpy.data.objects["Cube"].parent.name == "Parent"
    assert bpy.data.objects["Cube"].modifiers["Cut"].object.name == "Cutter"
    assert built.scene.world.name == "World"
    assert bpy.data.objects["Glowing"].indirect_only_get(view_layer=built.view_layer)


@pytest.mark.parametrize("alone", [False, True])
def test_the_background_set_is_there_but_not_behind_a_subject(
    stage: Any, rebuilt: Callable[..., Any], alone: bool
) -> None:
    background = bpy.data.scenes.new("Set")
    background.collection.objects.link(_heavy("Wall"))
    bpy.context.scene.background_set = background
    assert (rebuilt(stage) if alone else rebuilt()).scene.background_set == (None if alone else bpy.data.scenes["Set"])
    assert ("Wall" in bpy.data.objects) is not alone


def test_a_mesh_in_edit_mode_is_copied_as_it_is_edited(stage: Any, rebuilt: Callable[..., Any]) -> None:
    bpy.context.view_layer.objects.active = stage
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.transform.resize(value=(3, 1, 1))
    built = rebuilt()
    assert bpy.data.objects["Cube"].dimensions.x == pytest.approx(3.0)
    assert built.scene.frame_current == 1


def test_the_copy_changes_nothing(stage: Any, order: Callable[..., Any]) -> None:
    before = snapshot()
    capture = order(stage)
    capture._copied()
    capture.cleanup()
    assert differences(before, snapshot()) == {}
