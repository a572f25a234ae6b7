# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of sight pass what no artist sees: a prop stands on the wall, not on the cutter before it."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Vector

Part = Callable[[str], ModuleType]
WALL_Y, BEFORE_Y = 3.0, -3.0


@pytest.fixture
def stage(addon: ModuleType) -> Any:
    """A camera that looks along +Y at a wall; gives a cube that stands between."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    bpy.ops.object.camera_add(location=(0, -6, 1), rotation=(math.pi / 2, 0, 0))
    scene.camera = bpy.context.object
    bpy.ops.mesh.primitive_plane_add(size=4, location=(0, WALL_Y, 1), rotation=(math.pi / 2, 0, 0))
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, BEFORE_Y, 1))
    return bpy.context.object


def _volume_alone(target: Any) -> None:
    material = bpy.data.materials.new("Fog")
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    volume, output = tree.nodes.new("ShaderNodeVolumeScatter"), tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(volume.outputs[0], output.inputs["Volume"])
    target.data.materials.append(material)


def _fluid_domain(target: Any) -> None:
    target.modifiers.new("Fluid", "FLUID").fluid_type = "DOMAIN"


def _in_collection(target: Any, change: Callable[[Any, Any], None]) -> None:
    collection = bpy.data.collections.new("Own")
    bpy.context.scene.collection.children.link(collection)
    for each in target.users_collection:
        each.objects.unlink(target)
    collection.objects.link(target)
    change(collection, bpy.context.view_layer.layer_collection.children["Own"])


UNSEEN: dict[str, Callable[[Any], None]] = {
    "not rendered": lambda target: setattr(target, "hide_render", True),
    "hidden in all viewports": lambda target: setattr(target, "hide_viewport", True),
    "hidden with H": lambda target: target.hide_set(True),
    "drawn as wires": lambda target: setattr(target, "display_type", "WIRE"),
    "drawn as a box": lambda target: setattr(target, "display_type", "BOUNDS"),
    "a holdout": lambda target: setattr(target, "is_holdout", True),
    "a shadow catcher": lambda target: setattr(target, "is_shadow_catcher", True),
    "not seen by cameras": lambda target: setattr(target, "visible_camera", False),
    "the border of a fog": _volume_alone,
    "a fluid's domain": _fluid_domain,
    "in a collection that is not rendered": lambda target: _in_collection(
        target, lambda collection, layer: setattr(collection, "hide_render", True)
    ),
    "in a collection that is excluded": lambda target: _in_collection(
        target, lambda collection, layer: setattr(layer, "exclude", True)
    ),
    "in a holdout collection": lambda target: _in_collection(
        target, lambda collection, layer: setattr(layer, "holdout", True)
    ),
}


def _seen_y(part: Part) -> float:
    bpy.context.view_layer.update()
    place = part("scene.places.camera_place").place_before_camera(bpy.context, bpy.context.scene.camera)
    return float(place.location.y)


def test_what_is_seen_takes_the_prop(part: Part, stage: Any) -> None:
    assert _seen_y(part) == pytest.approx(BEFORE_Y - 0.5, abs=1e-3)


@pytest.mark.parametrize("hide", UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_is_looked_through(part: Part, stage: Any, hide: Callable[[Any], None]) -> None:
    hide(stage)
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)


def test_what_is_outside_of_the_local_view_is_looked_through(part: Part, stage: Any) -> None:
    window = bpy.context.window
    area = next(area for area in window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    for each in bpy.context.view_layer.objects:
        each.select_set(each != stage)
    with bpy.context.temp_override(window=window, area=area, region=region):
        assert bpy.ops.view3d.localview() == {"FINISHED"}
        assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)
        bpy.ops.view3d.localview()
        assert _seen_y(part) == pytest.approx(BEFORE_Y - 0.5, abs=1e-3)


def test_a_heap_of_cutters_is_looked_through(part: Part, stage: Any) -> None:
    for number in range(30):
        bpy.ops.mesh.primitive_cube_add(size=1, location=(0, BEFORE_Y + number * 0.1, 1))
        bpy.context.object.display_type = "WIRE"
    stage.display_type = "WIRE"
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)


def _instance_of(target: Any, location: tuple[float, float, float]) -> Any:
    collection = bpy.data.collections.new("Kept elsewhere")
    for each in target.users_collection:
        each.objects.unlink(target)
    collection.objects.link(target)
    target.location = (0, 0, 0)
    empty = bpy.data.objects.new("Instance", None)
    empty.instance_type, empty.instance_collection, empty.location = "COLLECTION", collection, location
    bpy.context.scene.collection.objects.link(empty)
    return empty


def test_instances_of_a_collection_are_seen_unless_their_instancer_is_hidden(part: Part, stage: Any) -> None:
    empty = _instance_of(stage, (0, BEFORE_Y, 1))
    assert _seen_y(part) == pytest.approx(BEFORE_Y - 0.5, abs=1e-3)
    empty.hide_set(True)
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)
    empty.hide_set(False)
    empty.hide_render = True
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)


def test_instances_of_a_cutter_are_looked_through(part: Part, stage: Any) -> None:
    stage.display_type = "WIRE"
    _instance_of(stage, (0, BEFORE_Y, 1))
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)


def test_the_background_set_is_seen(part: Part, stage: Any) -> None:
    other = bpy.data.scenes.new("Set")
    bpy.context.scene.collection.objects.unlink(stage)
    other.collection.objects.link(stage)
    assert _seen_y(part) == pytest.approx(WALL_Y, abs=1e-3)
    bpy.context.scene.background_set = other
    assert _seen_y(part) == pytest.approx(BEFORE_Y - 0.5, abs=1e-3)


def test_what_is_not_seen_does_not_count_for_the_size_of_a_subject(part: Part, stage: Any) -> None:
    bpy.ops.mesh.primitive_cube_add(size=5, location=(0, BEFORE_Y, 1))
    cutter = bpy.context.object
    cutter.display_type = "WIRE"
    seen = part("scene.visibility").seen_objects([stage, cutter], bpy.context.view_layer)
    assert seen == [stage]
    settings = bpy.context.scene.rodin_props
    settings.placement, settings.only_selected = "SEEN", True
    stage.select_set(True)
    inputs = part("session.inputs.from_settings").inputs_from_settings(
        bpy.context, part("session.sources").Source.CAMERA
    )
    placed = part("session.inputs.as_seen").placed_as_seen(bpy.context, inputs)
    assert placed.size.meters == pytest.approx(1.0, abs=1e-4)
    assert Vector(placed.placeholder_pose.location).z == pytest.approx(0.5, abs=1e-4)
