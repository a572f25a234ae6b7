# SPDX-License-Identifier: GPL-3.0-or-later
"""What is copied of a scene for its pictures: all that they need, no more, and as the artist sees it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]
HEAVY_VERTICES = 40_000


@pytest.fixture
def order(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that orders a picture of the camera, or of objects alone."""

    def make(*only: Any, **options: Any) -> Any:
        scene = bpy.context.scene
        return part("scene.capture.ordering").camera_capture(
            scene,
            view_layer=bpy.context.view_layer,
            camera=scene.camera,
            output_path=tmp_path / "picture.png",
            only=only or None,
            max_side_pixels=128,
            **options,
        )

    return make


@pytest.fixture
def rebuilt(part: Part, order: Callable[..., Any]) -> Any:
    """A function that copies the scene and builds it again in this Blender, as the other one does."""
    made: list[Any] = []

    def build(*only: Any) -> Any:
        capture = order(*only)
        made.append(capture)
        path = capture._write_request()
        request = part("scene.transfer.request").PictureRequest.read(path)
        return part("scene.rendering.copied_scene").build(request)

    yield build
    for capture in made:
        capture.cleanup()


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
        path = capture._write_request().with_name("scene.blend")
        with bpy.data.libraries.load(str(path)) as (held, _):
            assert "Heavy" not in held.objects
            assert "Cube" in held.objects
        assert path.stat().st_size < HEAVY_VERTICES * 12
    finally:
        capture.cleanup()


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


@pytest.mark.parametrize("engine", ["CYCLES", "BLENDER_WORKBENCH", "EEVEE"])
def test_every_setting_of_the_scene_arrives(stage: Any, part: Part, rebuilt: Callable[..., Any], engine: str) -> None:
    scene, scene_copy = bpy.context.scene, part("scene.capture.scene_copy")
    eevee = "BLENDER_EEVEE" if bpy.app.version >= (5, 0, 0) else "BLENDER_EEVEE_NEXT"
    scene.render.engine = eevee if engine == "EEVEE" else engine
    groups = [scene.render, scene.view_settings, scene.eevee, scene.cycles, scene.display.shading]
    for group in (*groups, bpy.context.view_layer):
        _change_all(group)
    bpy.context.view_layer.use_pass_z = bpy.context.view_layer.use_solid = True
    scene.frame_set(17, subframe=0.25)
    scene["width"], scene["sizes"] = 3.5, [1, 2, 3]

    def settings(of: Any) -> dict[str, Any]:
        reader = part("scene.transfer.settings_values").SettingsReader()
        layer = reader.values_of(of.view_layers[0], left_out=scene_copy._LAYER_LEFT_OUT)
        left_out = {"render": scene_copy._RENDER_LEFT_OUT}
        names = scene_copy._SETTINGS
        found = {name: reader.values_of(getattr(of, name), left_out=left_out.get(name, frozenset())) for name in names}
        return {**found, "layer": layer, "frame": (of.frame_current, of.frame_subframe), "engine": of.render.engine}

    before = settings(scene)
    built = rebuilt()
    after = settings(built.scene)
    lost = {path: pair for path, pair in _flat_differences(before, after).items() if not path.startswith("eevee.")}
    assert lost == {}
    if bpy.app.version >= (5, 0, 0):  # 4.2 shows what the EEVEE before it had, and lets nobody set it
        assert before["eevee"] == after["eevee"]
    assert (built.scene["width"], list(built.scene["sizes"])) == (3.5, [1, 2, 3])


def _flat_differences(before: Any, after: Any, path: str = "") -> dict[str, tuple[Any, Any]]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return {} if before == after else {path: (before, after)}
    return {
        found: pair
        for name in before.keys() | after.keys()
        for found, pair in _flat_differences(before.get(name), after.get(name), f"{path}.{name}".lstrip(".")).items()
    }


def _change_all(group: Any) -> None:
    """Give each plain setting another value, as far as it takes one."""
    for prop in group.bl_rna.properties:
        if prop.is_readonly or prop.identifier in {
            "engine",
            "name",
            "preview_pause",
            "filepath",
            "use",
            "shading_system",
        }:
            continue
        if getattr(prop, "is_array", False) or prop.type not in {"BOOLEAN", "INT", "FLOAT", "ENUM"}:
            continue
        value = getattr(group, prop.identifier)
        try:
            setattr(group, prop.identifier, _another(prop, value))
        except (TypeError, AttributeError, ValueError):
            continue


def _another(prop: Any, value: Any) -> Any:
    if prop.type == "BOOLEAN":
        return not value
    if prop.type == "ENUM":
        return next((each.identifier for each in prop.enum_items if each.identifier != value), value)
    low, high = max(prop.hard_min, -1000), min(prop.hard_max, 1000)
    return type(value)((low + high) / 2 if value != (low + high) / 2 else low)


def test_the_curves_of_the_view_arrive(stage: Any, rebuilt: Callable[..., Any]) -> None:
    view = bpy.context.scene.view_settings
    view.use_curve_mapping = True
    curve = view.curve_mapping.curves[3]
    curve.points.new(0.25, 0.75)
    curve.points[1].handle_type = "VECTOR"
    view.curve_mapping.update()
    points = [tuple(point.location) for point in curve.points]
    there = rebuilt().scene.view_settings.curve_mapping.curves[3]
    assert [tuple(point.location) for point in there.points] == points
    assert there.points[1].handle_type == "VECTOR"


def test_the_clip_that_cameras_are_tracked_by_arrives(stage: Any, rebuilt: Callable[..., Any], tmp_path: Path) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "clip.png")
    bpy.context.scene.active_clip = bpy.data.movieclips.load(str(tmp_path / "clip.png"))
    assert rebuilt().scene.active_clip.name == "clip.png"


@pytest.mark.parametrize("name", ["material_override", "world_override"])
def test_what_a_view_layer_overrides_arrives(stage: Any, rebuilt: Callable[..., Any], name: str) -> None:
    kind = bpy.data.materials if name == "material_override" else bpy.data.worlds
    setattr(bpy.context.view_layer, name, kind.new("Override"))
    assert getattr(rebuilt().view_layer, name).name == "Override"


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
    capture._write_request()
    capture.cleanup()
    assert differences(before, snapshot()) == {}
