# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that a prop is to be made from, as the panel's list has them: files, and images that live in Blender."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..api.options.types import ImageLabel
from . import known_files

if TYPE_CHECKING:
    from ..scene.cutting.cut import Cut


@dataclass(frozen=True, slots=True)
class BlenderImage:
    """An image of the open file, by name: undo makes all images anew."""

    name: str


@dataclass(frozen=True, slots=True)
class ViewportPicture:
    """What the 3D viewport shows now."""

    name: str = "Viewport"


@dataclass(frozen=True, slots=True)
class CutPicture:
    """The part of another picture that shows one thing."""

    name: str
    of: Path | BlenderImage
    cut: Cut


PictureInput = Path | BlenderImage | ViewportPicture | CutPicture
"""A picture file, an image of the open file, what a viewport shows, or a part of a picture."""


def shown_name(picture: PictureInput) -> str:
    """Return a picture's name for a sentence or a label: on Linux, a file's may hold bytes that are no text."""
    return picture.name.encode("utf-8", "replace").decode("utf-8")


def pictures_of(settings: Any) -> tuple[PictureInput, ...]:
    """Return the pictures of the panel's list, in order."""
    return tuple(picture_of(item) for item in settings.pictures)


def picture_of(item: Any) -> PictureInput:
    """Return a picture of the list (ui.properties.RodinPropsPicture): an image of the file, or else a path."""
    return BlenderImage(item.image.name) if item.image is not None else Path(bpy.path.abspath(item.filepath))


def labels_of(settings: Any) -> tuple[str, ...]:
    """Return the words that tell the service which side each picture shows; none if no picture's side is known."""
    words = tuple(ImageLabel[item.label].value for item in settings.pictures)
    return () if set(words) <= {ImageLabel.UNKNOWN.value} else words


def is_gone(picture: PictureInput) -> bool:
    """Say whether there is no such file or image (any more). Cheap: for drawing."""
    if isinstance(picture, CutPicture):
        return is_gone(picture.of)
    if isinstance(picture, BlenderImage):
        return picture.name not in bpy.data.images
    return not known_files.facts_of(picture).is_there
