# SPDX-License-Identifier: GPL-3.0-or-later
"""Render settings of a picture that is taken for Rodin. bpy; changes only the scene it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Scene

CYCLES_SAMPLES = 64
CYCLES_SECONDS = 10.0
CYCLES_SECONDS_OF_A_VIEW = 5.0
"""Of each of several pictures that are rendered together."""
EEVEE_SAMPLES = 32
SHORTEST_SIDE_PIXELS = 512
"""The service wants no side shorter than this."""
CROPPED_SIDE_PIXELS = 1024
"""Longest side of a picture that is cropped to its subject."""
_LONGEST_FRAME_PIXELS = 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A picture's size in pixels, and the part of it that is rendered (fractions from the lower left corner)."""

    width: int
    height: int
    left: float = 0.0
    bottom: float = 0.0
    right: float = 1.0
    top: float = 1.0

    @property
    def is_cropped(self) -> bool:
        """Less than the whole is rendered."""
        return (self.left, self.bottom, self.right, self.top) != (0.0, 0.0, 1.0, 1.0)


def frame_of(scene: Scene, *, max_side_pixels: int) -> Frame:
    """The scene's frame with square pixels, scaled so that it is neither too big nor too small to be sent."""
    width, height = _frame_side_lengths(scene)
    grow = max(1.0, SHORTEST_SIDE_PIXELS / min(width, height))
    factor = min(grow, max_side_pixels / max(width, height))
    return Frame(width=max(4, round(width * factor)), height=max(4, round(height * factor)))


def frame_aspect(scene: Scene) -> float:
    """Width by height of the scene's frame with square pixels."""
    width, height = _frame_side_lengths(scene)
    return width / height


def _frame_side_lengths(scene: Scene) -> tuple[float, float]:
    render = scene.render
    return render.resolution_x * render.pixel_aspect_x, render.resolution_y * render.pixel_aspect_y


def cropped(frame: Frame, box: tuple[float, float, float, float], *, max_side_pixels: int, margin: float) -> Frame:
    """The frame, enlarged as far as its part ``box`` (left, bottom, right, top; fractions) allows.

    ``margin`` is a part of the box's longer side, added all around and cut at the frame's edge.
    """
    left, bottom, right, top = box
    pad = margin * max((right - left) * frame.width, (top - bottom) * frame.height)
    left, right = max(0.0, left - pad / frame.width), min(1.0, right + pad / frame.width)
    bottom, top = max(0.0, bottom - pad / frame.height), min(1.0, top + pad / frame.height)
    longest = max((right - left) * frame.width, (top - bottom) * frame.height)
    factor = min(CROPPED_SIDE_PIXELS, max_side_pixels) / longest
    factor = min(factor, _LONGEST_FRAME_PIXELS / max(frame.width, frame.height))
    return Frame(
        width=max(4, round(frame.width * factor)),
        height=max(4, round(frame.height * factor)),
        left=left,
        bottom=bottom,
        right=right,
        top=top,
    )


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
    """Render through all cameras that are called like the scene's own but for their suffix, in their order.

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
    """Choose the denoiser that needs no special hardware. Where a build lacks it, denoising would fail the render."""
    try:
        cycles.denoiser = "OPENIMAGEDENOISE"
    except TypeError:
        return False
    return True
