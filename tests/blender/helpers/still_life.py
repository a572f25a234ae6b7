# SPDX-License-Identifier: GPL-3.0-or-later
"""Known things on a floor and a table, before a camera, and the models that a perfect service would make of them."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
from mathutils import Matrix, Vector

MESHES: dict[str, Callable[[], Any]] = {
    "chest": lambda: bpy.ops.mesh.primitive_cube_add(size=1.0, scale=(1.2, 0.6, 0.7)),
    "column": lambda: bpy.ops.mesh.primitive_cylinder_add(radius=0.3, depth=1.9, vertices=24),
    "cone": lambda: bpy.ops.mesh.primitive_cone_add(radius1=0.45, depth=1.1),
    "monkey": lambda: bpy.ops.mesh.primitive_monkey_add(size=1.0),
    "crate": lambda: bpy.ops.mesh.primitive_cube_add(size=0.9),
    "ball": lambda: bpy.ops.mesh.primitive_uv_sphere_add(radius=0.3, segments=16, ring_count=12),
}
PLACES = {
    "chest": (-0.9, 0.0, 0.0, 0.35),
    "column": (-0.8, 1.0, 0.0, 0.0),
    "cone": (1.6, -0.9, 0.0, 0.0),
    "monkey": (1.55, 0.6, 0.0, 0.3),
    "crate": (-2.05, 1.5, 0.0, 0.8),
    "ball": (3.0, 1.9, 0.8, 0.0),
}
"""Where each stands, on its floor, and how it is turned."""


def set_up(names: tuple[str, ...]) -> dict[str, Any]:
    """Put the things before a new camera, in the light of a grey world; gives them by name."""
    scene = bpy.context.scene
    bpy.ops.object.camera_add(location=(0.6, -7.0, 2.3), rotation=(math.radians(78), 0, math.radians(2)))
    scene.camera = bpy.context.object
    scene.camera.data.lens = 32
    scene.world = bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x, scene.render.resolution_y = 320, 180
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0, 0, -0.5), scale=(40, 40, 1))
    bpy.context.object.name = "Ground"
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(3.0, 2.0, 0.4), scale=(1.2, 0.9, 0.8))
    bpy.context.object.name = "Table"
    things = {name: _stand(name) for name in names}
    bpy.ops.object.select_all(action="DESELECT")
    bpy.context.view_layer.update()
    return things


def _stand(name: str) -> Any:
    x, y, floor, turn = PLACES[name]
    MESHES[name]()
    thing = bpy.context.object
    thing.name, thing.rotation_euler.z = name, turn
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    low = min(corner[2] for corner in thing.bound_box)
    thing.location = (x, y, floor - low)
    return thing


def write_models(things: dict[str, Any], folder: Path) -> None:
    """Write a GLB of each, turned so that the side which the camera sees is the front."""
    for name, thing in things.items():
        away = bpy.context.scene.camera.matrix_world.translation - thing.matrix_world.translation
        turn = math.atan2(away.y, away.x) + math.pi / 2
        copy = thing.copy()
        copy.data = thing.data.copy()
        copy.data.transform(Matrix.Rotation(-turn, 4, "Z") @ thing.matrix_world.to_3x3().to_4x4())
        copy.matrix_world = Matrix.Translation(Vector((0.0, 0.0, 0.0)))
        bpy.context.scene.collection.objects.link(copy)
        bpy.ops.object.select_all(action="DESELECT")
        copy.select_set(True)
        bpy.context.view_layer.update()
        bpy.ops.export_scene.gltf(filepath=str(folder / f"{name}.glb"), use_selection=True)
        bpy.data.objects.remove(copy)
