# SPDX-License-Identifier: GPL-3.0-or-later
"""Render settings of a picture that is taken for Rodin. Changes only the scene it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Scene

    from ..transfer.frame import Frame

CYCLES_SAMPLES = 64
CYCLES_SECONDS = 10.0
CYCLES_SECONDS_OF_A_VIEW = 5.0
"""Time limit of each of several pictures that are rendered together."""
EEVEE_SAMPLES = 32


def apply_settings(scene: Scene, frame: Frame, output_path: Path) -> None:
    """Make the scene render one transparent 8-bit PNG at ``output_path`` and nothing else."""
    render = scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = frame.width, frame.height, 100
    render.pixel_aspect_x = render.pixel_aspect_y = 1.0
    render.use_border = render.use_crop_to_border = frame.is_cropped
    render.border_min_x, render.border_max_x = frame.left, frame.right
    render.border_min_y, render.border_max_y = frame.bottom, frame.top
    render.film_transparent = True
    for switch in (
        "use_compositing",
        "use_sequencer",
        "use_stamp",
        "use_freestyle",
        "use_multiview",
        "use_motion_blur",
        "use_persistent_data",
        "use_lock_interface",
        "use_single_layer",
        "use_placeholder",
        "use_file_extension",
    ):
        setattr(render, switch, False)
    render.use_overwrite = True
    _write_png(render, output_path)
    _limit_effort(scene)


def render_views(scene: Scene, suffixes: Iterable[str]) -> None:
    """Render through all cameras that are named like the scene's own plus a suffix, in the order of the suffixes.

    The suffixes are added to the names of the files, too.
    """
    render = scene.render
    cycles = getattr(scene, "cycles", None)
    if render.engine == "CYCLES" and cycles is not None:
        cycles.time_limit = min(cycles.time_limit, CYCLES_SECONDS_OF_A_VIEW)
    render.use_multiview, render.views_format = True, "MULTIVIEW"
    render.image_settings.views_format = "INDIVIDUAL"
    for view in render.views:
        view.use = False
    for suffix in suffixes:
        view = render.views.new(suffix)
        view.camera_suffix = view.file_suffix = suffix


def _write_png(render: bpy.types.RenderSettings, output_path: Path) -> None:
    image = render.image_settings
    if hasattr(image, "media_type"):  # from 5.0 on it decides which formats may be set
        image.media_type = "IMAGE"
    image.file_format, image.color_mode, image.color_depth, image.compression = "PNG", "RGBA", "8", 15
    image.color_management = "FOLLOW_SCENE"
    if hasattr(render, "save_output"):  # from 5.2 on
        render.save_output = True
    path = str(output_path)
    # From 5.0 on, braces in an output path name variables.
    render.filepath = path.replace("{", "{{").replace("}", "}}") if bpy.app.version >= (5, 0, 0) else path


def _limit_effort(scene: Scene) -> None:
    cycles = getattr(scene, "cycles", None)
    if scene.render.engine == "CYCLES" and cycles is not None:
        if cycles.samples > CYCLES_SAMPLES:
            cycles.samples = CYCLES_SAMPLES
            cycles.use_denoising = True
        cycles.use_denoising = cycles.use_denoising and _can_denoise(cycles)
        cycles.time_limit = min(cycles.time_limit or CYCLES_SECONDS, CYCLES_SECONDS)
    elif scene.render.engine.startswith("BLENDER_EEVEE"):
        scene.eevee.taa_render_samples = min(scene.eevee.taa_render_samples, EEVEE_SAMPLES)


def _can_denoise(cycles: Any) -> bool:
    """Choose the denoiser that needs no special hardware; return whether there is one.

    Where a build lacks it, denoising would fail the render.
    """
    try:
        cycles.denoiser = "OPENIMAGEDENOISE"
    except TypeError:
        return False
    return True
