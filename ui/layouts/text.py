# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in panels: Blender's labels do not wrap, so they are cut to the region's width here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Remedy
from ...operators.account import RODIN_PROPS_OT_open_dashboard, RODIN_PROPS_OT_show_preferences
from ..status import wrap

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_PIXELS_PER_CHARACTER = 6.6
"""Of Blender's interface font at scale 1, a little generous so that nothing is cut off."""

_MARGIN_PIXELS = 64


def draw_sentence(layout: UILayout, context: Context, sentence: str, *, icon: str = "NONE") -> None:
    """A sentence in as many lines as the region needs."""
    scale = context.preferences.system.ui_scale
    lines = wrap(
        sentence,
        width_pixels=context.region.width / scale - _MARGIN_PIXELS,
        pixels_per_character=_PIXELS_PER_CHARACTER,
    )
    column = layout.column(align=True)
    column.scale_y = 0.8
    for number, line in enumerate(lines):
        column.label(text=line, icon=icon if number == 0 else ("BLANK1" if icon != "NONE" else "NONE"))


def draw_remedy(layout: UILayout, remedy: Remedy) -> None:
    """The button that helps, where one button does."""
    if remedy is Remedy.SET_KEY:
        layout.operator(RODIN_PROPS_OT_show_preferences.bl_idname, icon="PREFERENCES")
    elif remedy in (Remedy.TOP_UP, Remedy.PLAN):
        layout.operator(RODIN_PROPS_OT_open_dashboard.bl_idname, icon="URL")
    elif remedy is Remedy.GO_ONLINE:
        layout.operator("extensions.userpref_show_online", text="Network Preferences", icon="PREFERENCES")
