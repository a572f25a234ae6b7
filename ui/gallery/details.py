# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of one job of the gallery that was opened, and what can be done with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...jobs.gallery.costs import credit_words
from ...operators.jobs.gallery_actions import KEEP_OPERATOR, has_library
from ...operators.jobs.job_actions import RODIN_PROPS_OT_import_job
from ...operators.jobs.job_files import (
    RODIN_PROPS_OT_copy_task_id,
    RODIN_PROPS_OT_remove_job,
    RODIN_PROPS_OT_show_job_files,
)
from ...operators.jobs.place_job import RODIN_PROPS_OT_place_job
from ...session.gallery.current import gallery
from ...session.language import translated
from ..layouts.jobs import draw_state, line_of
from ..layouts.text import draw_sentence
from .words import day_words, file_words, source_words

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...jobs.job import Job
    from ...session.gallery.page import Shown
    from ..status import Line


def draw_details(layout: UILayout, context: Context, shown: Shown, *, named: bool = False) -> None:
    """Draw everything that is known of a job.

    :param named: with its name, where that is not seen whole.
    """
    job, line = shown.job, line_of(shown.job)
    if named:
        layout.label(text=job.name, translate=False)
    for sentence in _facts(shown):
        draw_sentence(layout, context, sentence, is_ours=False)  # the prompt is the artist's, the rest is translated
    draw_state(layout, context, job, line, with_import=False)
    _draw_actions(layout.row(align=True), job, line)


def _facts(shown: Shown) -> list[str]:
    job, facts = shown.job, gallery().facts(shown.job.id)
    told = [source_words(job.source)]
    if facts is not None:
        told += [day_words(facts.day, date.today()), file_words(facts.blend_path)]
    if cost := credit_words(shown.cost):
        told.append(translated(cost))
    prompt = job.prompt or job.final_prompt
    facts_words = translated(" · ").join(told)
    return [f"“{prompt}”", facts_words] if prompt else [facts_words]


def _draw_actions(row: UILayout, job: Job, line: Line) -> None:
    """Draw what is done with a finished job, and with the files of any."""
    finished = row.row(align=True)
    finished.enabled = line.can_import
    finished.operator(RODIN_PROPS_OT_import_job.bl_idname, text="Import", icon="IMPORT").job = job.id
    finished.operator(RODIN_PROPS_OT_place_job.bl_idname, text="Place", icon="RESTRICT_SELECT_OFF").job = job.id
    if has_library():
        finished.operator(f"rodin_props.{KEEP_OPERATOR}", text="", icon="ASSET_MANAGER").job = job.id
    row.operator(RODIN_PROPS_OT_show_job_files.bl_idname, text="", icon="FILE_FOLDER").job = job.id
    copy = row.row(align=True)
    copy.enabled = bool(job.task_uuid)
    copy.operator(RODIN_PROPS_OT_copy_task_id.bl_idname, text="", icon="COPYDOWN").job = job.id
    row.operator(RODIN_PROPS_OT_remove_job.bl_idname, text="", icon="TRASH").job = job.id
