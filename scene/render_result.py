# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendering without touching what the artist rendered. bpy, main thread."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from . import temporary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Image

_NAME = " rodin-props render"
"""Sorts before every name that Blender gives."""


class RenderResultGuard:
    """Lets a render write into an image of its own: Blender takes the first Render Result that it finds.

    Otherwise the artist's render slots would lose or swap their pictures.
    """

    def __init__(self, token: str) -> None:
        existing = _render_result()
        self._existed = existing is not None
        if existing is not None:
            stand_in = existing.copy()
            stand_in.name = _NAME
            temporary.mark(stand_in, token)

    def release(self) -> None:
        """Remove the image that was rendered into, unless it is marked and goes with the other marked ones."""
        rendered = None if self._existed else _render_result()
        if rendered is not None:
            bpy.data.images.remove(rendered)


def _render_result() -> Image | None:
    return next((image for image in bpy.data.images if image.type == "RENDER_RESULT"), None)


@contextmanager
def without_render_window() -> Iterator[None]:
    """Keep Blender from opening a window or an editor for the render that is started inside."""
    preferences = bpy.context.preferences
    was_dirty, display = preferences.is_dirty, preferences.view.render_display_type
    preferences.view.render_display_type = "NONE"
    try:
        yield
    finally:
        preferences.view.render_display_type = display
        preferences.is_dirty = was_dirty
