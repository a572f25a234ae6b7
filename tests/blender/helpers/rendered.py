# SPDX-License-Identifier: GPL-3.0-or-later
"""What Cycles shows of the open scene, as light and not as colours of a screen."""

from pathlib import Path
from typing import Any

import bpy
import numpy


def add_sun(*, strength: float = 3.0) -> Any:
    """Add a sun with hard shadows, from above, before and beside."""
    data = bpy.data.lights.new("Sun", "SUN")
    data.energy, data.angle = strength, 0.0
    sun = bpy.data.objects.new("Sun", data)
    sun.rotation_euler = (0.7, 0.3, 0.4)
    bpy.context.scene.collection.objects.link(sun)
    return sun


def add_camera(*, height: float = 1.0, distance: float = 4.0, size: float = 3.0) -> None:
    """Look along +Y, without perspective."""
    data = bpy.data.cameras.new("Camera")
    data.type, data.ortho_scale = "ORTHO", size
    camera = bpy.data.objects.new("Camera", data)
    camera.location, camera.rotation_euler = (0.0, -distance, height), (numpy.pi / 2, 0.0, 0.0)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera


def pixels(path: Path, *, side: int = 48, samples: int = 1) -> numpy.ndarray:
    """Render with Cycles on transparency; the light of each pixel, (side, side, 4), the lowest row first."""
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine, cycles.device, cycles.samples = "CYCLES", "CPU", samples
    cycles.use_denoising = cycles.use_adaptive_sampling = False
    cycles.seed, cycles.max_bounces, cycles.pixel_filter_type = 1, 4, "BOX"
    render.resolution_x = render.resolution_y = side
    render.resolution_percentage, render.film_transparent = 100, True
    settings = render.image_settings
    settings.file_format, settings.color_depth, render.filepath = "OPEN_EXR", "32", str(path)
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(path))
    values = numpy.empty(side * side * 4, dtype=numpy.float32)
    image.pixels.foreach_get(values)
    bpy.data.images.remove(image)
    return values.reshape(side, side, 4)
