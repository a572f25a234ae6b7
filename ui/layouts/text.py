# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in panels: Blender's labels do not wrap, so they are cut to the region's width here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import blf

from ...session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_INTERFACE_FONT = 0
_MARGIN_PIXELS = 90
"""At scale 1: of tabs, panel, box and icon."""
POPOVER_UNITS = 16
"""Width of our panels as popovers, in Blender's units of 20 pixels at scale 1."""
_FEWEST_CELLS = 12
_UNEVEN = 1.05
"""How many times wider than the average a line of a sentence may be."""


def draw_sentence(
    layout: UILayout,
    context: Context,
    sentence: str,
    *,
    icon: str = "NONE",
    beside_units: int = 0,
    is_ours: bool = True,
) -> None:
    """Draw a sentence in Blender's language, in as many lines as the region needs.

    :param beside_units: room that something beside it takes, in Blender's units of 20 pixels at scale 1.
    :param is_ours: False for what the artist wrote, which stays as it is.
    """
    from ...languages.wrapping import wrapped

    column = layout.column(align=True)
    column.scale_y = 0.8
    said = translated(sentence) if is_ours else sentence
    for number, line in enumerate(wrapped(said, _cells(context, said, beside_units))):
        further = "BLANK1" if icon != "NONE" else "NONE"
        column.label(text=line, translate=False, icon=icon if number == 0 else further)


def _cells(context: Context, sentence: str, beside_units: int) -> int:
    """Return how many cells fit into a line of the region, by the widths of Blender's interface font."""
    from ...languages.wrapping import cells

    scale = context.preferences.system.ui_scale
    blf.size(_INTERFACE_FONT, context.preferences.ui_styles[0].widget.points * scale)
    width = blf.dimensions(_INTERFACE_FONT, sentence)[0] * _UNEVEN / max(cells(sentence), 1)
    room = _room_pixels(context, scale) - (_MARGIN_PIXELS + 20 * beside_units) * scale
    return max(int(room / max(width, 1.0)), _FEWEST_CELLS)


def _room_pixels(context: Context, scale: float) -> float:
    """Return how wide what is drawn is: a sidebar's own width; a popover is drawn over any other region, or none."""
    region = context.region
    is_own = region is not None and (
        region.type == "UI" or (context.area is not None and context.area.type == "PREFERENCES")
    )
    return region.width if is_own else POPOVER_UNITS * 20 * scale
