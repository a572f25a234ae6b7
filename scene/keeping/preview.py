# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview of an asset: the service's picture, or one that is rendered here. Runs in the background Blender."""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Euler, Matrix, Vector

from ..images import pixels as pixel_arrays
from ..mesh_data import bounds_of, mesh_of
from ..rendering.render_settings import apply_settings
from ..transfer.frame import Frame

if TYPE_CHECKING:
    import numpy
    from bpy.types import Object

log = logging.getLogger(__name__)

SIDE_PIXELS = 256
"""Of a preview, which is square: as large as Blender's own."""
_ICON_PIXELS = 32
_SAMPLES = 24
_LENS_MILLIMETERS = 85.0
_LOOKS_ALONG = Euler((math.radians(72.0), 0.0, math.radians(28.0)))
"""The camera's rotation: at the front, which is toward -Y, a little from above and from the side."""
_LIGHTS = ((3.0, (40.0, 15.0, 55.0)), (1.0, (60.0, 0.0, -50.0)))
"""Suns: strength, and rotation in degrees."""
_AMBIENT = 0.5
_ROOM_AROUND = 1.12


def show(prop: Object, picture: Path | None, folder: Path) -> bool:
    """Give a prop its preview; return whether there is one.

    :param picture: shows it. If there is none, or it is too small or broken, one is rendered.
    :param folder: for the rendered picture.
    """
    pixels = None if picture is None else _of_file(picture)
    if pixels is None:
        pixels = _rendered(prop, folder / "preview.png")
    if pixels is None:
        return False
    preview: Any = prop.preview_ensure()
    preview.image_size = SIDE_PIXELS, SIDE_PIXELS
    preview.image_pixels_float.foreach_set(_floats(pixels))
    preview.icon_size = _ICON_PIXELS, _ICON_PIXELS
    preview.icon_pixels_float.foreach_set(_floats(_shrunk(pixels, _ICON_PIXELS)))
    return True


def _of_file(path: Path) -> numpy.ndarray | None:
    """Return a picture's pixels as a square preview, (side, side, 4) bytes; None if it cannot be used."""
    try:
        image = bpy.data.images.load(str(path), check_existing=False)
    except RuntimeError:
        return None
    try:
        width, height = image.size
        if max(width, height) < SIDE_PIXELS:
            return None
        factor = SIDE_PIXELS / max(width, height)
        image.scale(max(1, round(width * factor)), max(1, round(height * factor)))
        return _squared(_bytes_of(image))
    finally:
        bpy.data.images.remove(image)


def _bytes_of(image: bpy.types.Image) -> numpy.ndarray:
    """Return an image's pixels, top row first, (height, width, 4) bytes."""
    import numpy

    width, height = image.size
    read = numpy.empty(width * height * image.channels, dtype=numpy.float32)
    image.pixels.foreach_get(read)
    rows = (read.clip(0.0, 1.0) * 255.0).round().astype(numpy.uint8).reshape(height, width, image.channels)[::-1]
    colors = numpy.full((height, width, 4), 255, dtype=numpy.uint8)
    colors[..., :3] = rows[..., :3] if image.channels >= 3 else rows[..., :1]
    if image.channels == 4:
        colors[..., 3] = rows[..., 3]
    return colors


def _squared(pixels: numpy.ndarray) -> numpy.ndarray:
    return pixel_arrays.padded(pixels, (SIDE_PIXELS, SIDE_PIXELS))


def _floats(pixels: numpy.ndarray) -> numpy.ndarray:
    """Return bytes, top row first, as Blender's previews take them."""
    import numpy

    return (pixels[::-1].astype(numpy.float32) / 255.0).reshape(-1)


def _shrunk(pixels: numpy.ndarray, side: int) -> numpy.ndarray:
    factor = len(pixels) // side
    return pixels.reshape(side, factor, side, factor, 4).mean(axis=(1, 3)).round()


def _rendered(prop: Object, path: Path) -> numpy.ndarray | None:
    """Render a prop alone, with the engine that needs no graphics card; return None if that fails."""
    scene: Any = bpy.data.scenes.new("Preview")
    try:
        _stage(scene, prop)
        frame = Frame(width=SIDE_PIXELS, height=SIDE_PIXELS)
        scene.render.engine = "CYCLES"
        scene.cycles.samples, scene.cycles.use_denoising = _SAMPLES, True
        apply_settings(scene, frame, path)
        bpy.ops.render.render("EXEC_DEFAULT", scene=scene.name, write_still=True)
        return _squared(pixel_arrays.read_png(path))
    except (RuntimeError, TypeError, OSError) as error:  # TypeError: this Blender comes without the engine
        log.warning("The preview could not be rendered: %s", error)
        return None
    finally:
        bpy.data.scenes.remove(scene)


def _stage(scene: Any, prop: Object) -> None:
    """Put a prop before a camera, in even light."""
    scene.collection.objects.link(prop)
    world: Any = bpy.data.worlds.new("Preview")
    scene.world = world
    world.color = (_AMBIENT,) * 3
    if world.node_tree is not None:
        for node in world.node_tree.nodes:
            if node.type == "BACKGROUND":
                node.inputs["Color"].default_value = (_AMBIENT, _AMBIENT, _AMBIENT, 1.0)
    scene.view_settings.view_transform = "Standard"
    for strength, degrees in _LIGHTS:
        light: Any = bpy.data.lights.new("Preview", "SUN")
        light.energy, light.angle = strength, math.radians(10.0)
        sun = bpy.data.objects.new("Preview", light)
        sun.rotation_euler = [math.radians(angle) for angle in degrees]
        scene.collection.objects.link(sun)
    scene.camera = _camera_before(scene, prop)


def _camera_before(scene: Any, prop: Object) -> Object:
    data = bpy.data.cameras.new("Preview")
    data.lens = _LENS_MILLIMETERS
    camera = bpy.data.objects.new("Preview", data)
    scene.collection.objects.link(camera)
    low, high = bounds_of(mesh_of(prop))
    middle, radius = (low + high) / 2, max((high - low).length / 2, 1e-6)
    distance = _ROOM_AROUND * radius / math.sin(data.angle / 2)
    data.clip_start, data.clip_end = distance / 100.0, distance * 10.0
    rotation = _LOOKS_ALONG.to_matrix()
    camera.matrix_world = Matrix.LocRotScale(middle + rotation @ Vector((0.0, 0.0, distance)), rotation, None)
    return camera
