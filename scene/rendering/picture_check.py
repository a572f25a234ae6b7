# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether anything can be seen in a picture, before it is paid for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import bpy

from ..errors import PictureBlack, PictureEmpty

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ..errors import CaptureError

_SOLID = 0.5
"""Alpha of a pixel that shows something."""
_FEWEST = 1e-4
"""Part of the pixels that must show something, or be brighter than black."""
_BLACK = 6 / 255


class Look(StrEnum):
    """What can be seen in a picture."""

    EMPTY = "EMPTY"
    BLACK = "BLACK"
    FINE = "FINE"


def look_of(path: Path) -> Look:
    """Return what can be seen in a rendered PNG.

    :raises RuntimeError: Blender cannot read it.
    """
    import numpy

    image = bpy.data.images.load(str(path), check_existing=False)
    try:
        image.alpha_mode = "CHANNEL_PACKED"  # the colours as they are in the file
        pixels = numpy.empty(image.size[0] * image.size[1] * image.channels, dtype=numpy.float32)
        image.pixels.foreach_get(pixels)
        pixels = pixels.reshape(-1, image.channels)
    finally:
        bpy.data.images.remove(image)
    fewest = max(1.0, _FEWEST * len(pixels))
    solid = pixels[pixels[:, 3] > _SOLID, :3]
    if len(solid) < fewest:
        return Look.EMPTY
    return Look.FINE if (solid > _BLACK).any(axis=1).sum() >= fewest else Look.BLACK


def refusal(looks: Collection[Look]) -> CaptureError | None:
    """Return why pictures that look like this are not sent: none of them shows anything. None if one does."""
    if Look.FINE in looks:
        return None
    return PictureBlack() if Look.BLACK in looks else PictureEmpty()
