# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...scene.measure.lengths import length_words
from ...scene.measure.sizing import unit_meters
from ...session import session
from ...session.addon import own_inputs
from ...session.dressing import table
from ...session.dressing.rows import Stage
from ...session.inputs import naming
from ...session.inputs.blockouts import has_own_picture
from ...session.language import translated

if TYPE_CHECKING:
    from typing import Any

    from bpy.types import Context, Object, UILayout

    from ...session.dressing.rows import Row

ICONS = {
    Stage.NONE: "MESH_CUBE",
    Stage.WAITING: "SORTTIME",
    Stage.READY: "IMPORT",
    Stage.DONE: "CHECKMARK",
    Stage.FAILED: "ERROR",
    Stage.UNUSABLE: "CANCEL",
}
_WORDS = {Stage.NONE: "None yet", Stage.READY: "Ready, not in the scene", Stage.DONE: "In the scene"}
_NAME, _NAME_ALONE, _PROMPT = 0.34, 0.62, 0.58
"""Parts of the width: of the name beside words and without, and of the words in what the name leaves."""
_WIDE_PIXELS = 340
"""Of a sidebar at a scale of 1 that has room for words beside the names."""


def draw_row(layout: UILayout, context: Context, name: str) -> None:
    """Draw a blockout in one line: state, name, words, picture, size."""
    key: Any = (name, None)
    target, row = bpy.data.objects.get(key), table.row(name)
    if target is None or row is None:  # renamed or removed: the next look sees it
        layout.label(text=name, translate=False)
        return
    own = own_inputs(target)
    is_wide = context.region.width >= _WIDE_PIXELS * context.preferences.system.ui_scale
    rest = layout.split(factor=_NAME if is_wide else _NAME_ALONE, align=True)
    owner, named = (own, "prop_name") if own.prop_name else (target, "name")
    rest.prop(owner, named, text="", emboss=False, icon="FILE_REFRESH" if own.again else ICONS[row.stage])
    if is_wide:
        rest = rest.split(factor=_PROMPT, align=True)
        rest.prop(own, "prompt", text="", emboss=False, translate=False, placeholder=naming.words_of(name))
    end = rest.row(align=True)
    end.label(
        text=translated(_state_or_size(context, target, row)), icon="IMAGE_DATA" if has_own_picture(target) else "NONE"
    )
    if row.stage in (Stage.DONE, Stage.READY, Stage.FAILED):
        end.prop(own, "again", text="", icon="FILE_REFRESH", emboss=own.again)


def _state_or_size(context: Context, target: Object, row: Row) -> str:
    job = session.current().jobs.unfinished.get(row.job_id)
    if row.stage is Stage.WAITING and job is not None:
        from ...session.watching.progress import short_progress

        return short_progress(job)
    return size_words(context, target)


def size_words(context: Context, target: Object) -> str:
    """Return the longest side of a blockout in the scene's units."""
    units = context.scene.unit_settings
    length = max(target.dimensions)
    if units.system == "NONE":
        return f"{length:.2f}"
    return length_words(context.scene, length * unit_meters(context.scene))


def state_words(row: Row) -> str:
    """Return how far a blockout is, where its job does not say it."""
    if row.stage is Stage.UNUSABLE:
        return f"Left out: it {row.refusal}"
    return _WORDS.get(row.stage, "On the way")
