# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs cost in all, by day and by file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...jobs.gallery.costs import credit_words
from ...session.language import translated
from .words import day_words, file_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import UILayout

    from ...jobs.gallery.costs import Sum
    from ...session.gallery.page import Spent

_MOST_LINES = 10


def draw_spent(layout: UILayout, spent: Spent) -> None:
    """Draw the whole, then the newest days and the dearest files."""
    _draw_line(layout, translated("In all"), spent.sum, unit=True)
    if spent.sum.removed:
        row = layout.row()
        row.active = False
        row.label(text=translated(f"{spent.sum.removed:,.6g} of it for generations that were removed"))
    today = date.today()
    _draw_lines(layout, "Credits by Day", [(day_words(each.day, today), each.sum) for each in spent.by_day])
    _draw_lines(layout, "Credits by File", [(file_words(each.blend_path), each.sum) for each in spent.by_file])


def _draw_lines(layout: UILayout, heading: str, lines: Sequence[tuple[str, Sum]]) -> None:
    if not lines:
        return
    box = layout.box().column(align=True)
    box.label(text=translated(heading))
    for words, sum_ in lines[:_MOST_LINES]:
        _draw_line(box, words, sum_)
    if len(lines) > _MOST_LINES:
        row = box.row()
        row.active = False
        row.label(text=translated(f"and {len(lines) - _MOST_LINES:,} more"))


def _draw_line(layout: UILayout, words: str, sum_: Sum, *, unit: bool = False) -> None:
    """Draw what it was for, in words as they are shown, and what it cost."""
    row = layout.split(factor=0.4 if unit else 0.65)
    row.label(text=words, translate=False)
    right = row.row()
    right.alignment = "RIGHT"
    right.label(text=translated(credit_words(sum_.cost, unit=unit) or "nothing"))
