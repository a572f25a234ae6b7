# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that renders can be the subject of a picture, and shows in it alone."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from capture_scene import glowing_material
from PIL import Image

Part = Callable[[str], ModuleType]


@pytest.fixture
def stage(addon: ModuleType) -> bpy.types.Scene:
    """A camera that looks along +Y at a wall and at the place of the subject, in the light of a grey world."""
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x = scene.render.resolution_y = 64
    scene.world = bpy.data.worlds.new("World")
    scene.view_settings.view_transform = "Standard"
    bpy.ops.object.camera_add(location=(0, -6, 1), rotation=(1.5708, 0, 0))
    scene.camera = bpy.context.object
    bpy.ops.mesh.primitive_plane_add(size=20, location=(0, 9, 1), rotation=(1.5708, 0, 0))
    bpy.context.object.name = "Wall"
    return scene


def _added(name: str, data: Any) -> Any:
    target = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(target)
    return target


def _hair() -> Any:
    curves = bpy.data.hair_curves.new("Hair")
    curves.add_curves([3] * 40)
    for number, point in enumerate(curves.points):
        point.position = ((number // 3) * 0.02 - 0.4, 0, 0.5 + (number % 3) * 0.4)
        point.radius = 0.02
    return _added("Hair", curves)


def _metaballs() -> Any:
    bpy.ops.object.metaball_add(type="BALL", radius=0.6, location=(-0.3, 0, 1))
    bpy.ops.object.metaball_add(type="BALL", radius=0.6, location=(0.3, 0, 1))
    return bpy.context.object  # not the one that the surface belongs to


def _text() -> Any:
    bpy.ops.object.text_add(location=(-0.8, 0, 0.8), rotation=(1.5708, 0, 0))
    bpy.context.object.data.extrude = 0.05
    return bpy.context.object


def _surface() -> Any:
    bpy.ops.surface.primitive_nurbs_surface_sphere_add(radius=0.8, location=(0, 0, 1))
    return bpy.context.object


def _curve() -> Any:
    bpy.ops.curve.primitive_bezier_circle_add(radius=0.6, location=(0, 0, 1), rotation=(1.5708, 0, 0))
    bpy.context.object.data.bevel_depth = 0.1
    return bpy.context.object


def _grease_pencil() -> Any:
    # Of the kinds that Blender offers, this one has strokes from the beginning.
    if hasattr(bpy.ops.object, "grease_pencil_add") and bpy.app.version >= (4, 3, 0):
        bpy.ops.object.grease_pencil_add(type="MONKEY", location=(0, 0, 1))
    else:
        bpy.ops.object.gpencil_add(type="MONKEY", location=(0, 0, 1))
    return bpy.context.object


def _volume() -> Any:
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 1))
    source = bpy.context.object
    source.hide_render = True
    target = _added("Volume", bpy.data.volumes.new("Volume"))
    modifier = target.modifiers.new("Of mesh", "MESH_TO_VOLUME")
    modifier.object, modifier.density = source, 50.0
    material = bpy.data.materials.new("Cloud")
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    volume, output = tree.nodes.new("ShaderNodeVolumePrincipled"), tree.nodes.new("ShaderNodeOutputMaterial")
    volume.inputs["Emission Strength"].default_value = 1.0
    tree.links.new(volume.outputs[0], output.inputs["Volume"])
    target.data.materials.append(material)
    return target


def _by_nodes(kind: str) -> Any:
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 1))
    target = bpy.context.object
    tree = bpy.data.node_groups.new(kind, "GeometryNodeTree")
    for direction in ("INPUT", "OUTPUT"):
        tree.interface.new_socket("Geometry", in_out=direction, socket_type="NodeSocketGeometry")
    begin, end, node = (tree.nodes.new(name) for name in ("NodeGroupInput", "NodeGroupOutput", kind))
    tree.links.new(begin.outputs[0], node.inputs[0])
    tree.links.new(node.outputs[0], end.inputs[0])
    target.modifiers.new("Nodes", "NODES").node_group = tree
    return target


def _points() -> Any:
    target = _by_nodes("GeometryNodeMeshToPoints")
    tree = target.modifiers[0].node_group
    next(node for node in tree.nodes if node.type == "MESH_TO_POINTS").inputs["Radius"].default_value = 0.2
    return target


def _scattered() -> Any:
    target = _by_nodes("GeometryNodeMeshToPoints")
    tree = target.modifiers[0].node_group
    points, end = tree.nodes["Mesh to Points"], tree.nodes["Group Output"]
    leaf, scatter = tree.nodes.new("GeometryNodeMeshCube"), tree.nodes.new("GeometryNodeInstanceOnPoints")
    leaf.inputs["Size"].default_value = (0.2, 0.2, 0.2)
    tree.links.new(points.outputs[0], scatter.inputs["Points"])
    tree.links.new(leaf.outputs[0], scatter.inputs["Instance"])
    tree.links.new(scatter.outputs[0], end.inputs[0])
    return target


def _instancer() -> Any:
    collection = bpy.data.collections.new("Kept elsewhere")
    bpy.ops.mesh.primitive_cube_add(size=1)
    collection.objects.link(bpy.context.object)
    bpy.context.scene.collection.objects.unlink(bpy.context.object)
    empty = _added("Instance", None)
    empty.instance_type, empty.instance_collection, empty.location = "COLLECTION", collection, (0, 0, 1)
    return empty


SUBJECTS = {
    "hair": _hair,
    "metaballs, by one of them": _metaballs,
    "text": _text,
    "a surface": _surface,
    "a curve": _curve,
    "grease pencil": _grease_pencil,
    "a volume": _volume,
    "points of geometry nodes": _points,
    "instances of geometry nodes": _scattered,
    "an instance of a collection": _instancer,
}


def _take(part: Part, subject: Any, path: Path) -> numpy.ndarray:
    view_layer = bpy.context.view_layer
    for each in view_layer.objects:
        each.select_set(each == subject)
    view_layer.update()
    capture = part("scene.capture.ordering").camera_capture(
        bpy.context.scene,
        view_layer=view_layer,
        camera=bpy.context.scene.camera,
        output_path=path,
        only=[subject],
        max_side_pixels=128,
    )
    capture.render_blocking()
    with Image.open(path) as image:
        return numpy.asarray(image.convert("RGBA")).astype(int)


@pytest.mark.parametrize("make", SUBJECTS.values(), ids=SUBJECTS)
def test_it_is_in_the_picture_alone(part: Part, stage: bpy.types.Scene, tmp_path: Path, make: Any) -> None:
    picture = _take(part, make(), tmp_path / "picture.png")
    shown = picture[..., 3] > 6
    assert shown.mean() > 0.02
    assert not shown[0].any()  # neither the wall nor anything else stands around it
    assert not shown[:, 0].any()


@pytest.mark.parametrize("make", SUBJECTS.values(), ids=SUBJECTS)
def test_its_place_and_height_are_known(part: Part, stage: bpy.types.Scene, make: Any) -> None:
    subject = make()
    bpy.context.view_layer.update()
    place = part("scene.places.camera_place").place_of(bpy.context, [subject])
    assert abs(place.location.x) < 0.6
    assert 0.2 < place.height < 3.5


def test_the_background_set_and_the_fog_of_the_world_stay_out(
    part: Part, stage: bpy.types.Scene, tmp_path: Path
) -> None:
    other = bpy.data.scenes.new("Set")
    other.collection.objects.link(bpy.data.objects["Wall"])
    stage.collection.objects.unlink(bpy.data.objects["Wall"])
    stage.background_set = other
    tree = stage.world.node_tree
    if tree is None:
        stage.world.use_nodes = True
        tree = stage.world.node_tree
    fog = tree.nodes.new("ShaderNodeVolumeScatter")
    tree.links.new(fog.outputs[0], tree.nodes["World Output"].inputs["Volume"])
    picture = _take(part, _surface(), tmp_path / "picture.png")
    shown = picture[..., 3] > 6
    assert 0.2 < shown.mean() < 0.9
    assert picture[64, 64, :3].min() > 20


@pytest.mark.skipif(bpy.app.version < (5, 0, 0), reason="older Blenders know no such displays")
@pytest.mark.parametrize("display", ["Rec.2100-PQ", "Rec.2100-HLG", "Display P3", "Rec.2020"])
def test_a_wide_display_changes_nothing(part: Part, stage: bpy.types.Scene, tmp_path: Path, display: str) -> None:
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 1))
    cube = bpy.context.object
    material, color = glowing_material("Red")
    color.default_value = (0.8, 0.02, 0.02, 1.0)
    cube.data.materials.append(material)
    stage.view_settings.view_transform = "AgX"
    expected = _take(part, cube, tmp_path / "srgb.png")
    stage.display_settings.display_device = display
    stage.view_settings.view_transform = "AgX - HDR 1000 nits" if display.startswith("Rec.2100") else "AgX"
    assert abs(_take(part, cube, tmp_path / "wide.png") - expected).max() <= 2
    assert stage.display_settings.display_device == display
