# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one picture fit to be sent.

It becomes an upright 8-bit sRGB picture of one frame, with sides that the service takes, something to be seen in it and
nothing else in its file. Nothing is copied byte for byte. This runs in the background Blender; where none can be
started, in the artist's, whose data it leaves as they are.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...api.picture_rules import LARGEST_BYTES
from ..cards.make_card import write_beside
from ..cutting.cut_out import cut_out
from ..errors import PictureUnusable
from . import pixels as pixel_arrays
from . import small_picture
from .fitting import fitting
from .formats.file_look import FileLook, Orientation
from .formats.kinds import HEAD_BYTES, kind_of
from .formats.look import look_at
from .orders import PictureOrder, PreparedPicture
from .raw_pixels import interpret
from .visible import Look, has_shape, look_of
from .writing import write_display_png

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy
    from bpy.types import Image

    from ..cutting.cut import Cut
    from .fitting import Fitting

_UNREADABLE = "it is not a picture that Blender can read, or it is broken"
_BROKEN = "the file is broken: it ends before the picture does; get it once more"


def prepare(order: PictureOrder) -> PreparedPicture:
    """Make a picture fit to be sent; whether it could be done stands in the answer.

    :raises OSError: the destination cannot be written.
    """
    try:
        note = _prepare(order)
    except PictureUnusable as error:
        return PreparedPicture(path=order.destination, refusal=str(error))
    return PreparedPicture(path=order.destination, note=note)


def _prepare(order: PictureOrder) -> str:
    with tempfile.TemporaryDirectory(prefix="rodin-props-picture-") as name:
        folder = Path(name)
        if order.cut is not None:
            order = _cut_first(order, order.cut, folder)
        with _opened(order, folder) as (image, look):
            shown, fit = _display_pixels(image, order, folder / "display.png", look.orientation)
    refuse_nothing(shown)
    fit_note = _write(pixel_arrays.padded(shown, fit.padded), order.destination, fit.note)
    turned = "" if look.orientation is Orientation.UPRIGHT else "turned upright"
    write_beside(shown, order.destination)
    return " and ".join(filter(None, (order.note, look.reduction, turned, fit_note)))


@contextmanager
def _opened(order: PictureOrder, folder: Path) -> Iterator[tuple[Image, FileLook]]:
    look = FileLook()
    if order.pixels is not None:
        image = order.pixels.to_image(
            ".rodin-props picture", color_space=order.color_space, alpha_mode=order.alpha_mode
        )
    else:
        assert order.file is not None
        image, look = _load(order.file, folder)
        interpret(image, color_space=order.color_space, alpha_mode=order.alpha_mode)
    with _removing(image):
        image.use_view_as_render = order.view_as_render
        yield image, look


def _cut_first(order: PictureOrder, cut: Cut, folder: Path) -> PictureOrder:
    """Cut the wanted part out of the picture at its full size; return an order for that part."""
    part = folder / "part.png"
    with _opened(order, folder) as (image, look):
        write_display_png(image, folder / "whole.png", order.view)
        whole = pixel_arrays.upright(pixel_arrays.read_png(folder / "whole.png"), look.orientation)
    pixel_arrays.write_png(cut_out(whole, cut), part)
    return PictureOrder(destination=order.destination, file=part)


def refuse_nothing(shown: numpy.ndarray) -> None:
    """Refuse a picture that shows nothing.

    :raises PictureUnusable:
    """
    match look_of(shown):
        case Look.EMPTY:
            raise PictureUnusable("it is transparent all over")
        case Look.BLACK if not has_shape(shown):  # else it is a drawing in black
            raise PictureUnusable("it is black all over")
        case Look.FLAT:
            raise PictureUnusable("it has one color all over")


def _load(file: Path, folder: Path) -> tuple[Image, FileLook]:
    """Load a copy of a file under a name that Blender can read, whatever the artist's own is called."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PictureUnusable("the file cannot be read") from error
    look = look_at(data)
    if look.is_raw:
        raise PictureUnusable("it is a camera's raw file; develop it, and save it as a PNG or JPEG")
    if not look.is_whole:
        raise PictureUnusable(_BROKEN)
    copy = folder / f"picture{'.gif' if data.startswith(b'GIF8') else ''}"
    copy.write_bytes(look.readable or data)
    try:
        image = bpy.data.images.load(str(copy), check_existing=False)
    except RuntimeError as error:
        raise PictureUnusable("the file cannot be read") from error
    if not image.size[0] and image.type != "MULTILAYER":  # the type is known once it was read
        bpy.data.images.remove(image)
        kind = kind_of(data[:HEAD_BYTES])
        raise PictureUnusable(_UNREADABLE if kind is None else kind.reason)
    return image, look


@contextmanager
def _removing(image: Image) -> Iterator[None]:
    try:
        yield
    finally:
        bpy.data.images.remove(image)


def _display_pixels(
    image: Image, order: PictureOrder, written: Path, orientation: Orientation
) -> tuple[numpy.ndarray, Fitting]:
    """Return what the Image Editor shows of an image, upright and scaled, and how its sides are made fit."""
    if image.source == "MOVIE" or not len(image.pixels):  # what cannot be scaled, or not be read, can be written
        write_display_png(image, written, order.view)
        flat = bpy.data.images.load(str(written), check_existing=False)
        with _removing(flat):
            return _display_pixels(flat, order, written.with_name("flat.png"), orientation)
    turn = -1 if orientation.is_sideways else 1
    width, height = tuple(image.size)[::turn]
    fit = fitting(width, height)
    if fit.scaled != fit.given:
        image.scale(*fit.scaled[::turn])
    write_display_png(image, written, order.view)
    return pixel_arrays.upright(pixel_arrays.read_png(written), orientation), fit


def _write(shown: numpy.ndarray, destination: Path, fit_note: str) -> str:
    """Write the picture, at half the size if it would be too large a file; return the note about its size."""
    pixel_arrays.write_png(shown, destination)
    small_picture.write(shown, destination)
    if destination.stat().st_size <= LARGEST_BYTES:
        return fit_note
    image = bpy.data.images.load(str(destination), check_existing=False)
    with _removing(image):
        width, height = (max(1, side // 2) for side in image.size)
        image.scale(width, height)
        image.save()
    pixel_arrays.write_png(pixel_arrays.read_png(destination), destination)
    return f"scaled to {width} × {height} pixels to be a smaller file"
