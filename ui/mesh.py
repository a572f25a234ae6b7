# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be had for a mesh that exists, Rodin's or anybody's: new textures, and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context


def _has_something(context: Context) -> bool:
    from .layouts import parts

    active = context.active_object
    return active is not None and (active.type == "MESH" or parts.can_bring_back(context))


class RODIN_PROPS_PT_mesh(SidebarPanel, bpy.types.Panel):
    bl_label = "Selected Mesh"
    bl_idname = "RODIN_PROPS_PT_mesh"

    @classmethod
    def poll(cls, context: Context) -> bool:
        return _has_something(context)

    def draw(self, context: Context) -> None:
        from .layouts import looks, parts
        from .layouts.account import draw_refused_key

        active = context.active_object
        if active is None:
            return
        parts.draw_made(self.layout, active)
        if active.type == "MESH":
            looks.draw_looks(self.layout, active)
        column = self.layout.column(align=True)
        if active.type == "MESH":
            looks.draw_button(column, context)
        parts.draw_actions(column, context)
        draw_refused_key(self.layout, context)


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    from .layouts import parts

    if _has_something(context):
        self.layout.operator_context = "INVOKE_DEFAULT"
        parts.draw_actions(self.layout, context)


_register_classes, _unregister_classes = bpy.utils.register_classes_factory((RODIN_PROPS_PT_mesh,))
_MENUS = ("VIEW3D_MT_object_context_menu", "VIEW3D_MT_object")


def register() -> None:
    _register_classes()
    for name in _MENUS:
        getattr(bpy.types, name).append(_draw_menu)


def unregister() -> None:
    for name in _MENUS:
        getattr(bpy.types, name).remove(_draw_menu)
    _unregister_classes()
