# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender image written as an 8-bit PNG that looks as in the Image Editor on an sRGB screen. Main thread only.

Blender writes an image with the settings of a scene. Here that is a temporary scene; only a rendered image must be
written with the artist's own scene, whose image format is changed during the writing and then restored.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ... import disk
from ..errors import PictureUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import Image, ImageFormatSettings, Scene

_FORMAT = ("media_type", "file_format", "color_mode", "color_depth", "compression", "color_management", "views_format")
"""Settings that are changed, in the order in which they may be set. `media_type` exists from 5.0 on."""


SRGB = "sRGB"
"""The display device that pictures are made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSettings:
    """How a scene is shown: the settings of its view that go into a picture."""

    view_transform: str = "Standard"
    look: str = "None"
    exposure: float = 0.0
    gamma: float = 1.0

    @classmethod
    def of(cls, scene: Scene) -> ViewSettings:
        """Return those of a scene."""
        view: Any = scene.view_settings
        return cls(view_transform=view.view_transform, look=view.look, exposure=view.exposure, gamma=view.gamma)

    def apply(self, display: Any, view: Any) -> None:
        """Set a display and a view to show the same on an sRGB screen; what the color configuration lacks is left."""
        show_on_srgb(display)
        set_view(view, self.view_transform)
        for name in ("look", "exposure", "gamma"):
            with suppress(TypeError):
                setattr(view, name, getattr(self, name))


def show_on_srgb(display_settings: Any) -> None:
    """Let a scene be shown as on an sRGB screen, whatever screen the artist has."""
    with suppress(TypeError):  # a studio's own colors may lack it
        display_settings.display_device = SRGB


def set_view(view_settings: Any, view_transform: str) -> None:
    """Choose a view by the name that it has on any screen: on wide ones, "AgX" is "AgX - HDR 1000 nits", say."""
    for name in (view_transform, view_transform.partition(" - ")[0]):
        with suppress(TypeError):
            view_settings.view_transform = name
            return


def write_display_png(image: Image, path: Path, view: ViewSettings) -> None:
    """Write what the Image Editor shows of an image, at its full size, to ``path``.

    An image whose brightness goes beyond white is shown with ``view`` if it asks for that ("View as Render"), else it
    is cut off at white.

    :raises PictureUnusable: it holds no picture; ``str()`` ends a sentence.
    :raises OSError: the file cannot be written.
    """
    path.write_bytes(b"")  # raises a clear OSError if the folder takes no file
    scene = bpy.data.scenes.new(".rodin-props picture")
    try:
        scene.render.dither_intensity = 0.0
        shown = view if image.use_view_as_render else ViewSettings()
        shown.apply(scene.display_settings, scene.view_settings)
        with _writing_png(scene.render.image_settings, with_alpha=image.alpha_mode != "NONE"):
            image.save_render(str(path), scene=scene)
    except RuntimeError as error:
        disk.discard(path)
        raise PictureUnusable("it holds no picture that Blender can read") from error
    finally:
        bpy.data.scenes.remove(scene)


def write_render_result(image: Image, path: Path, scene: Scene) -> None:
    """Write what was rendered in a scene, as its view shows it on an sRGB screen.

    :raises PictureUnusable: nothing was rendered; ``str()`` ends a sentence.
    :raises OSError: the file cannot be written.
    """
    path.write_bytes(b"")
    settings = scene.render.image_settings
    try:
        with _writing_png(settings, with_alpha=True), _overriding_view(settings, ViewSettings.of(scene)):
            image.save_render(str(path), scene=scene)
    except RuntimeError as error:
        disk.discard(path)
        raise PictureUnusable("nothing has been rendered into its slot yet") from error


@contextmanager
def _writing_png(image_settings: ImageFormatSettings, *, with_alpha: bool) -> Iterator[None]:
    wanted = ("IMAGE", "PNG", "RGBA" if with_alpha else "RGB", "8", 0, "FOLLOW_SCENE", "INDIVIDUAL")
    before = {name: getattr(image_settings, name) for name in _FORMAT if hasattr(image_settings, name)}
    try:
        for name, value in zip(_FORMAT, wanted, strict=True):
            if name in before:
                setattr(image_settings, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(image_settings, name, value)


@contextmanager
def _overriding_view(image_settings: Any, view: ViewSettings) -> Iterator[None]:
    """Let the image be written for an sRGB screen, where the scene is shown on another one."""
    own_display, own_view = image_settings.display_settings, image_settings.view_settings
    before = own_display.display_device, ViewSettings(**{name: getattr(own_view, name) for name in view.__slots__})
    image_settings.color_management = "OVERRIDE"
    try:
        view.apply(own_display, own_view)
        yield
    finally:
        own_display.display_device = before[0]
        for name in view.__slots__:
            with suppress(TypeError):
                setattr(own_view, name, getattr(before[1], name))
