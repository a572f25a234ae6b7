# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that were painted on and not saved yet: a copy of the file holds only their last saved state.

Their pixels are written beside the copy, as they are in memory, and replace the image's own there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..errors import ImageUnsaved
from ..images.raw_pixels import RawPixels, write_pixels

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedImage:
    """One image, and where its pixels are."""

    name: str
    pixels: RawPixels

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> UnsavedImage:
        """Read it back."""
        return cls(name=values["name"], pixels=RawPixels(**values["pixels"]))


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
    unsaved = [image for image in unsaved if image.name in names]
    if tiled := next((image for image in unsaved if len(image.tiles) > 1), None):
        raise ImageUnsaved(name=tiled.name)
    return tuple(
        UnsavedImage(name=image.name, pixels=write_pixels(image, folder / f"pixels_{image.session_uid}"))
        for image in unsaved
    )


def put_back(unsaved: UnsavedImage) -> None:
    """Replace the image of this file, a copy, by what was painted."""
    local: Any = (unsaved.name, None)  # not one of the same name from a library
    image = bpy.data.images[local]
    painted = unsaved.pixels.to_image(
        unsaved.name, color_space=image.colorspace_settings.name, alpha_mode=image.alpha_mode
    )
    painted.pack()
    image.user_remap(painted)
