# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in panels: Blender's labels do not wrap, so they are cut to the region's width here."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import blf

from ...errors import Remedy
from ...operators.account import RODIN_PROPS_OT_open_dashboard, RODIN_PROPS_OT_show_preferences

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_INTERFACE_FONT = 0
_MARGIN_PIXELS = 90
"""At scale 1: of tabs, panel, box and icon."""
_FEWEST_CHARACTERS = 12
_UNEVEN = 1.05
"""How many times wider than the average a line of a sentence may be."""


def draw_sentence(layout: UILayout, context: Context, sentence: str, *, icon: str = "NONE") -> None:
    """Draw a sentence in as many lines as the region needs."""
    column = layout.column(align=True)
    column.scale_y = 0.8
    for number, line in enumerate(textwrap.wrap(sentence, width=_characters(context, sentence))):
        column.label(text=line, icon=icon if number == 0 else ("BLANK1" if icon != "NONE" else "NONE"))


def _characters(context: Context, sentence: str) -> int:
    """Return how many characters fit into a line of the region, by the widths of Blender's interface font."""
    scale = context.preferences.system.ui_scale
    blf.size(_INTERFACE_FONT, context.preferences.ui_styles[0].widget.points * scale)
    width = blf.dimensions(_INTERFACE_FONT, sentence)[0] * _UNEVEN / max(len(sentence), 1)
    return max(int((context.region.width - _MARGIN_PIXELS * scale) / max(width, 1.0)), _FEWEST_CHARACTERS)


def draw_remedy(layout: UILayout, remedy: Remedy) -> None:
    """Draw the button that helps, where one button does."""
    if remedy is Remedy.SET_KEY:
        layout.operator(RODIN_PROPS_OT_show_preferences.bl_idname, icon="PREFERENCES")
    elif remedy in (Remedy.TOP_UP, Remedy.PLAN):
        layout.operator(RODIN_PROPS_OT_open_dashboard.bl_idname, icon="URL")
    elif remedy is Remedy.GO_ONLINE:
        layout.operator("extensions.userpref_show_online", text="Network Preferences", icon="PREFERENCES")
