# SPDX-License-Identifier: GPL-3.0-or-later
"""One job with its bar, what it is doing in words, and its buttons; and what is told beside the jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.work import Kind
from ...operators import job_actions, job_files
from ...operators.jobs.list_buttons import RODIN_PROPS_OT_dismiss_notices
from ...operators.props.keep import RODIN_PROPS_OT_keep_in_library
from ...session import session
from ...session.language import translated
from ...session.watching import look
from ..status import KIND_ICONS, describe, source_icon
from .text import draw_sentence
from .thumbnails import icon_id
from .trouble import draw_copy, draw_going_on, draw_trouble

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...jobs.job import Job
    from ...session.pending_pictures import PendingPictures
    from ..status import Line

_NOT_A_GENERATION = {Kind.TEXTURES: "{name}, new textures", Kind.PARTS: "{name}, parts"}


def draw_notices(layout: UILayout, context: Context) -> None:
    """Draw what the artist should read, and the buttons for having read it and for telling of it."""
    sentences = look.facts().notices
    if not sentences:
        return
    box = layout.box()
    for sentence in sentences:
        draw_sentence(box, context, sentence, icon="INFO")
    row = box.row(align=True)
    if session.current().notices:
        row.operator(RODIN_PROPS_OT_dismiss_notices.bl_idname)
    draw_copy(row, *sentences)


def draw_pending(layout: UILayout, context: Context, job_id: str, pending: PendingPictures) -> None:
    """Draw a job that does not exist yet: its pictures are on their way."""
    box = layout.box()
    row = box.row()
    work, icon = pending.inputs.work, pending.inputs.source.description.icon
    row.label(text=pending.inputs.name, translate=False, icon=icon if work is None else KIND_ICONS[work.kind])
    row.operator(job_actions.RODIN_PROPS_OT_cancel_job.bl_idname, text="", icon="X", emboss=False).job = job_id
    if pending.error:
        settings_of = job_id if work is None else ""  # what is done to a mesh is asked for in a dialog
        draw_trouble(box, context, pending.error, remedy=pending.remedy, job_id=job_id, settings_of=settings_of)
    else:
        box.label(text=translated(pending.doing), icon="SORTTIME")


def draw_job(layout: UILayout, context: Context, job: Job) -> None:
    """Draw all of a job in a box."""
    line = line_of(job)
    box = layout.box()
    row = box.row(align=True)
    _draw_name(row, job, line)
    _draw_buttons(row, job, line)
    draw_state(box, context, job, line)


def line_of(job: Job) -> Line:
    """Return a job in words, with what the last look found of it."""
    state, facts = session.current(), look.facts()
    return describe(
        job,
        waiting=state.waiting.get(job.id, ""),
        refused=state.refused.get(job.id, ""),
        placed=job.id in facts.places,
        linked_from=facts.linked_from.get(job.id, ""),
    )


def draw_state(box: UILayout, context: Context, job: Job, line: Line, *, with_import: bool = True) -> None:
    """Draw how far a job is, what happened to it, and the buttons that help."""
    if line.fraction is not None:
        box.progress(factor=line.fraction, type="BAR", text=translated(line.text))
    else:
        box.label(text=translated(line.text), icon=line.icon)
    if with_import and line.can_import and not line.in_scene:
        box.operator(job_actions.RODIN_PROPS_OT_import_job.bl_idname, text="Import Now", icon="IMPORT").job = job.id
    if line.sentence:
        settings_of = job.id if line.has_settings else ""
        draw_trouble(
            box, context, line.sentence, remedy=line.remedy, job_id=job.id, settings_of=settings_of, icon="NONE"
        )
    draw_going_on(box, line, job.id)
    _draw_file_buttons(box, job, line)


def _draw_file_buttons(box: UILayout, job: Job, line: Line) -> None:
    """Draw what can be done with a model that did not become a prop."""
    if not line.can_show_files:
        return
    row = box.row(align=True)
    row.operator(job_files.RODIN_PROPS_OT_show_job_files.bl_idname, text="Show File", icon="FILE_FOLDER").job = job.id
    if line.can_try_anyway:
        row.operator(job_files.RODIN_PROPS_OT_try_anyway.bl_idname, icon="IMPORT").job = job.id


def _draw_name(row: UILayout, job: Job, line: Line) -> None:
    picture = job.preview_path or (job.folder / job.images[0] if job.images else None)
    # When it has read a picture, Blender draws all windows anew: not while a prop is on its way.
    may_read = job.id not in session.current().jobs.unfinished
    icon = icon_id(picture, may_read=may_read) if picture else 0
    name = _shown_name(job, line)
    if icon and job.kind not in KIND_ICONS:
        row.label(text=name, translate=False, icon_value=icon)
    else:
        row.label(text=name, translate=False, icon=source_icon(job))


def _shown_name(job: Job, line: Line) -> str:
    """Return the artist's name as it is, with what it is of in Blender's language."""
    beside = "{name}, variant" if job.target.variant_of else _NOT_A_GENERATION.get(job.kind)
    return line.name if beside is None else translated(beside).format(name=line.name)


def _draw_buttons(row: UILayout, job: Job, line: Line) -> None:
    if line.in_scene:
        again = row.operator(job_actions.RODIN_PROPS_OT_import_job.bl_idname, text="", icon="IMPORT", emboss=False)
        again.job = job.id
    if line.can_keep:
        kept = row.operator(RODIN_PROPS_OT_keep_in_library.bl_idname, text="", icon="ASSET_MANAGER", emboss=False)
        kept.job = job.id
    if line.can_cancel:
        row.operator(job_actions.RODIN_PROPS_OT_cancel_job.bl_idname, text="", icon="X", emboss=False).job = job.id
    if line.can_remove:
        row.operator(job_files.RODIN_PROPS_OT_remove_job.bl_idname, text="", icon="TRASH", emboss=False).job = job.id
