# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture on the clipboard as an image. bpy, main thread, in a window only.

Blender pastes pictures into an Image Editor alone. There it shows what it was showing again afterwards; where there is
none, another editor plays its part for a moment.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

from ..errors import SceneError
from ..measure.viewport import main_region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bpy.types import Area, Context, Image


class ClipboardUnusable(SceneError):
    """There is no picture to be had."""

    sentence = "There is no picture on the clipboard. Copy one, then try again."


class ClipboardUnreachable(ClipboardUnusable):
    """Blender cannot read pictures from this system's clipboard."""

    sentence = (
        "This Blender cannot read pictures from the clipboard (on Linux it takes Wayland). "
        "Save the picture to a file and choose that."
    )


def can_read_pictures() -> bool:
    """True where Blender reads pictures from the clipboard: Windows, macOS, and Wayland. Not in background mode."""
    if bpy.app.background:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    try:
        # Blender's own Paste entry asks the same.
        from _bpy import _ghost_backend  # pyright: ignore[reportMissingImports]
    except ImportError:
        return True
    return bool(_ghost_backend() == "WAYLAND")


def _paste() -> bool:
    """Let Blender paste into the Image Editor of the context; returns whether there was something."""
    paste: Any = bpy.ops.image.clipboard_paste
    return bool(paste.poll() and "FINISHED" in paste())


def paste_image(context: Context, *, paste: Callable[[], bool] = _paste) -> Image:
    """A new image with what is on the clipboard. Editors show what they showed before.

    :param paste: pastes into the Image Editor of the context.
    :raises ClipboardUnreachable: this Blender cannot.
    :raises ClipboardUnusable: there is no picture.
    """
    if paste is _paste and not can_read_pictures():
        raise ClipboardUnreachable
    before = set(bpy.data.images)
    with _image_editor(context):
        pasted = paste()
        made = [each for each in bpy.data.images if each not in before]
    if not pasted or not made:
        raise ClipboardUnusable
    return made[0]


@contextmanager
def _image_editor(context: Context) -> Iterator[None]:
    window = context.window
    areas = list(window.screen.areas) if window is not None else []
    if not areas:
        raise ClipboardUnreachable
    editors = [area for area in areas if area.type == "IMAGE_EDITOR"]
    # Not the editor whose button was pressed, if there is another one.
    area = editors[0] if editors else min(areas, key=lambda each: (each == context.area, each.width * each.height))
    with _playing_image_editor(area):
        space = area.spaces.active
        assert isinstance(space, bpy.types.SpaceImageEditor)
        shown, pinned = space.image, space.use_image_pin
        try:
            with context.temp_override(window=window, area=area, region=main_region(area)):
                yield
        finally:
            space.image, space.use_image_pin = shown, pinned


@contextmanager
def _playing_image_editor(area: Area) -> Iterator[None]:
    before = area.ui_type
    if area.type != "IMAGE_EDITOR":
        area.type = "IMAGE_EDITOR"
    try:
        yield
    finally:
        if area.ui_type != before:
            area.ui_type = before
