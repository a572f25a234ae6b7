# SPDX-License-Identifier: GPL-3.0-or-later
"""The one big button, which says what is missing when it cannot be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...operators.making.generate_from_selection import RODIN_PROPS_OT_generate_from_selection
from ...session.language import translated
from ...session.sources import Source
from .account import draw_credits, draw_refused_key
from .text import draw_sentence
from .trouble import draw_missing

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw_button(layout: UILayout, context: Context, settings: Any, source: Source) -> None:
    """Draw the button with what it costs; below it a refused key, what is missing, or what is left to spend."""
    from ...session.inputs import blockouts, readiness
    from ...session.making import copy_time
    from .usual_size import draw_size_warning

    missing = readiness.missing(context, source)
    column = layout.column()
    column.scale_y = 1.6
    column.enabled = missing is None
    to_blockouts = blockouts.go_to_blockouts(context)
    operator = RODIN_PROPS_OT_generate_from_selection.bl_idname if to_blockouts else source.description.operator
    text = f"Generate {blockouts.price(context, len(context.selected_objects) if to_blockouts else 1)}"
    button = column.operator(operator, text=translated(text), icon="SHADERFX")
    if source is Source.TEXT and not to_blockouts:
        button.prompt = settings.prompt
    draw_refused_key(layout, context)
    if missing is not None:
        draw_missing(layout, context, missing)
        return
    draw_warnings(layout, context, settings)
    draw_size_warning(layout, context, source)
    if sentence := copy_time.sentence(context, source):
        draw_sentence(layout, context, sentence, icon="TIME")
    draw_credits(layout, context)


def draw_warnings(layout: UILayout, context: Context, settings: Any) -> None:
    """Draw what may not work with the chosen options, as far as is known."""
    from ...api.options.advice import warnings

    for warning in warnings(settings.to_options()):
        draw_sentence(layout, context, warning.sentence, icon="ERROR")
