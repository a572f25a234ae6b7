# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for lists, kept beside the pictures they show, as pixels that nobody need decode.

When Blender itself reads a picture for a list it draws all windows anew.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ... import disk

if TYPE_CHECKING:
    from pathlib import Path

    import numpy

SIDE_PIXELS, ICON_SIDE_PIXELS = 128, 32
"""Longest sides of the two sizes that Blender draws: in a grid, and in a line of text."""

_HEAD = struct.Struct("<4s4H")
_MARK = b"RPs1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPicture:
    """A picture in two sizes: width and height in pixels, and four bytes for each pixel, bottom row first.

    Colors are multiplied by their alpha, as Blender draws previews.
    """

    size: tuple[int, int]
    pixels: bytes
    icon_size: tuple[int, int]
    icon_pixels: bytes


def path_for(picture: Path) -> Path:
    """Return where the small picture of a picture file is, if there is one."""
    return picture.with_name(f"{picture.stem}.rgba")


def write(pixels: numpy.ndarray, picture: Path) -> None:
    """Write the small picture of a picture file. A list can do without, so nothing is raised if that fails.

    :param pixels: (height, width, 4) bytes, top row first.
    """
    large, icon = _scaled(pixels, SIDE_PIXELS), _scaled(pixels, ICON_SIDE_PIXELS)
    head = _HEAD.pack(_MARK, large.shape[1], large.shape[0], icon.shape[1], icon.shape[0])
    path = path_for(picture)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(head + large[::-1].tobytes() + icon[::-1].tobytes())
        disk.replace(part, path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copy(picture: Path, destination: Path) -> None:
    """Copy the small picture of a picture file that is copied or moved, if it has one. A list can do without."""
    import shutil

    with suppress(OSError):
        shutil.copyfile(path_for(picture), path_for(destination))


def read(path: Path) -> SmallPicture | None:
    """Return what ``write`` wrote; None if it cannot be read, or is anything else."""
    try:
        content = path.read_bytes()
        mark, width, height, icon_width, icon_height = _HEAD.unpack_from(content)
    except (OSError, struct.error):
        return None
    end = _HEAD.size + 4 * width * height
    sides = (width, height, icon_width, icon_height)
    if mark != _MARK or not all(1 <= side <= SIDE_PIXELS for side in sides):
        return None
    if len(content) != end + 4 * icon_width * icon_height:
        return None
    return SmallPicture(
        size=(width, height),
        pixels=content[_HEAD.size : end],
        icon_size=(icon_width, icon_height),
        icon_pixels=content[end:],
    )


def _scaled(pixels: numpy.ndarray, longest: int) -> numpy.ndarray:
    """Return a picture whose longest side has at most so many pixels; each is the mean of those it stands for.

    Colors are multiplied by their alpha.
    """
    import numpy

    height, width = pixels.shape[:2]
    factor = max(1.0, max(height, width) / longest)
    step = max(1, int(factor // 4))  # four in a row are enough for a mean
    values = pixels[::step, ::step].astype(numpy.float32)
    values[..., :3] *= values[..., 3:] / 255.0
    for axis, side in ((0, height), (1, width)):
        values = _means(values, max(1, round(side / factor)), axis)
    return values.round().astype(numpy.uint8)


def _means(values: numpy.ndarray, count: int, axis: int) -> numpy.ndarray:
    import numpy

    edges = numpy.arange(count + 1) * values.shape[axis] // count
    lengths = numpy.diff(edges).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
    return numpy.add.reduceat(values, edges[:-1], axis=axis) / lengths
