# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props are kept, and what is on its way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operators.props.keep import (
    RODIN_PROPS_OT_choose_library,
    RODIN_PROPS_OT_forget_keeping,
    RODIN_PROPS_OT_keep_again,
)
from ...session import addon
from ...session.choices import Keep
from ...session.language import translated
from .text import draw_sentence
from .trouble import draw_copy

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_SENTENCES_SHOWN = 3


def draw_choice(layout: UILayout, context: Context) -> None:
    """Draw where new props are kept, and which library there is."""
    from ...session.keeping import library

    preferences = addon.preferences(context)
    column = layout.column(align=True)
    column.label(text="Keep New Props")
    column.row(align=True).prop(preferences, "keep", expand=True)
    chosen = library.chosen(context)
    if chosen is None and preferences.keep != Keep.LIBRARY.name:
        return
    row = layout.row(align=True)
    if chosen is None:
        row.operator(RODIN_PROPS_OT_choose_library.bl_idname, icon="ASSET_MANAGER")
    else:
        row.label(text=chosen.name, translate=False, icon="ASSET_MANAGER")
        row.operator(RODIN_PROPS_OT_choose_library.bl_idname, text="", icon="FILE_FOLDER")


def draw_under_way(layout: UILayout, context: Context) -> None:
    """Draw how many props are on their way into the library, and why some are not."""
    from ...session.keeping import queue

    unfinished = queue.unfinished()
    if count := sum(not keeping.error for keeping in unfinished):
        layout.label(text=translated(f"Keeping {'1 prop' if count == 1 else f'{count} props'}"), icon="SORTTIME")
    sentences = list(dict.fromkeys(keeping.error for keeping in unfinished if keeping.error))
    if not sentences:
        return
    box = layout.box()
    for sentence in sentences[:_SENTENCES_SHOWN]:
        draw_sentence(box, context, sentence, icon="ERROR")
    row = box.row(align=True)
    row.operator(RODIN_PROPS_OT_keep_again.bl_idname, icon="FILE_REFRESH")
    row.operator(RODIN_PROPS_OT_forget_keeping.bl_idname)
    draw_copy(box, *sentences)
