# SPDX-License-Identifier: GPL-3.0-or-later
"""What the prop is made from: the switch of sources, what each of them needs, and the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...api.options.types import Family
from ...api.picture_rules import MOST_PICTURES
from ...operators import pictures
from ...scene.places.placement import Place
from ...session.picture_list import BlenderImage, is_gone, picture_of
from ...session.sources import Source
from .thumbnails import icon_id

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_ROWS = ((Source.CAMERA, Source.VIEWPORT, Source.VIEWS), (Source.PICTURE, Source.TEXT))


def draw_source(layout: UILayout, context: Context, settings: Any) -> None:
    """Draw the switch, and below it what the chosen source is."""
    column = layout.column(align=True)
    for sources in _ROWS:
        row = column.row(align=True)
        for source in sources:
            row.prop_enum(settings, "source", source.name)
    match Source[settings.source]:
        case Source.CAMERA:
            layout.prop(context.scene, "camera", text="")
            layout.prop(settings, "only_selected")
        case Source.VIEWS:
            row = layout.row()
            row.active = False
            count = len(context.selected_objects)
            row.label(text=f"{count} selected, from four sides", icon="RESTRICT_SELECT_OFF")
        case Source.PICTURE:
            _draw_pictures(layout, settings)


def draw_prompt(layout: UILayout, settings: Any, source: Source) -> None:
    """Draw the words, in one line."""
    placeholder = "Prompt" if source is Source.TEXT else "Prompt (optional)"
    if source is Source.TEXT and settings.placement == Place.BLOCKOUT.name:
        placeholder = "Prompt (or each one's name)"
    layout.prop(settings, "prompt", text="", icon="TEXT", placeholder=placeholder)


def _draw_pictures(layout: UILayout, settings: Any) -> None:
    with_labels = len(settings.pictures) > 1 and settings.to_options().tier.family is Family.GEN_2_5
    for index, item in enumerate(settings.pictures):
        picture = picture_of(item)
        row = layout.box().row()
        is_image = isinstance(picture, BlenderImage)
        row.template_icon(row.icon(item.image) if is_image else icon_id(picture), scale=3.0)
        column = row.column()
        name_row = column.row(align=True)
        name_row.label(text=picture.name, icon="ERROR" if is_gone(picture) else "NONE")
        remove = name_row.operator(pictures.RODIN_PROPS_OT_remove_picture.bl_idname, text="", icon="X", emboss=False)
        remove.index = index
        if len(settings.pictures) > 1:
            _draw_order(column.row(align=True), item, index, with_label=with_labels)
    if len(settings.pictures) < MOST_PICTURES:
        _draw_add(layout, settings)


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
    row.operator(pictures.RODIN_PROPS_OT_add_pictures.bl_idname, text=text, icon="FILE_FOLDER")
    row.operator(pictures.RODIN_PROPS_OT_add_blender_image.bl_idname, text="", icon="IMAGE_DATA")
    row.operator(pictures.RODIN_PROPS_OT_add_clipboard_picture.bl_idname, text="", icon="PASTEDOWN")
