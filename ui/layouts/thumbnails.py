# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for the panels, read by Blender in the background; no data-block is made for them."""

from pathlib import Path

import bpy.utils.previews

from ...session import known_files

_MOST = 200
"""Thumbnails kept in memory; when there are more, all are read anew."""

_previews: bpy.utils.previews.ImagePreviewCollection | None = None


def icon_id(path: Path) -> int:
    """The icon number of a picture file, or 0 when there is none to show."""
    if _previews is None:
        return 0
    modified_ns = known_files.facts_of(path).modified_ns
    if modified_ns is None:
        return 0
    name = f"{path}:{modified_ns}"
    if name not in _previews:
        if len(_previews) >= _MOST:
            _previews.clear()
        _previews.load(name, str(path), "IMAGE")
    return _previews[name].icon_id


def register() -> None:
    global _previews  # Blender wants such a collection released by hand
    _previews = bpy.utils.previews.new()


def unregister() -> None:
    global _previews  # see above
    if _previews is not None:
        bpy.utils.previews.remove(_previews)
        _previews = None
