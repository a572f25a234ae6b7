# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender image written as an 8-bit PNG that looks as in the Image Editor. Main thread only; changes nothing.

Blender writes an image with the settings of a scene. Here that is a temporary scene; only a rendered image must be
written with the artist's own scene, whose image format is changed during the writing and then restored.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from ..errors import PictureUnusable
from .png_files import remove_notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import Image, ImageFormatSettings, Scene

_FORMAT = ("media_type", "file_format", "color_mode", "color_depth", "compression", "color_management", "views_format")
"""Settings that are changed, in the order in which they may be set. `media_type` exists from 5.0 on."""
_DISPLAY = ("view_transform", "look", "exposure", "gamma")


def write_png(image: Image, path: Path) -> None:
    """Write what the Image Editor shows of an image, at its full size, to ``path``.

    An image whose brightness goes beyond white is shown by the scene's view transform if it asks for that ("View as
    Render", and what was rendered), else it is cut off at white.

    :raises PictureUnusable: it holds no picture; ``str()`` ends a sentence.
    :raises OSError: the file cannot be written.
    """
    path.write_bytes(b"")  # raises a clear OSError if the folder takes no file
    try:
        with _scene_for(image) as scene:
            image.save_render(str(path), scene=scene)
        remove_notes(path)
    except (RuntimeError, ValueError) as error:
        path.unlink(missing_ok=True)
        raise PictureUnusable(_nothing_to_write(image)) from error


def release_data(image: Image, had_data: bool) -> None:
    """Free pixels that were read from the image's file, if they were not in memory before."""
    if not had_data and image.has_data and not image.is_dirty:
        image.buffers_free()


def _nothing_to_write(image: Image) -> str:
    if image.type == "RENDER_RESULT":
        return "nothing has been rendered into its slot yet"
    return "it holds no picture that Blender can read"


@contextmanager
def _scene_for(image: Image) -> Iterator[Scene]:
    shown = bpy.context.scene
    if image.type == "RENDER_RESULT":  # belongs to the scene that was rendered
        with _writing_png(shown.render.image_settings, with_alpha=True):
            yield shown
        return
    scene = bpy.data.scenes.new(".rodin-props picture")
    try:
        _display_like(scene, shown, as_render=image.use_view_as_render)
        with _writing_png(scene.render.image_settings, with_alpha=image.alpha_mode != "NONE"):
            yield scene
    finally:
        bpy.data.scenes.remove(scene)


@contextmanager
def _writing_png(image_settings: ImageFormatSettings, *, with_alpha: bool) -> Iterator[None]:
    wanted = ("IMAGE", "PNG", "RGBA" if with_alpha else "RGB", "8", 15, "FOLLOW_SCENE", "INDIVIDUAL")
    before = {name: getattr(image_settings, name) for name in _FORMAT if hasattr(image_settings, name)}
    try:
        for name, value in zip(_FORMAT, wanted, strict=True):
            if name in before:
                setattr(image_settings, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(image_settings, name, value)


def _display_like(scene: Scene, shown: Scene, *, as_render: bool) -> None:
    scene.render.dither_intensity = 0.0
    try:
        scene.display_settings.display_device = shown.display_settings.display_device
        if not as_render:
            setattr(scene.view_settings, "view_transform", "Standard")  # noqa: B010 - the stubs know no views
            return
        for name in _DISPLAY:
            setattr(scene.view_settings, name, getattr(shown.view_settings, name))
    except TypeError:  # a studio's own colour configuration may lack this view: its first one is used then
        return
