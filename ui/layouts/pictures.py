# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel's pictures, as they will be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...api.options.types import Family
from ...api.picture_rules import MOST_PICTURES
from ...operators import pictures
from ...session import session
from ...session.language import translated
from ...session.picture_list import BlenderImage, is_gone, picture_of, shown_name
from .text import draw_sentence
from .thumbnails import icon_id

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...scene.images.orders import PreparedPicture
    from ...session.picture_list import PictureInput


def draw_pictures(layout: UILayout, context: Context, settings: Any) -> None:
    """Draw the list of pictures: what will be sent, what was done to it, or why it cannot be sent."""
    with_labels = len(settings.pictures) > 1 and settings.to_options().tier.family is Family.GEN_2_5
    for index, item in enumerate(settings.pictures):
        picture = picture_of(item)
        prepared = None if isinstance(picture, BlenderImage) else session.current().pictures.shown(picture)
        box = layout.box()
        row = box.row()
        row.template_icon(_icon(row, item, prepared), scale=3.0)
        column = row.column()
        _draw_name(column.row(align=True), picture, prepared, index)
        if len(settings.pictures) > 1:
            _draw_order(column.row(align=True), item, index, with_label=with_labels)
        _draw_state(box, context, picture, prepared)
    if len(settings.pictures) < MOST_PICTURES:
        _draw_add(layout, settings)


def _icon(row: UILayout, item: Any, prepared: PreparedPicture | None) -> int:
    if item.image is not None:
        return int(row.icon(item.image))
    return icon_id(prepared.path) if prepared is not None and not prepared.refusal else 0


def _draw_name(row: UILayout, picture: PictureInput, prepared: PreparedPicture | None, index: int) -> None:
    is_bad = is_gone(picture) or (prepared is not None and bool(prepared.refusal))
    row.label(text=shown_name(picture), translate=False, icon="ERROR" if is_bad else "NONE")
    row.operator(pictures.RODIN_PROPS_OT_remove_picture.bl_idname, text="", icon="X", emboss=False).index = index


def _draw_state(box: UILayout, context: Context, picture: PictureInput, prepared: PreparedPicture | None) -> None:
    """Draw what was done to a file, or what is wrong with it; nothing for an image of the .blend."""
    if isinstance(picture, BlenderImage) or is_gone(picture):
        return
    column = box.column()
    if prepared is None:
        column.active = False
        column.label(text="Being made ready", icon="SORTTIME")
    elif prepared.refusal:
        draw_sentence(column, context, _sentence(prepared.refusal))
    elif prepared.note:
        column.active = False
        draw_sentence(column, context, _sentence(prepared.note))


def _sentence(words: str) -> str:
    """Return the end of a sentence as one of its own, in Blender's language."""
    said = translated(words)
    return f"{words[:1].upper()}{words[1:]}." if said == words else f"{said}。"


def _draw_order(row: UILayout, item: Any, index: int, *, with_label: bool) -> None:
    if with_label:
        row.prop(item, "label", text="")
    else:
        row.label(text="Decides the look" if index == 0 else "")
    for direction, icon in (("UP", "TRIA_UP"), ("DOWN", "TRIA_DOWN")):
        move = row.operator(pictures.RODIN_PROPS_OT_move_picture.bl_idname, text="", icon=icon)
        move.index, move.direction = index, direction


def _draw_add(layout: UILayout, settings: Any) -> None:
    row = layout.row(align=True)
    text = "Add Another View" if settings.pictures else "Choose Picture"
    row.operator(pictures.RODIN_PROPS_OT_add_pictures.bl_idname, text=translated(text), icon="FILE_FOLDER")
    row.operator(pictures.RODIN_PROPS_OT_add_blender_image.bl_idname, text="", icon="IMAGE_DATA")
    row.operator(pictures.RODIN_PROPS_OT_add_clipboard_picture.bl_idname, text="", icon="PASTEDOWN")
