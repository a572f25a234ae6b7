# SPDX-License-Identifier: GPL-3.0-or-later
"""A small room as an artist blocks it out: boxes, a table, a rough armchair, two cameras. Lengths in metres."""

import bpy
from mathutils import Vector

ARMCHAIR_PLACE = (-1.1, 0.9, 0.0)
PROP_CHAIR_PLACE = (0.1, -0.5, 0.0)
CUP_PLACE = (1.25, 0.35, 0.72)


def _material(name: str, color: tuple[float, float, float], roughness: float = 0.7) -> bpy.types.Material:
    material = bpy.data.materials.new(name)
    if bpy.app.version < (5, 0, 0):
        material.use_nodes = True
    shader = next(node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Base Color"].default_value = (*color, 1.0)
    shader.inputs["Roughness"].default_value = roughness
    return material


def _box(
    name: str,
    size: tuple[float, float, float],
    floor_center: tuple[float, float, float],
    material: bpy.types.Material,
    bevel_meters: float = 0.0,
) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add(size=1.0)
    box = bpy.context.object
    box.name = box.data.name = name
    box.scale = size
    box.location = Vector(floor_center) + Vector((0.0, 0.0, size[2] / 2.0))
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    box.data.materials.append(material)
    if bevel_meters:
        modifier = box.modifiers.new("Bevel", "BEVEL")
        modifier.width, modifier.segments = bevel_meters, 3
    return box


def _camera(name: str, location: tuple[float, float, float], target: tuple[float, float, float], lens: float) -> None:
    camera = bpy.data.objects.new(name, bpy.data.cameras.new(name))
    camera.location = location
    camera.rotation_euler = (Vector(target) - Vector(location)).to_track_quat("-Z", "Y").to_euler()
    camera.data.lens = lens
    bpy.context.collection.objects.link(camera)


def _lights() -> None:
    for name, location, energy, size in (
        ("Window light", (-2.6, -2.2, 2.6), 160.0, 1.6),
        ("Fill light", (2.8, -3.0, 2.4), 60.0, 2.0),
    ):
        light = bpy.data.objects.new(name, bpy.data.lights.new(name, "AREA"))
        light.data.energy, light.data.size = energy, size
        light.location = location
        light.rotation_euler = (Vector((0.0, 0.4, 0.5)) - light.location).to_track_quat("-Z", "Y").to_euler()
        bpy.context.collection.objects.link(light)
    world = bpy.context.scene.world or bpy.data.worlds.new("World")
    bpy.context.scene.world = world
    if bpy.app.version < (5, 0, 0):
        world.use_nodes = True
    background = world.node_tree.nodes.get("Background") if world.node_tree else None
    if background:
        background.inputs["Color"].default_value = (0.75, 0.82, 0.9, 1.0)
        background.inputs["Strength"].default_value = 0.5


def _armchair() -> None:
    """A rough armchair of boxes: the subject of the camera's picture."""
    x, y, _ = ARMCHAIR_PLACE
    cloth = _material("Red cloth", (0.55, 0.06, 0.05))
    wood = _material("Dark wood", (0.12, 0.06, 0.03), 0.5)
    _box("Armchair seat", (0.74, 0.66, 0.22), (x, y, 0.18), cloth, 0.05)
    _box("Armchair back", (0.74, 0.18, 0.55), (x, y + 0.26, 0.38), cloth, 0.06)
    for side in (-1, 1):
        _box("Armchair arm", (0.15, 0.66, 0.40), (x + side * 0.40, y, 0.18), cloth, 0.05)
        for depth in (-0.24, 0.24):
            _box("Armchair leg", (0.06, 0.06, 0.18), (x + side * 0.36, y + depth, 0.0), wood)


def _furniture() -> None:
    wood = _material("Oak", (0.42, 0.25, 0.12), 0.5)
    x, y, top = CUP_PLACE
    _box("Table top", (0.95, 0.7, 0.05), (x, y, top - 0.05), wood, 0.01)
    for dx in (-0.4, 0.4):
        for dy in (-0.28, 0.28):
            _box("Table leg", (0.06, 0.06, top - 0.05), (x + dx, y + dy, 0.0), wood)
    _box("Rug", (2.1, 1.5, 0.012), (0.0, -0.45, 0.0), _material("Rug", (0.13, 0.2, 0.3), 0.95))


def build_room() -> None:
    """Replace the open file by the room, with the picture's camera active."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene = bpy.context.scene
    scene.name = "Room"
    wall = _material("Wall", (0.8, 0.78, 0.72), 0.9)
    _box("Floor", (6.6, 5.4, 0.1), (0.8, -0.5, -0.1), _material("Floor", (0.36, 0.3, 0.25), 0.6))
    _box("Back wall", (6.6, 0.1, 2.7), (0.8, 2.2, 0.0), wall)
    _box("Left wall", (0.1, 5.4, 2.7), (-2.5, -0.5, 0.0), wall)
    _furniture()
    _armchair()
    _lights()
    _camera("Room camera", (2.3, -3.9, 1.85), (0.05, 0.35, 0.5), 36.0)
    _camera("Armchair camera", (-0.75, -1.9, 0.95), (-1.1, 0.9, 0.42), 45.0)
    scene.camera = bpy.data.objects["Armchair camera"]
    # Few samples, denoised: Cycles runs on any machine, and the demo must not take long on two cores.
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.max_bounces = 8, True, 3
    scene.render.resolution_x, scene.render.resolution_y = 832, 468
    scene.render.resolution_percentage = 100
    scene.unit_settings.system = "METRIC"
    for each in scene.objects:
        each.select_set(False)
