# SPDX-License-Identifier: GPL-3.0-or-later
"""What dialogs have in common that take one picture: the choice of it, and sentences in lines of their width."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import EnumProperty, StringProperty

from ...session import addon
from ...session.language import CONTEXT, translated
from ..option_properties import stable_number

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.picture_list import PictureInput

_CHOICES = {
    "NONE": ("None", "No picture", "X"),
    "FILE": ("File", "A picture file", "FILE_IMAGE"),
    "PANEL": ("Sidebar", "The first picture of the sidebar's list", "IMAGE_DATA"),
    "IMAGE": ("Blender Image", "An image of this file: painted, rendered, packed or opened", "IMAGE"),
    "CLIPBOARD": ("Clipboard", "The picture on the clipboard", "PASTEDOWN"),
    "VIEWPORT": ("Viewport", "What the 3D viewport shows now", "VIEW3D"),
}
_LABELS = 0.4
"""Part of the width that the labels of properties take."""
_UNITS_OF_A_CHARACTER = 6
"""Of the interface's font, at a scale of 1."""


def picture_property(description: str, **helps: str) -> Any:
    """Return the property `picture`.

    :param helps: what can be chosen, the default first, each with a help that fits better than the usual one, or "".
    """
    items = []
    for identifier, told in helps.items():
        label, usual, icon = _CHOICES[identifier]
        items.append((identifier, label, told or usual, icon, stable_number(identifier)))
    return EnumProperty(
        name="Picture",
        description=description,
        items=items,
        default=next(iter(helps)),
        options={"SKIP_SAVE"},
        translation_context=CONTEXT,
    )


def image_property(description: str = "An image of this file") -> Any:
    """Return the property `image`."""
    return EnumProperty(name="Image", description=description, items=_images, options={"SKIP_SAVE"})


def _images(self: object, context: "Context | None") -> "list[tuple[str, str, str, str | int, int]]":
    from ...session.inputs import image_choice

    return image_choice.items(self, context)


class OnePicture:
    """Part of an operator that has a property `picture` and may have one called `image`."""

    picture: str
    filepath: StringProperty(name="File", description="Path of the picture", subtype="FILE_PATH", options={"SKIP_SAVE"})

    def draw_picture(self, context: "Context", layout: "UILayout") -> None:
        """Draw the choice."""
        layout.prop(self, "picture")
        if self.picture == "FILE":
            layout.prop(self, "filepath")
        elif self.picture == "PANEL":
            _draw_name(layout, self.chosen_picture(context))
        elif self.picture == "IMAGE":
            layout.prop(self, "image")

    def chosen_picture(self, context: "Context") -> "PictureInput | None":
        """Return the picture that was chosen; None without one. A path given by a script comes first.

        What is on the clipboard becomes a picture when it is pasted.
        """
        from ...session.inputs import image_choice
        from ...session.picture_list import BlenderImage, ViewportPicture, pictures_of

        if self.filepath:
            return Path(bpy.path.abspath(self.filepath))
        match self.picture:
            case "PANEL":
                return next(iter(pictures_of(addon.settings(context))), None)
            case "IMAGE":
                image = image_choice.find(getattr(self, "image", ""))
                return BlenderImage(image.name) if image is not None else None
            case "VIEWPORT" if not bpy.app.background:
                return ViewportPicture()
        return None


def _draw_name(layout: "UILayout", picture: "PictureInput | None") -> None:
    """Draw which picture of the sidebar's list is meant, below the choice."""
    from ...session.picture_list import shown_name

    row = layout.split(factor=_LABELS)
    row.label(text="")
    row.active = False
    if picture is None:
        row.label(text="The sidebar has no picture")
    else:
        row.label(text=shown_name(picture), translate=False)


def draw_sentences(layout: "UILayout", sentences: Iterable[str], *, width_units: int) -> None:
    """Draw sentences in as many lines as they need. :param width_units: of the dialog."""
    from ...languages.wrapping import wrapped

    for sentence in sentences:
        column = layout.column(align=True)
        for number, line in enumerate(wrapped(translated(sentence), width_units // _UNITS_OF_A_CHARACTER)):
            column.label(text=line, translate=False, icon="BLANK1" if number else "INFO")
