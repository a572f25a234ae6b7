# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the popover and in the menu of presets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.presets.built_in import BUILT_IN, FOLDER
from ...operators.presets import SUBFOLDER, RODIN_PROPS_OT_choose_preset, RODIN_PROPS_OT_save_preset
from ...session.language import translated
from ...session.presets import choosing
from ...session.presets.own import own_presets

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw_built_in(layout: UILayout, context: Context) -> None:
    """Draw the presets of the extension with what a prop costs and how long it takes; the one in use has a mark."""
    used = choosing.in_use(context)
    column = layout.column(align=True)
    # A popover draws buttons as in a menu only if it is told; as Blender's own presets do.
    column.emboss = "PULLDOWN_MENU"
    for built_in in BUILT_IN:
        cost = choosing.cost_words(context, built_in.preset.options)
        icon = "CHECKMARK" if built_in is used else "BLANK1"
        text = translated(f"{built_in.label} · {cost}")
        button = column.operator(RODIN_PROPS_OT_choose_preset.bl_idname, text=text, icon=icon, translate=False)
        button.filepath = str(built_in.path)


def draw_own(layout: UILayout, context: Context, *, can_change: bool) -> None:
    """Draw the artist's own presets with the same.

    :param can_change: each is drawn with a button that removes it, and below them a name with one that saves.
    """
    layout.separator()
    layout.emboss = "PULLDOWN_MENU"
    layout.operator_context = "EXEC_DEFAULT"
    column = layout.column(align=True)
    for own in own_presets(path for path in bpy.utils.preset_paths(SUBFOLDER) if Path(path) != FOLDER):
        row = column.row(align=True)
        text = own.name
        if own.options is not None:
            cost = translated(choosing.cost_words(context, own.options))
            text = translated("{name} · {cost}").format(name=own.name, cost=cost)
        button = row.operator(RODIN_PROPS_OT_choose_preset.bl_idname, text=text, translate=False)
        button.filepath = str(own.path)
        if can_change:
            remove = row.operator(RODIN_PROPS_OT_save_preset.bl_idname, text="", icon="REMOVE")
            remove.name, remove.remove_name = own.path.stem, True
    if can_change:
        _draw_saving(layout, context)


def _draw_saving(layout: UILayout, context: Context) -> None:
    """Draw a name and the button that saves under it, as Blender's own presets do."""
    holder: Any = context.window_manager
    layout.separator()
    row = layout.row()
    field = row.row()
    field.emboss = "NORMAL"
    field.prop(holder, "preset_name", text="")
    row.operator(RODIN_PROPS_OT_save_preset.bl_idname, text="", icon="ADD").name = holder.preset_name
