# SPDX-License-Identifier: GPL-3.0-or-later
"""A scene with settings that would spoil a picture, or that a careless capture would leave changed."""

from pathlib import Path
from typing import Any

import bpy


def lit_stage(scene: Any) -> Any:
    """Put a cube of one metre before a camera, in the light of a grey world; returns the cube."""
    bpy.ops.mesh.primitive_cube_add(size=1.0)
    cube = bpy.context.object
    bpy.ops.object.camera_add(location=(0, -6, 2), rotation=(1.25, 0, 0))
    scene.camera = bpy.context.object
    scene.world = bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x = scene.render.resolution_y = 64
    scene.view_settings.view_transform = "Standard"
    bpy.context.view_layer.update()
    return cube


def is_colored(picture: Any, color: tuple[float, float, float]) -> bool:
    """Whether what is in the middle of the picture has this colour and no other."""
    height, width = picture.shape[:2]
    middle = picture[height // 2, width // 2, :3]
    strongest = max(range(3), key=lambda channel: color[channel])
    return middle[strongest] > 100 and all(middle[each] < 60 for each in range(3) if each != strongest)


def glowing_material(name: str) -> Any:
    """A material that shows its colour in any light, and the socket that it takes the colour from."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    emission, output = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(emission.outputs[0], output.inputs[0])
    return material, emission.inputs["Color"]


def rich_scene(scene: Any, folder: Path) -> Any:
    """Fill an empty scene with a lit subject before a camera, and with much that must not change; returns the subject.

    Something was rendered before, into the second of the render slots.
    """
    subject = _objects(scene)
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x = scene.render.resolution_y = 32
    _layers(scene)
    bpy.ops.render.render()
    bpy.data.images["Render Result"].render_slots.active_index = 1
    _settings(scene, folder)
    _compositor(scene)
    image = bpy.data.images.new("Painted", 8, 8)
    image.pack()
    bpy.data.scenes.new("Another")
    bpy.context.view_layer.update()
    return subject


def _objects(scene: Any) -> Any:
    bpy.ops.mesh.primitive_monkey_add(size=1.0, rotation=(0, 0, 0.4))
    subject = bpy.context.object
    subject.keyframe_insert("location", frame=1)
    subject.modifiers.new("Smooth", "SUBSURF")
    bpy.ops.mesh.primitive_cube_add(size=0.4, location=(1.0, 0, 0))
    bpy.context.object.parent = subject
    bpy.ops.object.light_add(type="SUN", rotation=(0.9, 0.2, 0))
    bpy.ops.object.camera_add(location=(0, -5, 0), rotation=(1.5708, 0, 0))
    scene.camera = bpy.context.object
    scene.world = bpy.data.worlds.new("World")
    return subject


def _layers(scene: Any) -> None:
    outer, inner = (bpy.data.collections.new(name) for name in ("Outer", "Inner"))
    scene.collection.children.link(outer)
    outer.children.link(inner)
    unseen = bpy.data.objects.new("Unseen", bpy.data.meshes.new("Unseen"))
    inner.objects.link(unseen)
    layer = bpy.context.view_layer
    layer.layer_collection.children["Outer"].children["Inner"].exclude = True
    second = scene.view_layers.new("Second")
    second.use = False
    second.layer_collection.children["Outer"].holdout = True
    bpy.data.objects["Cube"].hide_set(True)


def _settings(scene: Any, folder: Path) -> None:
    render = scene.render
    if hasattr(render.image_settings, "media_type"):
        render.image_settings.media_type = "VIDEO"
    render.image_settings.file_format = "FFMPEG"
    render.filepath = f"{folder}/elsewhere/####"
    render.use_stamp = render.use_border = render.use_crop_to_border = render.use_multiview = True
    render.views_format = "STEREO_3D"
    render.border_max_x = 0.5
    render.film_transparent = False
    scene.timeline_markers.new("Cut", frame=1).camera = scene.camera
    scene.sequence_editor_create()
    scene.keyframe_insert("gravity", frame=1)
    scene["own"] = {"of": "artist"}


def _compositor(scene: Any) -> None:
    if hasattr(scene, "compositing_node_group"):  # from 5.0 on it is a data-block of its own
        scene.compositing_node_group = bpy.data.node_groups.new("Compositing", "CompositorNodeTree")
        tree = scene.compositing_node_group
    else:
        scene.use_nodes = True
        tree = scene.node_tree
    layers, blur = (tree.nodes.new(f"CompositorNode{kind}") for kind in ("RLayers", "Blur"))
    tree.links.new(layers.outputs["Image"], blur.inputs["Image"])
