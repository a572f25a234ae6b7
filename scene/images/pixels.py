# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as arrays of (height, width, 4) bytes, top row first: read, turned, padded, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .formats.file_look import Orientation
from .formats.png import remove_notes

if TYPE_CHECKING:
    from pathlib import Path

    import numpy

    from .fitting import Sides


def read_png(path: Path) -> numpy.ndarray:
    """Return the pixels of a picture of 8 bits, such as a PNG that we wrote, as they are in the file.

    :raises RuntimeError, ValueError: Blender cannot read it.
    """
    import numpy

    image = bpy.data.images.load(str(path), check_existing=False)
    try:
        image.alpha_mode = "CHANNEL_PACKED"  # else Blender changes colors by their alpha
        width, height = image.size
        pixels = numpy.empty(width * height * image.channels, dtype=numpy.float32)
        image.pixels.foreach_get(pixels)
        pixels *= 255.0
        numpy.rint(pixels, out=pixels)
        rows = pixels.astype(numpy.uint8).reshape(height, width, image.channels)[::-1]
    finally:
        bpy.data.images.remove(image)
    if rows.shape[2] == 4:
        return rows
    opaque = numpy.full((height, width, 4), 255, dtype=numpy.uint8)
    opaque[..., :3] = rows
    return opaque


def upright(pixels: numpy.ndarray, orientation: Orientation) -> numpy.ndarray:
    """Return the picture as it is to be seen (EXIF 2.3, tag 274)."""
    if orientation.is_sideways:
        pixels = pixels.swapaxes(0, 1)
    flips = {
        Orientation.UPRIGHT: (1, 1),
        Orientation.MIRRORED: (1, -1),
        Orientation.UPSIDE_DOWN: (-1, -1),
        Orientation.MIRRORED_UPSIDE_DOWN: (-1, 1),
        Orientation.MIRRORED_LEFT: (1, 1),
        Orientation.LEFT: (1, -1),
        Orientation.MIRRORED_RIGHT: (-1, -1),
        Orientation.RIGHT: (-1, 1),
    }
    rows, columns = flips[orientation]
    return pixels[::rows, ::columns]


def padded(pixels: numpy.ndarray, sides: Sides) -> numpy.ndarray:
    """Return the picture in the middle of a larger one: with a clear margin, or else one of its border's color."""
    import numpy

    height, width = pixels.shape[:2]
    if (width, height) == sides:
        return pixels
    border = numpy.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    is_clear = bool((pixels[..., 3] < 255).any())
    margin = numpy.zeros(4) if is_clear else border.mean(axis=0)
    larger = numpy.empty((sides[1], sides[0], 4), dtype=numpy.uint8)
    larger[:] = margin.round().astype(numpy.uint8)
    top, left = (sides[1] - height) // 2, (sides[0] - width) // 2
    larger[top : top + height, left : left + width] = pixels
    return larger


def write_png(pixels: numpy.ndarray, path: Path) -> None:
    """Write the pixels and nothing else. What is wholly transparent has no color: it may hide what nobody shows.

    :raises RuntimeError, OSError: it cannot be written.
    """
    import numpy

    has_alpha = bool((pixels[..., 3] < 255).any())
    height, width = pixels.shape[:2]
    values = pixels[::-1].astype(numpy.float32) / 255.0
    values[values[..., 3] == 0.0] = 0.0
    image = bpy.data.images.new(".rodin-props picture", width, height, alpha=has_alpha)
    try:
        image.pixels.foreach_set(values.reshape(-1))
        image.filepath_raw, image.file_format = str(path), "PNG"
        image.save()
    finally:
        bpy.data.images.remove(image)
    remove_notes(path)
