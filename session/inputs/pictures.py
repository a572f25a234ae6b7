# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of a generation, copied into the job's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...api.errors import PictureRefused
from ...jobs.files import refused_write
from ...scene.errors import PictureUnusable
from ...scene.images import picture_files
from .. import session
from ..picture_list import PictureInput

if TYPE_CHECKING:
    from collections.abc import Sequence


def copy_pictures(inputs: Sequence[PictureInput], folder: Path) -> tuple[str, ...]:
    """Put pictures fit to be sent into a job's folder; return the names of the files. Conversions become remarks.

    :raises PictureRefused: one of them cannot be used; ``str()`` names it.
    :raises DiskFull, FolderNotWritable:
    """
    return tuple(_copy(picture, folder / f"image_{number}") for number, picture in enumerate(inputs, start=1))


def _copy(picture: PictureInput, stem: Path) -> str:
    try:
        prepared = _prepared(picture, stem)
    except PictureUnusable as error:
        raise PictureRefused(picture.name, str(error)) from error
    except OSError as error:
        raise refused_write(error, stem.parent) from error
    if prepared.note:
        session.current().remarks.append(f"{picture.name} was {prepared.note}.")
    return prepared.path.name


def _prepared(picture: PictureInput, stem: Path) -> picture_files.PreparedPicture:
    if isinstance(picture, Path):
        return picture_files.prepare_picture(picture, stem)
    from ...scene.images import blender_images  # rarely needed: not worth its time at every start of Blender

    image = bpy.data.images.get(picture.name)
    if image is None:
        raise PictureUnusable("it is no longer in this file")
    return blender_images.save_image(image, stem)
