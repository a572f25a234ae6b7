# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for the panels; no data-block is made for them.

When Blender has read a picture file for a panel, it draws all windows anew. So they are drawn from the small pictures
that lie beside; only where there is none, as in jobs of older versions, Blender reads the picture in the background.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from ...scene.images.small_picture import path_for
from ...session import known_files

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.utils.previews import ImagePreviewCollection

    from ...scene.images.small_picture import SmallPicture

_MOST = 400
"""Thumbnails kept in memory; when there are more, all are read anew."""

_previews: ImagePreviewCollection | None = None
"""Made at the first picture; Blender wants it released by hand."""


def icon_id(picture: Path, *, may_read: bool = True) -> int:
    """Return the icon number of a picture file, or 0 when there is none to show, or not yet.

    :param may_read: without a small picture beside it, Blender reads it, and draws all windows anew.
    """
    small = path_for(picture)
    facts = known_files.facts_of(small)
    if facts.modified_ns is not None and not known_files.holds_no_picture(small):
        return _drawn(small, f"{small}:{facts.modified_ns}")
    is_unknown = facts == known_files.FileFacts()
    if is_unknown or not may_read:
        return 0
    modified_ns = known_files.facts_of(picture).modified_ns
    return 0 if modified_ns is None else _loaded(picture, f"{picture}:{modified_ns}")


def _drawn(small: Path, name: str) -> int:
    previews = _collection()
    if name not in previews:
        picture = known_files.small_picture(small)
        if picture is None:
            return 0
        _make_room(previews)
        _draw(previews, name, picture)
    return previews[name].icon_id


def _draw(previews: ImagePreviewCollection, name: str, picture: SmallPicture) -> None:
    preview: Any = previews.new(name)
    preview.image_size = picture.size
    preview.image_pixels.foreach_set(array("i", picture.pixels))
    preview.icon_size = picture.icon_size
    preview.icon_pixels.foreach_set(array("i", picture.icon_pixels))


def _loaded(path: Path, name: str) -> int:
    previews = _collection()
    if name not in previews:
        _make_room(previews)
        previews.load(name, str(path), "IMAGE")
    return previews[name].icon_id


def _make_room(previews: ImagePreviewCollection) -> None:
    if len(previews) >= _MOST:
        previews.clear()


def _collection() -> ImagePreviewCollection:
    global _previews  # see there
    if _previews is None:
        import bpy.utils.previews

        _previews = bpy.utils.previews.new()
    return _previews


def release() -> None:
    """Give back to Blender what the pictures take."""
    global _previews  # see above
    if _previews is not None:
        import bpy.utils.previews

        bpy.utils.previews.remove(_previews)
        _previews = None
