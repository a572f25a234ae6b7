# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes smaller copies of pictures, packed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..level import FULL_IMAGE_KEY, SIDE_KEY, SIDES_PIXELS, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Image


def smaller(image: Image) -> Iterator[Image]:
    """Yield a packed copy of a picture for each longest side below its own.

    None if it cannot be read, has tiles, or is such a copy.
    """
    if image.source not in {"FILE", "GENERATED"} or FULL_IMAGE_KEY in image:
        return
    width, height = image.size
    longest = max(width, height)
    previous = image
    for side in SIDES_PIXELS:
        if side >= longest or not min(width, height):
            continue
        made: Any = previous.copy()
        made.scale(max(1, round(width * side / longest)), max(1, round(height * side / longest)))
        made.pack()
        for packed in made.packed_files:
            packed.filepath = ""
        made.filepath_raw = ""
        for key in list(made.keys()):
            del made[key]
        made.name = name_of(image.name, str(side))
        made[FULL_IMAGE_KEY], made[SIDE_KEY] = image.name, side
        previous = made
        yield made
