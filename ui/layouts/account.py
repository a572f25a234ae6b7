# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the account, in the preferences and under the Generate button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.options.prices import Price
from ...errors import Remedy
from ...operators import monitor
from ...operators.account import RODIN_PROPS_OT_test_key, balance_sentence
from ...session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw_credits(layout: UILayout, context: Context) -> None:
    """Draw what is left to spend, in one grey line under a Generate button; nothing as long as it is not known."""
    from ...session.watching import look

    monitor.look_soon()
    info = look.facts().account
    if info is None or info.is_key_refused:
        return
    words = [f"{Price(credits=info.balance).words} left"] if info.balance is not None else []
    if info.daily_credits is not None:
        words.insert(0, f"{look.facts().spent_credits:g} of {info.daily_credits:g} today")
    if words:
        row = layout.row()
        row.alignment = "RIGHT"
        row.active = False
        row.label(text=translated(" · ".join(words)))


def draw_refused_key(layout: UILayout, context: Context) -> None:
    """Draw below a button that costs that the key is refused, if that is known, with what helps."""
    from ...session.watching import look
    from .trouble import draw_trouble

    monitor.look_soon()
    info = look.facts().account
    if info is None or not info.is_key_refused:
        return
    box = layout.box()
    draw_trouble(box, context, info.error, remedy=info.remedy)
    box.operator(RODIN_PROPS_OT_test_key.bl_idname, icon="CHECKMARK")


def draw_key_warning(layout: UILayout, context: Context) -> None:
    """Draw that others may read the saved key, if they may."""
    from ...session.watching import look
    from .text import draw_sentence

    monitor.look_soon()
    if sentence := look.facts().key_warning:
        draw_sentence(layout, context, sentence, icon="ERROR")


def draw_account(layout: UILayout, context: Context) -> None:
    """Draw one row in words, and one for the artist's own limit if there is one; or what is wrong with the key."""
    from ...session.watching import look
    from .text import draw_sentence
    from .trouble import draw_copy, draw_remedy

    monitor.look_soon()
    info = look.facts().account
    if info is None:
        return
    if info.error and not info.requested:
        draw_sentence(layout, context, info.error, icon="ERROR")
        if info.remedy is not Remedy.SET_KEY:  # the key stands above
            draw_remedy(layout, info.remedy)
        draw_copy(layout, info.error)
    elif sentence := balance_sentence(info):
        layout.label(text=translated(sentence), icon="INFO")
    if info.daily_credits is not None:
        spent = look.facts().spent_credits
        limit = Price(credits=info.daily_credits).words
        layout.label(text=translated(f"{spent:g} of {limit} spent in 24 hours"), icon="TIME")
