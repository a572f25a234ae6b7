# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of a generation: ordered to be made fit, and put into the job's folder when they are."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...api.errors import PictureRefused
from ...errors import RodinError
from ...jobs.files import refused_write
from ...scene.errors import PictureUnusable
from ...scene.images import small_picture
from .. import session
from ..picture_list import BlenderImage, CutPicture, ViewportPicture, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bpy.types import Context

    from ...scene.images.orders import PictureOrder
    from ..picture_list import PictureInput
    from ..prepared_pictures import OrderedPicture, TakenPicture

    Ordered = Mapping[PictureInput, OrderedPicture | TakenPicture]

_MADE_HERE = "No background Blender could be started, so this one made the picture ready."


def order_pictures(
    context: Context, pictures: Iterable[PictureInput]
) -> dict[PictureInput, OrderedPicture | TakenPicture]:
    """Have pictures made fit; this Blender decodes nothing.

    :raises PictureRefused: one of them cannot be used, which a look at it tells; ``str()`` names it.
    :raises DiskFull, FolderNotWritable:
    """
    cut: dict[PictureInput, PictureOrder] = {}
    wanted = {picture: partial(_order, context, picture, cut=cut) for picture in pictures}
    try:
        return session.current().pictures.order(wanted)
    except OSError as error:
        raise refused_write(error, Path(bpy.app.tempdir)) from error


def _order(
    context: Context, picture: PictureInput, destination: Path, *, cut: dict[PictureInput, PictureOrder] | None = None
) -> PictureOrder:
    """:param cut: orders of pictures that something was cut out of: what they need is written once."""
    if isinstance(picture, CutPicture):
        known = {} if cut is None else cut
        if picture.of not in known:
            known[picture.of] = _order(context, picture.of, destination)
        return replace(known[picture.of], destination=destination, cut=replace(picture.cut, owner=None))
    try:
        if isinstance(picture, Path):
            from ...scene.images.files import order_of_file

            return order_of_file(picture, destination)
        if isinstance(picture, ViewportPicture):
            from ...scene.capture.viewport_picture import viewport_order

            return viewport_order(context, destination)
        return _order_of_image(context, picture, destination)
    except PictureUnusable as error:
        raise PictureRefused(shown_name(picture), str(error)) from error


def _order_of_image(context: Context, picture: BlenderImage, destination: Path) -> PictureOrder:
    from ...scene.images.blender_images import order_of

    image = bpy.data.images.get(picture.name)
    if image is None:
        raise PictureUnusable("it is no longer in this file")
    return order_of(image, destination, context.scene)


def look_at_shown(context: Context) -> None:
    """Have the files made fit that panels show."""
    pictures = session.current().pictures
    fit: list[PictureInput] = []
    for path in pictures.take_asked_for():
        try:
            _order(context, path, path)
        except PictureRefused as error:
            pictures.remember_refusal(path, error.reason)
        else:
            fit.append(path)
    if fit:
        with suppress(RodinError):  # the press says it
            order_pictures(context, fit)


def refusal_of(ordered: Ordered) -> PictureRefused | None:
    """Return why the first of the pictures that cannot be sent cannot; None if all can, as far as is known yet."""
    for picture, each in ordered.items():
        if each.result is not None and each.result.refusal:
            return PictureRefused(shown_name(picture), each.result.refusal)
    return None


def copy_pictures(inputs: Sequence[PictureInput], folder: Path, ordered: Ordered) -> tuple[str, ...]:
    """Put pictures that were made fit into a job's folder; return the names of the files. Changes become remarks.

    :raises PictureRefused: one of them cannot be used; ``str()`` names it.
    :raises DiskFull, FolderNotWritable:
    """
    return tuple(_copy(picture, folder / f"image_{number}.png", ordered) for number, picture in enumerate(inputs, 1))


def _copy(picture: PictureInput, destination: Path, ordered: Ordered) -> str:
    from ...scene.cards.card_file import take_along

    each = ordered[picture]
    prepared = each.wait()
    if prepared.refusal:
        raise PictureRefused(shown_name(picture), prepared.refusal)
    try:
        if prepared.path != destination:
            shutil.copyfile(prepared.path, destination)
            take_along(prepared.path, destination)
            small_picture.copy(prepared.path, destination)
    except OSError as error:
        raise refused_write(error, destination.parent) from error
    remarks = session.current().remarks
    if prepared.note:
        remarks.append(f"The picture “{shown_name(picture)}” was {prepared.note}.")
    if each.is_made_here:
        remarks.append(_MADE_HERE)
    return destination.name
