# SPDX-License-Identifier: GPL-3.0-or-later
"""What the prop is made from: the switch of sources, what each of them needs, and the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...scene.choices import Place
from ...session.language import translated
from ...session.sources import Source

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_ROWS = ((Source.CAMERA, Source.VIEWPORT, Source.VIEWS), (Source.PICTURE, Source.TEXT))


def draw_source(layout: UILayout, context: Context, settings: Any) -> None:
    """Draw the switch, and below it what the chosen source is."""
    column = layout.column(align=True)
    for sources in _ROWS:
        row = column.row(align=True)
        for source in sources:
            row.prop_enum(settings, "source", source.name)
    match Source[settings.source]:
        case Source.CAMERA:
            layout.prop(context.scene, "camera", text="")
            layout.prop(settings, "only_selected")
        case Source.VIEWS:
            row = layout.row()
            row.active = False
            count = len(context.selected_objects)
            row.label(text=translated(f"{count} selected, from four sides"), icon="RESTRICT_SELECT_OFF")
        case Source.PICTURE:
            from .pictures import draw_pictures

            draw_pictures(layout, context, settings)


def draw_prompt(layout: UILayout, settings: Any, source: Source) -> None:
    """Draw the words, in one line."""
    placeholder = "Prompt" if source is Source.TEXT else "Prompt (optional)"
    if source is Source.TEXT and settings.placement == Place.BLOCKOUT.name:
        placeholder = "Prompt (or each one's name)"
    layout.prop(settings, "prompt", text="", icon="TEXT", placeholder=translated(placeholder))
