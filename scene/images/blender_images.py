# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that live in Blender, ordered to be made fit: painted, packed, generated, rendered. Main thread only.

Neither the image nor the scene is changed. What stands in a file, or is packed, and was not painted on is read from
there by the background Blender; of the rest it gets the pixels as they are in memory.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..errors import PictureUnusable
from .fitting import fitting
from .orders import PictureOrder
from .raw_pixels import RawPixels, write_pixels
from .writing import ViewSettings, write_render_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Image, Scene

_FIRST_TILE = 1001


def refusal(image: Image) -> str:
    """Return why an image cannot be sent, as the end of a sentence; empty if nothing is known against it.

    Cheap: for drawing.
    """
    if image.source == "MOVIE" and not image.filepath.lower().endswith(".gif"):
        return "it is a movie; save one of its frames as a picture"
    if image.type == "RENDER_RESULT" and bpy.app.is_job_running("RENDER"):
        return "it is being rendered; wait until that is done"
    return ""


def plan(image: Image) -> str:
    """Say what will be sent of an image, in a few words. Cheap: for drawing."""
    width, height = image.size
    if not width:  # Blender does not give the size of a rendered image
        return "Sent as you see it here" if image.type == "RENDER_RESULT" else ""
    try:
        sent_width, sent_height = fitting(width, height).padded
    except PictureUnusable:
        return f"{width} × {height} pixels"
    sent = "" if (sent_width, sent_height) == (width, height) else f", sent as {sent_width} × {sent_height}"
    return f"{width} × {height} pixels{sent}"


def order_of(image: Image, destination: Path, scene: Scene) -> PictureOrder:
    """Return an order for what the Image Editor shows of an image.

    :param destination: where the picture goes; what the order needs is written beside it.
    :param scene: the one in the window; what was rendered is its.
    :raises PictureUnusable: there is nothing that could be sent; ``str()`` ends a sentence.
    :raises OSError: what the order needs cannot be written.
    """
    if reason := refusal(image):
        raise PictureUnusable(reason)
    beside = destination.with_suffix(".original")
    if image.type == "RENDER_RESULT":
        with _released(image):
            write_render_result(image, beside, scene)
        return PictureOrder(destination=destination, file=beside)
    file = _file_of(image, beside)
    if file is None and image.source == "MOVIE":
        raise PictureUnusable("its file is not there any more")
    return PictureOrder(
        destination=destination,
        file=file,
        pixels=_pixels(image, beside) if file is None else None,
        color_space=image.colorspace_settings.name,
        alpha_mode=image.alpha_mode,
        view_as_render=image.use_view_as_render or image.type == "COMPOSITING",
        view=ViewSettings.of(scene),
        note=_note(image),
    )


def _note(image: Image) -> str:
    if image.source == "TILED" and len(image.tiles) > 1:
        return "reduced to the first of its tiles"
    return "reduced to one of its frames" if image.source == "SEQUENCE" else ""


def _pixels(image: Image, path: Path) -> RawPixels:
    with _released(image):
        if not len(image.pixels):
            raise PictureUnusable("it holds no picture that Blender can read")
        return write_pixels(image, path)


@contextmanager
def _released(image: Image) -> Iterator[None]:
    """Free the pixels afterwards if they were read for this."""
    had_data = image.has_data
    try:
        yield
    finally:
        if not had_data and image.has_data and not image.is_dirty:
            image.buffers_free()


def _file_of(image: Image, beside: Path) -> Path | None:
    """Return a file with the image as it is shown, or None. What is packed is written to ``beside`` for it."""
    if image.source == "GENERATED" or image.source == "VIEWER" or image.is_dirty:
        return None
    if image.packed_file is not None:
        beside.write_bytes(image.packed_file.data)
        return beside
    path = _path_of(image)
    return path if path.is_file() else None


def _path_of(image: Image) -> Path:
    if image.source == "TILED":
        number = image.tiles[0].number if len(image.tiles) else _FIRST_TILE
        offset = number - _FIRST_TILE
        by_place = f"u{offset % 10 + 1}_v{offset // 10 + 1}"
        name = image.filepath.replace("<UDIM>", str(number)).replace("<UVTILE>", by_place)
        return Path(bpy.path.abspath(name, library=image.library))
    user = _user_of(image)
    if user is not None:
        return Path(image.filepath_from_user(image_user=user))
    return Path(bpy.path.abspath(image.filepath, library=image.library))


def _user_of(image: Image) -> bpy.types.ImageUser | None:
    """Return how an Image Editor shows a sequence: which of its frames."""
    if image.source != "SEQUENCE":
        return None
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            space = area.spaces.active
            if isinstance(space, bpy.types.SpaceImageEditor) and space.image == image:
                return space.image_user
    return None
