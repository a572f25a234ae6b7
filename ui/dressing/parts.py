# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of the panel: which blockouts, the table, the one that is chosen in it, the style, the button."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import bpy

from ...jobs.states import State
from ...operators.dressing.dress import NO_SET, NOTHING_TO_DO, RODIN_PROPS_OT_dress
from ...operators.dressing.set_actions import (
    RODIN_PROPS_OT_bring_in,
    RODIN_PROPS_OT_list_blockouts,
    RODIN_PROPS_OT_select_blockout,
    RODIN_PROPS_OT_unlist_blockouts,
)
from ...session import session
from ...session.addon import DRESSING_INDEX_NAME, DRESSING_ROWS_NAME, dressing, own_inputs
from ...session.dressing import asking, table
from ...session.dressing.rows import Stage, due
from ...session.inputs import naming
from ...session.language import translated
from ..layouts.text import draw_sentence
from ..layouts.trouble import draw_missing, draw_trouble
from .rows import state_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from bpy.types import Context, UILayout

    from ...session.dressing.rows import Row

_ROWS_SHOWN = 8
_COUNTED = {
    Stage.DONE: "{count} done",
    Stage.WAITING: "{count} on the way",
    Stage.READY: "{count} ready",
    Stage.FAILED: "{count} failed",
    Stage.NONE: "{count} to do",
    Stage.UNUSABLE: "{count} left out",
}


def draw_set(layout: UILayout, context: Context) -> None:
    """Draw which blockouts there are."""
    row = layout.row(align=True)
    row.prop(dressing(context), "collection", text="")
    row.operator(RODIN_PROPS_OT_list_blockouts.bl_idname, icon="ADD")


def draw_table(layout: UILayout, context: Context, list_name: str, found: Sequence[Row]) -> None:
    """Draw the table, and how many are how far."""
    manager = context.window_manager
    shown = min(len(found), _ROWS_SHOWN)
    layout.template_list(
        list_name, "", manager, DRESSING_ROWS_NAME, manager, DRESSING_INDEX_NAME, rows=shown, maxrows=_ROWS_SHOWN
    )
    counts = Counter(row.stage for row in found)
    said = [words.format(count=counts[stage]) for stage, words in _COUNTED.items() if counts[stage]]
    if again := sum(row.again for row in found):
        said.append(f"{again} to redo")
    draw_sentence(layout, context, ", ".join(said))
    if ready := counts[Stage.READY]:
        layout.operator(RODIN_PROPS_OT_bring_in.bl_idname, text=translated(f"Bring In {ready}"), icon="IMPORT")


def draw_active(layout: UILayout, context: Context) -> None:
    """Draw all there is to say of the blockout that is chosen in the table."""
    manager = context.window_manager
    listed, index = getattr(manager, DRESSING_ROWS_NAME), getattr(manager, DRESSING_INDEX_NAME)
    if not 0 <= index < len(listed):
        return
    key: Any = (listed[index].name, None)
    target, row = bpy.data.objects.get(key), table.row(listed[index].name)
    if target is None or row is None:
        return
    own = own_inputs(target)
    box = layout.box()
    head = box.row(align=True)
    head.label(text=target.name, translate=False, icon="OBJECT_DATA")
    select: Any = head.operator(RODIN_PROPS_OT_select_blockout.bl_idname, text="", icon="RESTRICT_SELECT_OFF")
    select.name = row.prop_name or row.name
    if dressing(context).collection is None:
        unlist: Any = head.operator(RODIN_PROPS_OT_unlist_blockouts.bl_idname, text="", icon="X")
        unlist.name = row.name
    column = box.column()
    column.use_property_split = True
    column.use_property_decorate = False
    column.prop(own, "prop_name", placeholder=translated("After its words"))
    words = naming.words_of(target.name)
    column.prop(own, "prompt", text=translated("Prompt"), translate=False, placeholder=words)
    column.prop(own.picture, "filepath", placeholder=translated("Optional"))
    if row.stage is not Stage.DONE:
        column.prop(target, "dimensions", text="Size")
    if (said := asking.words_of(context, target)) and row.stage is not Stage.UNUSABLE:
        draw_sentence(box, context, translated("Rodin reads: {words}").format(words=said), is_ours=False)
    _draw_state(box, context, row)


def _draw_state(box: UILayout, context: Context, row: Row) -> None:
    job = session.current().jobs.kept(row.job_id)
    if row.stage is Stage.UNUSABLE:
        draw_sentence(box, context, f"Left out: it {row.refusal}.", icon="INFO")
    elif row.stage is Stage.FAILED and row.failure:
        draw_trouble(box, context, row.failure, remedy=row.remedy, job_id=row.job_id)
    elif job is None or row.stage is Stage.NONE or (row.stage is Stage.READY and job.state is State.IMPORTED):
        box.label(text=translated(state_words(row)))
    else:
        from ..layouts.jobs import draw_state, line_of

        draw_state(box, context, job, line_of(job), with_import=False)


def draw_style(layout: UILayout, context: Context) -> None:
    """Draw what all of them share."""
    from ...jobs.orders.shared_style import mixes_pictures
    from ...session.dressing.style import has_look, options_of

    chosen = dressing(context)
    layout.label(text="Style of All")
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    column.prop(chosen, "words_before", placeholder=translated("Optional"))
    column.prop(chosen, "words_after", placeholder=translated("Optional"))
    column.prop(chosen.look, "filepath", text=translated("Look"), placeholder=translated("Optional"))
    if has_look(chosen):
        mixes = mixes_pictures(options_of(context))
        others = "" if mixes else " Those with a picture of their own do without it at this tier."
        draw_sentence(column, context, f"The look is sent as a picture: it also gives shape.{others}", icon="INFO")
    for name in ("tier", "quality", "seed"):
        column.prop(chosen, name)
    switches = layout.column()
    for name in ("only_missing", "together"):
        switches.prop(chosen, name)


def draw_button(layout: UILayout, context: Context, found: Sequence[Row]) -> None:
    """Draw the one button with what it costs; below it a refused key, what is missing, or what is left to spend."""
    from ...session.inputs import prices
    from ..layouts.account import draw_credits, draw_refused_key

    count = len(due(found, only_missing=dressing(context).only_missing))
    missing = asking.missing(context)
    column = layout.column()
    column.scale_y = 1.6
    column.enabled = missing is None and count > 0
    text = f"Dress {prices.on_button(asking.price(context), count)}" if count else "Dress"
    column.operator(RODIN_PROPS_OT_dress.bl_idname, text=translated(text), icon="SHADERFX")
    draw_refused_key(layout, context)
    if missing is not None:
        draw_missing(layout, context, missing)
    elif not count:
        draw_sentence(layout, context, NOTHING_TO_DO if found else NO_SET, icon="INFO")
    elif count:
        draw_credits(layout, context)
