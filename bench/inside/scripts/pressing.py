# SPDX-License-Identifier: GPL-3.0-or-later
"""Presses for pictures of scenes of several sizes: how long Blender is held until the other Blender is started."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import bpy

from ..extension import enable, new_file, part


def build(objects: int, squares: int) -> Any:
    """A scene of equal grids, each a mesh of its own, before a camera and in the light of a sun."""
    scene = bpy.context.scene
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=squares, y_subdivisions=squares, size=1)
    first = bpy.context.object
    first.name = "Subject"
    for index in range(1, objects):
        other = bpy.data.objects.new("Grid", first.data.copy())
        other.location = (index % 50, index // 50, 0)
        scene.collection.objects.link(other)
    bpy.ops.object.light_add(type="SUN")
    bpy.ops.object.camera_add(location=(0, -8, 4), rotation=(1.1, 0, 0))
    scene.camera = bpy.context.object
    scene.render.engine = "CYCLES"
    bpy.context.view_layer.update()
    return scene


def held_seconds(scene: Any, folder: Path, only: list[Any] | None) -> float:
    """Press once, and take it back as soon as the other Blender is started."""
    began = time.perf_counter()
    capture = part("scene.capture.ordering").camera_capture(
        scene,
        view_layer=bpy.context.view_layer,
        camera=scene.camera,
        output_path=folder / "picture.png",
        only=only,
    )
    capture.start()
    held = time.perf_counter() - began
    capture.cleanup()
    return held


def writing_seconds(scene: Any, folder: Path) -> float:
    """What Blender itself needs to write the same objects."""
    began = time.perf_counter()
    bpy.data.libraries.write(str(folder / "floor.blend"), set(scene.objects), path_remap="ABSOLUTE", compress=False)
    return time.perf_counter() - began


def measure(told: dict[str, Any]) -> dict[str, Any]:
    """Press in a scene of each size."""
    measured = []
    for objects, squares in told["scenes"]:
        new_file()
        enable()
        scene, presses = build(objects, squares), range(told["presses"])
        subject = [bpy.data.objects["Subject"]]
        with TemporaryDirectory() as name:
            measured.append(
                {
                    "objects": objects,
                    "triangles": sum(2 * len(each.data.polygons) for each in scene.objects if each.type == "MESH"),
                    "camera": [held_seconds(scene, Path(name), None) for _ in presses],
                    "subject": [held_seconds(scene, Path(name), subject) for _ in presses],
                    "writing": [writing_seconds(scene, Path(name)) for _ in presses],
                }
            )
    return {"scenes": measured}
