# SPDX-License-Identifier: GPL-3.0-or-later
"""An image's pixels in a file of their own, not encoded: the quick way for a painted image to another Blender."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPixels:
    """Where one image's pixels are."""

    file: str
    """Four 32-bit floats a pixel, from the lower left corner."""
    width: int
    height: int
    is_float: bool

    def to_image(self, name: str, *, color_space: str, alpha_mode: str) -> Image:
        """Return a new image with these pixels.

        Its color space must be set now: when that changes, Blender makes a generated image anew.

        :raises OSError, ValueError: the file is not there or not whole.
        """
        import numpy

        image = bpy.data.images.new(name, self.width, self.height, alpha=True, float_buffer=self.is_float)
        interpret(image, color_space=color_space, alpha_mode=alpha_mode)
        image.pixels.foreach_set(numpy.fromfile(self.file, dtype=numpy.float32))
        image.update()
        return image


def interpret(image: Any, *, color_space: str, alpha_mode: str) -> None:
    """Read an image's numbers as another image's are read; empty words leave what Blender chose."""
    if color_space:
        image.colorspace_settings.name = color_space
    if alpha_mode:
        image.alpha_mode = alpha_mode


def write_pixels(image: Image, path: Path) -> RawPixels:
    """Write the pixels of an image as they are in memory.

    :raises OSError: they cannot be written.
    """
    import numpy

    width, height = image.size
    pixels = numpy.empty(width * height * image.channels, dtype=numpy.float32)
    image.pixels.foreach_get(pixels)
    if image.channels != 4:
        channels = pixels.reshape(-1, image.channels)
        pixels = numpy.ones((width * height, 4), dtype=numpy.float32)
        pixels[:, :3] = channels[:, : 3 if image.channels == 3 else 1]
        if image.channels == 2:
            pixels[:, 3] = channels[:, 1]
    with path.open("wb") as file:
        pixels.tofile(file)
    return RawPixels(file=str(path), width=width, height=height, is_float=image.is_float)
