# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts in the sidebar and in menus: the button that splits, with what it costs, and the one that brings back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from ..operators.props.split_into_parts import RODIN_PROPS_OT_bring_back_whole, RODIN_PROPS_OT_split_into_parts
from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..scene.props.parts_made import PartsMade


class RODIN_PROPS_PT_parts(SidebarPanel, bpy.types.Panel):
    bl_label = "Parts"
    bl_idname = "RODIN_PROPS_PT_parts"

    @classmethod
    def poll(cls, context: Context) -> bool:
        active = context.active_object
        return active is not None and (active.type == "MESH" or _can_bring_back(context))

    def draw(self, context: Context) -> None:
        from ..scene.props.parts_made import parts_made_of

        active = context.active_object
        if active is None:
            return
        if (made := parts_made_of(active)) is not None:
            _draw_made(self.layout, made)
        draw_actions(self.layout.column(align=True), context)


def draw_actions(layout: UILayout, context: Context) -> None:
    """Draw the button that splits, and the one that brings back where there is something to bring back."""
    from ..api.options.part_options import PartOptions
    from ..session.inputs import splitting

    if _can_bring_back(context):
        layout.operator(RODIN_PROPS_OT_bring_back_whole.bl_idname, icon="LOOP_BACK")
    row = layout.row()
    row.operator_context = "INVOKE_DEFAULT"
    text = f"{RODIN_PROPS_OT_split_into_parts.bl_label} {splitting.price(context, PartOptions())}"
    row.operator(RODIN_PROPS_OT_split_into_parts.bl_idname, text=text, icon="MOD_EXPLODE")


def _can_bring_back(context: Context) -> bool:
    from ..session.inputs import splitting

    return not splitting.no_whole_sentence(context)


def _draw_made(layout: UILayout, made: PartsMade) -> None:
    lines = [("Part of", made.whole)]
    lines += [("Parts", str(made.count))] if made.count else []
    lines += [("Names", made.instruction)] if made.instruction else []
    lines += [("Fineness", str(made.strength))] if made.strength else []
    lines += [("Credits", f"{made.credits:g}")] if made.credits is not None else []
    lines += [("Made", time.strftime("%Y-%m-%d %H:%M", time.localtime(made.made_at)))] if made.made_at else []
    column = layout.column(align=True)
    for label, text in lines:
        split = column.split(factor=0.32)
        name = split.row()
        name.active = False
        name.label(text=label)
        split.label(text=text)


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    active = context.active_object
    if active is not None and (active.type == "MESH" or _can_bring_back(context)):
        self.layout.operator_context = "INVOKE_DEFAULT"
        draw_actions(self.layout, context)


_register_classes, _unregister_classes = bpy.utils.register_classes_factory((RODIN_PROPS_PT_parts,))
_MENUS = ("VIEW3D_MT_object_context_menu", "VIEW3D_MT_object")


def register() -> None:
    _register_classes()
    for name in _MENUS:
        getattr(bpy.types, name).append(_draw_menu)


def unregister() -> None:
    for name in _MENUS:
        getattr(bpy.types, name).remove(_draw_menu)
    _unregister_classes()
