# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props from one picture: the two buttons, beside the 3D viewport and beside an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...operators.cutting.draw_boxes import RODIN_PROPS_OT_draw_boxes
from ...operators.cutting.generate_from_cuts import RODIN_PROPS_OT_generate_from_silhouettes
from ...session.language import translated
from ..image_editor import RODIN_PROPS_PT_image
from ..layouts.text import draw_sentence
from ..menus import RODIN_PROPS_MT_generate
from ..panels import CATEGORY, SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_TITLE = "Several from One Picture"


class RODIN_PROPS_PT_cutting(SidebarPanel, bpy.types.Panel):
    bl_label = _TITLE
    bl_parent_id = "RODIN_PROPS_PT_generate"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        _draw_buttons(self.layout, context)


class RODIN_PROPS_PT_cutting_image(bpy.types.Panel):
    bl_label = _TITLE
    bl_space_type = "IMAGE_EDITOR"
    bl_region_type = "UI"
    bl_category = CATEGORY
    bl_parent_id = RODIN_PROPS_PT_image.bl_idname

    def draw(self, context: Context) -> None:
        _draw_buttons(self.layout, context)


def _draw_buttons(layout: UILayout, context: Context) -> None:
    from ...operators.cutting.canvas import image_name, missing
    from ...session.inputs.blockouts import price
    from ..layouts.account import draw_refused_key

    layout.operator(RODIN_PROPS_OT_draw_boxes.bl_idname, text="Draw Boxes", icon="SELECT_SET")
    if lacking := missing(context):
        draw_sentence(layout, context, lacking, icon="INFO")
    count = len(context.selected_objects)
    column = layout.column()
    column.enabled = count > 0
    said = f"From Silhouettes {price(context, count)}" if count else "From Silhouettes"
    button = column.operator(RODIN_PROPS_OT_generate_from_silhouettes.bl_idname, text=translated(said), icon="MOD_MASK")
    button.image = image_name(context)
    draw_refused_key(layout, context)
    if not count:
        draw_sentence(layout, context, "Select blockouts to cut out what is seen within them.", icon="INFO")


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    layout = self.layout
    layout.separator()
    layout.operator_context = "INVOKE_DEFAULT"
    layout.operator(RODIN_PROPS_OT_draw_boxes.bl_idname, icon="SELECT_SET")
    layout.operator(RODIN_PROPS_OT_generate_from_silhouettes.bl_idname, icon="MOD_MASK")


def _draw_image_menu(self: bpy.types.Menu, context: Context) -> None:
    self.layout.operator_context = "INVOKE_DEFAULT"
    self.layout.operator(RODIN_PROPS_OT_draw_boxes.bl_idname, icon="SELECT_SET")


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_PT_cutting)
    bpy.utils.register_class(RODIN_PROPS_PT_cutting_image)
    RODIN_PROPS_MT_generate.append(_draw_menu)
    bpy.types.IMAGE_MT_image.append(_draw_image_menu)


def unregister() -> None:
    bpy.types.IMAGE_MT_image.remove(_draw_image_menu)
    RODIN_PROPS_MT_generate.remove(_draw_menu)
    bpy.utils.unregister_class(RODIN_PROPS_PT_cutting_image)
    bpy.utils.unregister_class(RODIN_PROPS_PT_cutting)
