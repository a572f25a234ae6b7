# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts in the sidebar and in menus: the button that splits, with what it costs, and the one that brings back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...operators.props.split_into_parts import RODIN_PROPS_OT_bring_back_whole, RODIN_PROPS_OT_split_into_parts
from ...session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, Object, UILayout

    from ...scene.props.parts_made import PartsMade


def draw_actions(layout: UILayout, context: Context) -> None:
    """Draw the button that splits, and the one that brings back where there is something to bring back."""
    from ...api.options.part_options import PartOptions
    from ...session.inputs import splitting

    if can_bring_back(context):
        layout.operator(RODIN_PROPS_OT_bring_back_whole.bl_idname, icon="LOOP_BACK")
    row = layout.row()
    row.operator_context = "INVOKE_DEFAULT"
    text = f"{RODIN_PROPS_OT_split_into_parts.bl_label} {splitting.price(context, PartOptions())}"
    row.operator(RODIN_PROPS_OT_split_into_parts.bl_idname, text=translated(text), icon="MOD_EXPLODE")


def can_bring_back(context: Context) -> bool:
    """Say whether the whole of which the active object is a part is kept."""
    from ...session.inputs import splitting

    return not splitting.no_whole_sentence(context)


def draw_made(layout: UILayout, target: Object) -> None:
    """Draw what a part is a part of, and how it was made; nothing for what is no part."""
    from ...scene.props.parts_made import parts_made_of

    if (made := parts_made_of(target)) is not None:
        _draw_facts(layout, made)


def _draw_facts(layout: UILayout, made: PartsMade) -> None:
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
        name.label(text=translated(label))
        split.label(text=text, translate=False)
