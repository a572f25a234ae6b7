# SPDX-License-Identifier: GPL-3.0-or-later
"""The sidebar: source, prompt, size, quality, the other options by group, and the one big button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..api.options import GROUPS, option_of
from ..operators import blockouts, generate, pictures, readiness
from ..operators.context import settings as settings_of
from ..operators.generate_from_selection import RODIN_PROPS_OT_generate_from_selection
from ..operators.sources import Source
from ..scene.placement import Place
from .account_status import account_info
from .notice import draw_notice
from .text_layout import draw_remedy, draw_sentence
from .thumbnails import icon_id

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

CATEGORY = "Rodin Props"

_OPERATORS = {
    Source.CAMERA: generate.RODIN_PROPS_OT_generate_from_camera,
    Source.PICTURE: generate.RODIN_PROPS_OT_generate_from_image,
    Source.TEXT: generate.RODIN_PROPS_OT_generate_from_text,
}

_IN_MAIN_PANEL = {"tier", "quality"}
_NOT_SHOWN = {"geometry_file_format"}
"""A prop can be made of a GLB alone; other formats are for scripts that call the api."""


class SidebarPanel:
    """Where all our panels stand."""

    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = CATEGORY


class RODIN_PROPS_PT_generate(SidebarPanel, bpy.types.Panel):
    bl_label = "Rodin Props"
    bl_idname = "RODIN_PROPS_PT_generate"

    def draw(self, context: Context) -> None:
        layout = self.layout
        settings = settings_of(context)
        source = Source[settings.source]
        draw_notice(layout, context)
        layout.row(align=True).prop(settings, "source", expand=True)
        if source is Source.CAMERA:
            layout.prop(context.scene, "camera", text="")
        elif source is Source.PICTURE:
            _draw_pictures(layout, settings)
        optional = "Prompt" if source is Source.TEXT else "Prompt (optional)"
        if source is Source.TEXT and settings.placement == Place.BLOCKOUT.name:
            optional = "Prompt (or each one's name)"
        _draw_prompt(layout, settings, placeholder=optional)
        _draw_place(layout, context, settings)
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        if settings.placement == Place.BLOCKOUT.name:
            column.prop(settings, "stretch")
        else:
            column.prop(settings, "size")
            column.prop(settings, "size_axis")
        column.prop(settings, "tier")
        column.prop(settings, "quality")
        if self.is_popover:
            _draw_button(layout, context, source, settings)


class RODIN_PROPS_PT_options(SidebarPanel, bpy.types.Panel):
    bl_label = "Options"
    bl_parent_id = "RODIN_PROPS_PT_generate"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = settings_of(context)
        shown = set(settings.to_options().applicable()) - _IN_MAIN_PANEL - _NOT_SHOWN
        for group in GROUPS:
            names = [name for name in settings.to_options().applicable() if name in shown]
            names = [name for name in names if option_of(name).group == group]
            if names:
                column = layout.column(heading=group)
                for name in names:
                    column.prop(settings, name)


class RODIN_PROPS_PT_button(SidebarPanel, bpy.types.Panel):
    bl_label = ""
    bl_parent_id = "RODIN_PROPS_PT_generate"
    bl_options = {"HIDE_HEADER"}

    def draw(self, context: Context) -> None:
        settings = settings_of(context)
        _draw_button(self.layout, context, Source[settings.source], settings)


def _draw_place(layout: UILayout, context: Context, settings: Any) -> None:
    row = layout.row(align=True)
    for place, icon in ((Place.CURSOR, "PIVOT_CURSOR"), (Place.BLOCKOUT, "MESH_CUBE")):
        count = f" ({len(context.selected_objects)})" if place is Place.BLOCKOUT else ""
        row.prop_enum(settings, "placement", place.name, text=place.label + count, icon=icon)


def _draw_prompt(layout: UILayout, settings: Any, *, placeholder: str) -> None:
    layout.prop(settings, "prompt", text="", icon="TEXT", placeholder=placeholder)


def _draw_pictures(layout: UILayout, settings: Any) -> None:
    for index, picture in enumerate(settings.pictures):
        path = Path(bpy.path.abspath(picture.filepath))
        row = layout.box().row()
        row.template_icon(icon_id(path), scale=3.0)
        column = row.column()
        name_row = column.row(align=True)
        name_row.label(text=path.name, icon="NONE" if path.is_file() else "ERROR")
        remove = name_row.operator(pictures.RODIN_PROPS_OT_remove_picture.bl_idname, text="", icon="X", emboss=False)
        remove.index = index
        if len(settings.pictures) > 1:
            order = column.row(align=True)
            order.label(text="Decides the look" if index == 0 else "")
            for direction, icon in (("UP", "TRIA_UP"), ("DOWN", "TRIA_DOWN")):
                move = order.operator(pictures.RODIN_PROPS_OT_move_picture.bl_idname, text="", icon=icon)
                move.index, move.direction = index, direction
    if len(settings.pictures) < pictures.MOST_PICTURES:
        text = "Add Another View" if settings.pictures else "Choose Picture"
        layout.operator(pictures.RODIN_PROPS_OT_add_pictures.bl_idname, text=text, icon="ADD")


def _draw_button(layout: UILayout, context: Context, source: Source, settings: Any) -> None:
    missing = readiness.missing(context, source)
    column = layout.column()
    column.scale_y = 1.6
    column.enabled = missing is None
    to_blockouts = blockouts.wanted(context)
    operator = RODIN_PROPS_OT_generate_from_selection if to_blockouts else _OPERATORS[source]
    text = f"Generate {blockouts.price(context, len(context.selected_objects) if to_blockouts else 1)}"
    button = column.operator(operator.bl_idname, text=text, icon="SHADERFX")
    if source is Source.TEXT and not to_blockouts:
        button.prompt = settings.prompt
    if missing is not None:
        draw_sentence(layout, context, missing.sentence, icon="INFO")
        draw_remedy(layout, missing.remedy)
    elif (info := account_info(context)) and info.balance is not None:
        row = layout.row()
        row.alignment = "RIGHT"
        row.active = False
        row.label(text=f"{info.balance:g} credits left")


_CLASSES = (RODIN_PROPS_PT_generate, RODIN_PROPS_PT_options, RODIN_PROPS_PT_button)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)


def unregister() -> None:
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
