# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that were painted on and not saved yet: a copy of the file holds only their last saved state.

Their pixels are written beside the copy, as they are in memory, and replace the image's own there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..errors import ImageUnsaved

if TYPE_CHECKING:
    from bpy.types import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedImage:
    """One image's pixels, in a file of their own."""

    name: str
    file: str
    """Four 32-bit floats a pixel, from the lower left corner."""
    width: int
    height: int
    is_float: bool


def write_unsaved(copy: Path, folder: Path) -> tuple[UnsavedImage, ...]:
    """Write the pixels of those local images that are in the file ``copy`` and not saved.

    :raises ImageUnsaved: one of them has several tiles, of which only the first could be read.
    :raises OSError: they cannot be written.
    """
    local = (image for image in bpy.data.images if image.library is None)
    unsaved = [image for image in local if image.is_dirty and image.has_data]
    if not unsaved:
        return ()
    with bpy.data.libraries.load(str(copy)) as (held, _):
        names = set(held.images)
    return tuple(_written(image, folder / f"pixels_{image.session_uid}") for image in unsaved if image.name in names)


def _written(image: Image, path: Path) -> UnsavedImage:
    import numpy

    if len(image.tiles) > 1:
        raise ImageUnsaved(name=image.name)
    width, height = image.size
    pixels = numpy.empty(width * height * image.channels, dtype=numpy.float32)
    image.pixels.foreach_get(pixels)
    whole = numpy.ones((width * height, 4), dtype=numpy.float32)
    whole[:, : image.channels] = pixels.reshape(-1, image.channels)
    if image.channels == 1:
        whole[:, 1:3] = whole[:, :1]
    whole.tofile(path)
    return UnsavedImage(name=image.name, file=str(path), width=width, height=height, is_float=image.is_float)


def put_back(unsaved: UnsavedImage) -> None:
    """Replace the image of this file, a copy, by what was painted."""
    import numpy

    local: Any = (unsaved.name, None)  # not one of the same name from a library
    image = bpy.data.images[local]
    painted = bpy.data.images.new(
        unsaved.name, unsaved.width, unsaved.height, alpha=True, float_buffer=unsaved.is_float
    )
    painted.colorspace_settings.name = image.colorspace_settings.name
    painted.alpha_mode = image.alpha_mode
    painted.pixels.foreach_set(numpy.fromfile(unsaved.file, dtype=numpy.float32))
    painted.update()
    painted.pack()
    image.user_remap(painted)
