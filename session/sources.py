# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the pictures come from: one description for each source, which all that differs between them is read from."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Context

NO_CAMERA = "Add a camera to the scene, its view becomes the picture."
_NOTHING_SELECTED = "Select the objects that the picture is to show."


class Source(StrEnum):
    """Stored in .blend files and in the ledger by name."""

    CAMERA = "CAMERA"
    VIEWPORT = "VIEWPORT"
    VIEWS = "VIEWS"
    PICTURE = "PICTURE"
    TEXT = "TEXT"

    @property
    def description(self) -> Description:
        """All that is said of it."""
        return _DESCRIPTIONS[self]

    def shows_subject_alone(self, settings: Any) -> bool:
        """Say whether the picture shows nothing but the selected objects, whose own size the prop then can take."""
        subject = self.description.subject
        return subject is Subject.SELECTION or (subject is Subject.SELECTION_IF_SET and settings.only_selected)

    def picture_count(self, settings: Any) -> int:
        """Return how many pictures will be sent."""
        count = self.description.pictures
        return len(settings.pictures) if count is None else count


class Subject(Enum):
    """What is in the picture."""

    UNKNOWN = auto()
    SCENE = auto()
    SELECTION = auto()
    SELECTION_IF_SET = auto()
    """The selection if the setting “Only Selected” says so, else the scene."""


class Description(NamedTuple):
    """What differs between sources."""

    label: str
    """Title case, as on the panel's switch."""
    help: str
    """Sentence case, without a full stop."""
    icon: str
    operator: str
    """`bl_idname` of the operator that generates from it."""
    pictures: int | None
    """How many; None for as many as are in the panel's list."""
    subject: Subject
    missing: Callable[[Context, Any, bool], str]
    """(context, settings, whether the blockouts' names serve as prompts) -> what keeps it from giving its pictures or
    its words, in a sentence; empty if nothing does. Cheap: for drawing."""
    is_rendered: bool = False
    """Another Blender takes the pictures, which takes its time."""

    @property
    def is_of_scene(self) -> bool:
        """True when the picture shows the scene, so that there is a place where its subject stands."""
        return self.subject is not Subject.UNKNOWN


def _missing_for_camera(context: Context, settings: Any, has_names: bool) -> str:
    if context.scene.camera is None:
        return NO_CAMERA
    return _NOTHING_SELECTED if settings.only_selected and not context.selected_objects else ""


def _missing_for_viewport(context: Context, settings: Any, has_names: bool) -> str:
    from ..scene.errors import NoWindow

    return str(NoWindow()) if bpy.app.background else ""


def _missing_for_views(context: Context, settings: Any, has_names: bool) -> str:
    return "" if context.selected_objects else _NOTHING_SELECTED


def _missing_for_pictures(context: Context, settings: Any, has_names: bool) -> str:
    from .picture_list import is_gone, pictures_of, shown_name

    if not settings.pictures:
        return "Choose a picture."
    gone = next((shown_name(picture) for picture in pictures_of(settings) if is_gone(picture)), "")
    return f"The picture “{gone}” is not there any more. Choose another." if gone else ""


def _missing_for_text(context: Context, settings: Any, has_names: bool) -> str:
    return "" if settings.prompt.strip() or has_names else "Write a prompt."


_DESCRIPTIONS = {
    Source.CAMERA: Description(
        label="Camera",
        help="Take a picture of what the active camera sees",
        icon="CAMERA_DATA",
        operator="rodin_props.generate_from_camera",
        pictures=1,
        subject=Subject.SELECTION_IF_SET,
        is_rendered=True,
        missing=_missing_for_camera,
    ),
    Source.VIEWPORT: Description(
        label="Viewport",
        help="Take a picture of the 3D viewport as it is shown, in a moment",
        icon="VIEW3D",
        operator="rodin_props.generate_from_viewport",
        pictures=1,
        subject=Subject.SCENE,
        missing=_missing_for_viewport,
    ),
    Source.VIEWS: Description(
        label="Views",
        help="Take pictures of the selected objects from the front, the left, the back and the right",
        icon="VIEW_ORTHO",
        operator="rodin_props.generate_from_views",
        pictures=4,  # one of each side: see `scene.measure.sides`, which Blender need not load at its start
        subject=Subject.SELECTION,
        is_rendered=True,
        missing=_missing_for_views,
    ),
    Source.PICTURE: Description(
        label="Picture",
        help="Use up to five pictures of one object: files, or images of this file",
        icon="IMAGE_DATA",
        operator="rodin_props.generate_from_image",
        pictures=None,
        subject=Subject.UNKNOWN,
        missing=_missing_for_pictures,
    ),
    Source.TEXT: Description(
        label="Text",
        help="Describe the prop in words alone",
        icon="TEXT",
        operator="rodin_props.generate_from_text",
        pictures=0,
        subject=Subject.UNKNOWN,
        missing=_missing_for_text,
    ),
}
