# SPDX-License-Identifier: GPL-3.0-or-later
"""The active prop: how it was made, in words, and what can be made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..operators.props.variant_steps import RODIN_PROPS_OT_copy_text, RODIN_PROPS_OT_keep_variant
from ..session.language import translated
from .layouts.text import draw_sentence
from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from .provenance_lines import Line

_LONGEST = 20
"""Characters of a prompt that fit beside its label."""


class RODIN_PROPS_PT_made(SidebarPanel, bpy.types.Panel):
    bl_label = "How It Was Made"
    bl_parent_id = "RODIN_PROPS_PT_prop"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..scene.props import variants
        from ..scene.provenance import provenance_of
        from ..session.inputs import variant
        from .provenance_lines import lines_of

        prop = variant.active_prop(context)
        made = provenance_of(prop) if prop is not None else None
        if prop is None or made is None:
            return
        column = self.layout.column(align=True)
        for line in lines_of(context, made):
            _draw_line(column, context, line)
        if len(variants.variants_of(prop)) > 1:
            self.layout.operator(RODIN_PROPS_OT_keep_variant.bl_idname, icon="TRASH")


def _draw_line(layout: UILayout, context: Context, line: Line) -> None:
    is_long = len(line.text) > _LONGEST and line.label.startswith("Prompt")
    split = layout.split(factor=0.32)
    name = split.row()
    name.active = False
    name.label(text=translated(line.label))
    row = split.row(align=True)
    row.label(text="" if is_long else line.text, translate=False)
    if line.copied:
        row.operator(RODIN_PROPS_OT_copy_text.bl_idname, text="", icon="COPYDOWN", emboss=False).text = line.copied
    if is_long:
        draw_sentence(layout, context, line.text, is_ours=False)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_PT_made,))
