# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture on the clipboard as an image. Main thread only, and with a window only.

Blender pastes pictures only into an Image Editor, which shows its earlier picture again afterwards. Where there is
none, another editor is turned into one for the moment.
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
    """There is no picture on the clipboard."""

    sentence = "There is no picture on the clipboard. Copy one, then try again."


class ClipboardUnreachable(ClipboardUnusable):
    """Blender cannot read pictures from this system's clipboard."""

    sentence = (
        "This Blender cannot read pictures from the clipboard (on Linux it takes Wayland). "
        "Save the picture to a file and choose that."
    )


def can_read_pictures() -> bool:
    """Say whether Blender reads pictures from the clipboard: on Windows, macOS and Wayland, not in background mode."""
    if bpy.app.background:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    try:
        # Blender's own Paste entry checks the same.
        from _bpy import _ghost_backend  # pyright: ignore[reportMissingImports]
    except ImportError:
        return True
    return bool(_ghost_backend() == "WAYLAND")


def _paste() -> bool:
    """Paste into the Image Editor of the context; return whether there was something."""
    paste: Any = bpy.ops.image.clipboard_paste
    return bool(paste.poll() and "FINISHED" in paste())


def paste_image(context: Context, *, paste: Callable[[], bool] = _paste) -> Image:
    """Return a new image with what is on the clipboard. Editors show what they showed before.

    :param paste: pastes into the Image Editor of the context.
    :raises ClipboardUnreachable: this Blender cannot.
    :raises ClipboardUnusable: there is no picture.
    """
    if paste is _paste and not can_read_pictures():
        raise ClipboardUnreachable
    before = set(bpy.data.images)
    with _image_editor(context):
        pasted = paste()
        new_images = [image for image in bpy.data.images if image not in before]
    if not pasted or not new_images:
        raise ClipboardUnusable
    return new_images[0]


@contextmanager
def _image_editor(context: Context) -> Iterator[None]:
    window = context.window
    areas = list(window.screen.areas) if window is not None else []
    if not areas:
        raise ClipboardUnreachable
    editors = [area for area in areas if area.type == "IMAGE_EDITOR"]
    # Not the editor whose button was pressed, if there is another one.
    area = editors[0] if editors else min(areas, key=lambda other: (other == context.area, other.width * other.height))
    with _as_image_editor(area):
        space = area.spaces.active
        assert isinstance(space, bpy.types.SpaceImageEditor)
        shown, pinned = space.image, space.use_image_pin
        try:
            with context.temp_override(window=window, area=area, region=main_region(area)):
                yield
        finally:
            space.image, space.use_image_pin = shown, pinned


@contextmanager
def _as_image_editor(area: Area) -> Iterator[None]:
    before = area.ui_type
    if area.type != "IMAGE_EDITOR":
        area.type = "IMAGE_EDITOR"
    try:
        yield
    finally:
        if area.ui_type != before:
            area.ui_type = before
