# SPDX-License-Identifier: GPL-3.0-or-later
"""The open file's images to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...scene.images.blender_images import refusal

if TYPE_CHECKING:
    from bpy.types import Context, Image

NO_IMAGE = "This file has no image yet. Open, paint or render one first."

_kept: list[tuple[str, str, str, str | int, int]] = []
"""The choices that `items` gave last: Blender does not keep their texts."""


def offered() -> list[Image]:
    """Return the images that can be sent, as far as can be told without reading them; by name."""
    images = (image for image in bpy.data.images if not image.name.startswith((".", " ")))
    return [image for image in images if not refusal(image) and (image.type != "COMPOSITING" or image.has_data)]


def most_likely(images: list[Image]) -> Image:
    """Return the image to begin with: what was rendered, else the first."""
    return next((image for image in images if image.type == "RENDER_RESULT"), images[0])


def find(name: str) -> Image | None:
    """Return the image that is offered under this name, or None."""
    return next((image for image in bpy.data.images if image.name_full == name), None)


def refusal_sentence(image: Image) -> str:
    """Return why an image cannot be sent; "" if it can. Cheap: for drawing."""
    reason = refusal(image)
    return f"“{image.name}” cannot be sent: {reason}." if reason else ""


def items(self: object, context: Context | None) -> list[tuple[str, str, str, str | int, int]]:
    """Return the images as the choices of a property, with their previews where there are any."""
    _kept[:] = [
        (image.name_full, image.name, _kind(image), _icon(image), number) for number, image in enumerate(offered())
    ]
    return _kept


def _icon(image: Image) -> str | int:
    if image.source == "VIEWER":
        return "RENDER_RESULT"
    has_preview = image.preview is not None and image.preview.image_size[0] > 0
    return image.preview.icon_id if has_preview else "IMAGE_DATA"


def _kind(image: Image) -> str:
    return "What was rendered last" if image.source == "VIEWER" else "An image of this file"
