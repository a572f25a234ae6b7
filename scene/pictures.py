# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files made fit to be sent. bpy, main thread; the user's own file is never changed.

A JPEG, PNG or WebP of a sensible size is copied byte for byte. Anything else that Blender can read is converted.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SIDE_PIXELS = 2048
SHORTEST_SIDE_PIXELS = 32
"""Below this nothing can be made out; the service itself asks for more, up to 512."""
LARGEST_BYTES = 16 * 1024 * 1024

_SUFFIXES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}


class PictureUnusable(Exception):
    """A picture that Blender cannot read either; ``str()`` ends a sentence about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture as it will be sent."""

    path: Path
    note: str = ""
    """What was changed about it, in words; empty when it is sent as it is."""


def _suffix_by_content(path: Path) -> str:
    with path.open("rb") as opened:
        head = opened.read(16)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for magic, suffix in _SUFFIXES.items() if head.startswith(magic)), "")


def prepare_picture(source: Path, destination_stem: Path) -> PreparedPicture:
    """Put a picture fit to be sent at ``destination_stem`` plus its true extension.

    :raises PictureUnusable: it is missing, unreadable or empty.
    :raises OSError: the destination cannot be written.
    """
    try:
        suffix = _suffix_by_content(source)
        size_bytes = source.stat().st_size
    except OSError as error:
        raise PictureUnusable("the file cannot be read") from error
    image = _load(source)
    try:
        width, height = image.size
        if min(width, height) < SHORTEST_SIDE_PIXELS:
            raise PictureUnusable(f"it is only {width} × {height} pixels")
        fits = max(width, height) <= LONGEST_SIDE_PIXELS and size_bytes <= LARGEST_BYTES
        if suffix and fits:
            destination = destination_stem.with_suffix(suffix)
            if source != destination:
                shutil.copyfile(source, destination)
            return PreparedPicture(path=destination)
        return _converted(image, destination_stem.with_suffix(".png"))
    finally:
        bpy.data.images.remove(image)


def _load(source: Path) -> bpy.types.Image:
    try:
        image = bpy.data.images.load(str(source), check_existing=False)
    except RuntimeError as error:
        raise PictureUnusable("the file cannot be read") from error
    if not image.size[0]:
        bpy.data.images.remove(image)
        raise PictureUnusable("it is not a picture that Blender can read")
    return image


def _converted(image: bpy.types.Image, destination: Path) -> PreparedPicture:
    width, height = image.size
    factor = min(1.0, LONGEST_SIDE_PIXELS / max(width, height))
    note = "converted to PNG"
    if factor < 1.0:
        image.scale(max(1, round(width * factor)), max(1, round(height * factor)))
        note = f"scaled down from {width} × {height} pixels"
    image.filepath_raw = str(destination)
    image.file_format = "PNG"
    image.save()
    if destination.stat().st_size > LARGEST_BYTES:
        image.scale(max(1, image.size[0] // 2), max(1, image.size[1] // 2))
        image.save()
    return PreparedPicture(path=destination, note=note)
