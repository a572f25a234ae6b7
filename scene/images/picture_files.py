# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files made fit to be sent. Main thread only; the user's own file is never changed.

A JPEG, PNG or WebP of a sensible size is copied byte for byte. Anything else that Blender can read is converted.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import bpy

from ...api.picture_rules import LARGEST_BYTES, LEAST_SIDE_PIXELS, LONGEST_SIDE_PIXELS, picture_kind, suffix_of
from ..errors import PictureUnusable
from .writing import write_png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONVERTED = "converted to PNG"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture as it will be sent."""

    path: Path
    note: str = ""
    """What was done to it, the end of “photo.tif was …”; empty when it is sent as it is."""


def suffix_by_content(head: bytes) -> str:
    """Return the true extension of a picture that the service takes as it is, by its first bytes; else empty."""
    kind = picture_kind(head)
    return f".{suffix_of(kind)}" if kind else ""


def prepare_picture(source: Path, destination_stem: Path) -> PreparedPicture:
    """Put a picture fit to be sent at ``destination_stem`` plus its true extension.

    :raises PictureUnusable: it is missing, unreadable or empty.
    :raises OSError: the destination cannot be written.
    """
    try:
        with source.open("rb") as opened:
            suffix = suffix_by_content(opened.read(16))
        size_bytes = source.stat().st_size
    except OSError as error:
        raise PictureUnusable("the file cannot be read") from error
    with _loaded(source) as image:
        if not image.size[0] and image.type == "MULTILAYER":
            return _flattened(image, destination_stem)
        check_size(image)
        if suffix and max(image.size) <= LONGEST_SIDE_PIXELS and size_bytes <= LARGEST_BYTES:
            destination = destination_stem.with_suffix(suffix)
            if source != destination:
                shutil.copyfile(source, destination)
            return PreparedPicture(path=destination)
        written = write_fitting(image, destination_stem)
        changed = "" if suffix and written.note else "packed into a smaller PNG" if suffix else CONVERTED
        return replace(written, note=both(changed, written.note))


def both(*notes: str) -> str:
    """Join notes about what was done to a picture; empty ones are left out."""
    return " and ".join(filter(None, notes))


@contextmanager
def _loaded(source: Path) -> Iterator[bpy.types.Image]:
    try:
        image = bpy.data.images.load(str(source), check_existing=False)
    except RuntimeError as error:
        raise PictureUnusable("the file cannot be read") from error
    try:
        if image.source == "MOVIE":
            raise PictureUnusable("it is a movie; save one of its frames as a picture")
        yield image
    finally:
        bpy.data.images.remove(image)


def _flattened(image: bpy.types.Image, destination_stem: Path) -> PreparedPicture:
    """Write the combined picture of a render with layers, whose pixels cannot be read in any other way."""
    combined = destination_stem.with_suffix(".png")
    write_png(image, combined)
    fitting = prepare_picture(combined, destination_stem)
    return replace(fitting, note=both(CONVERTED, fitting.note))


def check_size(image: bpy.types.Image) -> None:
    """Refuse an image that is too small.

    :raises PictureUnusable: it is too small or unreadable.
    """
    width, height = image.size
    if not width:
        raise PictureUnusable("it is not a picture that Blender can read")
    if min(width, height) < LEAST_SIDE_PIXELS:
        raise PictureUnusable(f"it is only {width} × {height} pixels")


def write_fitting(image: bpy.types.Image, destination_stem: Path) -> PreparedPicture:
    """Write an image as a PNG that is not too big. The image itself is scaled: pass one that is not needed afterwards.

    :raises PictureUnusable, OSError: as `write_png`.
    """
    destination = destination_stem.with_suffix(".png")
    width, height = image.size
    factor = min(1.0, LONGEST_SIDE_PIXELS / max(width, height))
    if factor < 1.0:
        image.scale(max(1, round(width * factor)), max(1, round(height * factor)))
    write_png(image, destination)
    if destination.stat().st_size > LARGEST_BYTES:
        image.scale(max(1, image.size[0] // 2), max(1, image.size[1] // 2))
        write_png(image, destination)
    same = tuple(image.size) == (width, height)
    return PreparedPicture(path=destination, note="" if same else f"scaled to {image.size[0]} × {image.size[1]} pixels")
