# SPDX-License-Identifier: GPL-3.0-or-later
"""Menu entries. F3 searches menus, never panels: without them no operator would be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..operators.generate import CLASSES as GENERATE_CLASSES
from ..operators.generate_from_blender_image import RODIN_PROPS_OT_generate_from_blender_image
from ..operators.generate_from_clipboard import RODIN_PROPS_OT_generate_from_clipboard
from ..operators.generate_from_selection import RODIN_PROPS_OT_generate_from_selection
from ..operators.rerun import RODIN_PROPS_OT_rerun

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_ICONS = {
    "rodin_props.generate_from_camera": "CAMERA_DATA",
    "rodin_props.generate_from_viewport": "RESTRICT_VIEW_OFF",
    "rodin_props.generate_from_views": "ORIENTATION_VIEW",
    "rodin_props.generate_from_image": "IMAGE_DATA",
    "rodin_props.generate_from_text": "TEXT",
    "rodin_props.generate_from_selection": "CUBE",
    "rodin_props.generate_from_blender_image": "IMAGE",
    "rodin_props.generate_from_clipboard": "PASTEDOWN",
}
_CLASSES = (
    *GENERATE_CLASSES,
    RODIN_PROPS_OT_generate_from_blender_image,
    RODIN_PROPS_OT_generate_from_clipboard,
    RODIN_PROPS_OT_generate_from_selection,
)


class RODIN_PROPS_MT_generate(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_generate"
    bl_label = "Rodin Prop"

    def draw(self, context: Context) -> None:
        draw_entries(self.layout)


def draw_entries(layout: UILayout) -> None:
    """Every generate operator, and the repetition."""
    # A menu calls invoke(): the picture's file browser and the text's dialog open.
    layout.operator_context = "INVOKE_DEFAULT"
    for each in _CLASSES:
        layout.operator(each.bl_idname, icon=_ICONS[each.bl_idname])
    layout.operator(RODIN_PROPS_OT_rerun.bl_idname, icon="FILE_REFRESH")


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    self.layout.separator()
    self.layout.menu(RODIN_PROPS_MT_generate.bl_idname, icon="SHADERFX")


_MENUS = ("VIEW3D_MT_add", "VIEW3D_MT_object")


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_MT_generate)
    for name in _MENUS:
        getattr(bpy.types, name).append(_draw_menu)


def unregister() -> None:
    for name in _MENUS:
        getattr(bpy.types, name).remove(_draw_menu)
    bpy.utils.unregister_class(RODIN_PROPS_MT_generate)
