# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for the panels, read by Blender in the background; no data-block is made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...session import known_files

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.utils.previews import ImagePreviewCollection

_MOST = 200
"""Thumbnails kept in memory; when there are more, all are read anew."""

_previews: ImagePreviewCollection | None = None
"""Made at the first picture; Blender wants it released by hand."""


def icon_id(path: Path) -> int:
    """Return the icon number of a picture file, or 0 when there is none to show."""
    modified_ns = known_files.facts_of(path).modified_ns
    return 0 if modified_ns is None else _loaded(path, f"{path}:{modified_ns}")


def icon_id_of_new(path: Path) -> int:
    """Return the icon number of a picture file of ours that is written once and never changed."""
    return _loaded(path, str(path))


def _loaded(path: Path, name: str) -> int:
    previews = _collection()
    if name not in previews:
        if len(previews) >= _MOST:
            previews.clear()
        previews.load(name, str(path), "IMAGE")
    return previews[name].icon_id


def _collection() -> ImagePreviewCollection:
    global _previews  # see there
    if _previews is None:
        import bpy.utils.previews

        _previews = bpy.utils.previews.new()
    return _previews


def register() -> None:
    """Do nothing: there is nothing to prepare before the first picture."""


def unregister() -> None:
    global _previews  # see above
    if _previews is not None:
        import bpy.utils.previews

        bpy.utils.previews.remove(_previews)
        _previews = None
