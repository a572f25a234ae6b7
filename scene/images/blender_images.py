# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that live in Blender, made fit to be sent: painted, packed, generated, rendered. Main thread only.

Neither the image nor the scene is changed. What lies on disk, or packed in the .blend, as a JPEG, PNG or WebP and was
not painted on is sent byte for byte.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...api.picture_rules import LONGEST_SIDE_PIXELS
from ..errors import PictureUnusable
from .picture_files import (
    CONVERTED,
    PreparedPicture,
    both,
    check_size,
    prepare_picture,
    suffix_by_content,
    write_fitting,
)
from .writing import release_data, write_png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Image


def refusal(image: Image) -> str:
    """Return why an image cannot be sent, as the end of a sentence; empty if nothing is known against it.

    Cheap: for drawing.
    """
    if image.source == "TILED":
        return "it is made of several tiles (UDIM); choose a plain image"
    if image.source in {"MOVIE", "SEQUENCE"}:
        return "it is a movie or a sequence; save one of its frames as a picture"
    if image.type == "RENDER_RESULT" and bpy.app.is_job_running("RENDER"):
        return "it is being rendered; wait until that is done"
    return ""


def plan(image: Image) -> str:
    """Say what will be sent of an image, in a few words. Cheap: for drawing."""
    width, height = image.size
    if not width:  # Blender does not give the size of a rendered image
        return "Sent as you see it here" if image.type == "RENDER_RESULT" else ""
    longest = max(width, height)
    if longest <= LONGEST_SIDE_PIXELS:
        return f"{width} × {height} pixels"
    factor = LONGEST_SIDE_PIXELS / longest
    return f"{width} × {height}, sent as {round(width * factor)} × {round(height * factor)} pixels"


def save_image(image: Image, destination_stem: Path) -> PreparedPicture:
    """Put an image fit to be sent at ``destination_stem`` plus its true extension.

    What was rendered is taken from the scene in the window.

    :raises PictureUnusable: it is empty, tiled, moving or too small.
    :raises OSError: the destination cannot be written.
    """
    if reason := refusal(image):
        raise PictureUnusable(reason)
    original = destination_stem.with_suffix(".original")
    try:
        if _holds_file(image, original):
            return prepare_picture(original, destination_stem)
    finally:
        original.unlink(missing_ok=True)
    is_other_format = image.source == "FILE" or (image.is_float and image.source != "VIEWER")
    fitting = _written(image, destination_stem)
    return replace(fitting, note=both(CONVERTED if is_other_format else "", fitting.note))


def _written(image: Image, destination_stem: Path) -> PreparedPicture:
    had_data = image.has_data
    try:
        if not len(image.pixels):  # what was rendered, and files of renders with layers
            return _flattened(image, destination_stem)
        check_size(image)
        with _pixel_copy(image) as copy:
            return write_fitting(copy, destination_stem)
    finally:
        release_data(image, had_data)


def _flattened(image: Image, destination_stem: Path) -> PreparedPicture:
    written = destination_stem.with_suffix(".png")
    write_png(image, written)
    try:
        return prepare_picture(written, destination_stem)
    except PictureUnusable:
        written.unlink(missing_ok=True)
        raise


@contextmanager
def _pixel_copy(image: Image) -> Iterator[Image]:
    """Yield a temporary image with the same pixels.

    Blender marks an image that it has written as one without alpha, and its own copies of a painted image lack the
    paint.
    """
    import numpy

    width, height = image.size
    channels = image.channels
    pixels = numpy.ones((width * height, 4), dtype=numpy.float32)
    if channels == 4:
        image.pixels.foreach_get(pixels.reshape(-1))
    else:
        channel_values = numpy.empty(width * height * channels, dtype=numpy.float32)
        image.pixels.foreach_get(channel_values)
        pixels[:, :3] = channel_values.reshape(-1, channels)[:, : 3 if channels == 3 else 1]
    copy = bpy.data.images.new(".rodin-props picture", width, height, alpha=True, float_buffer=image.is_float)
    try:
        copy.colorspace_settings.name = image.colorspace_settings.name
        copy.alpha_mode = image.alpha_mode
        copy.use_view_as_render = image.use_view_as_render or image.type == "COMPOSITING"
        copy.pixels.foreach_set(pixels.reshape(-1))
        yield copy
    finally:
        bpy.data.images.remove(copy)


def _holds_file(image: Image, copy: Path) -> bool:
    """Copy the image's own file if the service takes its format and nothing was painted since; return whether."""
    if image.source != "FILE" or image.is_dirty:
        return False
    if image.packed_file is not None:
        data = image.packed_file.data
    else:
        try:
            data = Path(image.filepath_from_user()).read_bytes()
        except OSError:
            return False
    if not suffix_by_content(data[:16]):
        return False
    copy.write_bytes(data)
    return True
