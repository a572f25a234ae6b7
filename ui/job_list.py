# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs below the Generate button: each with its bar, what it is doing in words, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ..operators import job_actions, job_files, monitor
from ..operators.jobs.list_buttons import RODIN_PROPS_OT_dismiss_notices, RODIN_PROPS_OT_turn_page
from ..operators.props.keep import RODIN_PROPS_OT_keep_in_library
from ..session import session
from ..session.sources import Source
from .layouts.text import draw_remedy, draw_sentence
from .layouts.thumbnails import icon_id
from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, UILayout, WindowManager

    from ..jobs.job import Job
    from ..session.older_jobs import Page
    from ..session.pending_pictures import PendingPictures
    from .status import Line

_SEARCH = "rodin_props_search"
"""The property of window managers that holds what is searched for."""


class RODIN_PROPS_PT_jobs(SidebarPanel, bpy.types.Panel):
    bl_label = "Jobs"
    bl_order = 1

    def draw(self, context: Context) -> None:
        from ..session.watching import look

        if problem := look.facts().problem:
            draw_sentence(self.layout, context, problem, icon="ERROR")
            monitor.look_soon()
            return
        state = session.current()
        _draw_notices(self.layout, context)
        for job_id, pending in state.pending.items():
            _draw_pending(self.layout, context, job_id, pending)
        if not state.jobs.count and not state.pending:
            self.layout.label(text="Nothing generated yet")
        for job in state.jobs.newest:
            _draw_job(self.layout, context, job)
        monitor.look_soon()  # at the end: what this draw asked for counts


class RODIN_PROPS_PT_older_jobs(SidebarPanel, bpy.types.Panel):
    bl_label = "Older"
    bl_parent_id = "RODIN_PROPS_PT_jobs"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: Context) -> bool:
        jobs = session.current().jobs
        return jobs.count > len(jobs.newest)

    def draw(self, context: Context) -> None:
        from ..session.watching import look

        self.layout.prop(context.window_manager, _SEARCH, text="", icon="VIEWZOOM", placeholder="Search All")
        page = look.older_page()
        monitor.look_soon()
        if page is None:
            self.layout.label(text="Looking")
            return
        if page.number or page.has_next:
            _draw_turning(self.layout, page)
        if page.searched and not page.jobs:
            sentence = f"No generation has “{page.searched}” in its name or prompt."
            draw_sentence(self.layout, context, sentence, icon="INFO")
        for job in page.jobs:
            _draw_job(self.layout, context, job)


def _draw_turning(layout: UILayout, page: Page) -> None:
    """Draw which part of the list is shown, between the arrows that turn to the others."""
    row = layout.row(align=True)
    for pages, icon, is_there in ((-1, "TRIA_LEFT", page.number > 0), (1, "TRIA_RIGHT", page.has_next)):
        arrow = row.row(align=True)
        arrow.enabled = is_there
        arrow.operator(RODIN_PROPS_OT_turn_page.bl_idname, text="", icon=icon).pages = pages
        if pages < 0:
            words = row.row()
            words.alignment = "CENTER"
            words.label(text=f"{page.first} to {page.last} of {page.count:,}")


def _draw_notices(layout: UILayout, context: Context) -> None:
    from ..session.watching import look

    sentences = look.facts().notices
    if not sentences:
        return
    box = layout.box()
    for sentence in sentences:
        draw_sentence(box, context, sentence, icon="INFO")
    if session.current().notices:
        box.operator(RODIN_PROPS_OT_dismiss_notices.bl_idname)


def _draw_pending(layout: UILayout, context: Context, job_id: str, pending: PendingPictures) -> None:
    from .status import KIND_ICONS

    box = layout.box()
    row = box.row()
    work, icon = pending.inputs.work, pending.inputs.source.description.icon
    row.label(text=pending.inputs.name, icon=icon if work is None else KIND_ICONS[work.kind])
    row.operator(job_actions.RODIN_PROPS_OT_cancel_job.bl_idname, text="", icon="X", emboss=False).job = job_id
    if pending.error:
        draw_sentence(box, context, pending.error, icon="ERROR")
    else:
        box.label(text=pending.doing, icon="SORTTIME")


def _draw_job(layout: UILayout, context: Context, job: Job) -> None:
    from ..session.watching import look
    from .status import describe

    state = session.current()
    placed, linked_from = job.id in look.facts().places, look.facts().linked_from.get(job.id, "")
    line = describe(
        job,
        waiting=state.waiting.get(job.id, ""),
        refused=state.refused.get(job.id, ""),
        placed=placed,
        linked_from=linked_from,
    )
    box = layout.box()
    row = box.row(align=True)
    _draw_name(row, job, line)
    _draw_buttons(row, job, line)
    if line.fraction is not None:
        box.progress(factor=line.fraction, type="BAR", text=line.text)
    else:
        box.label(text=line.text, icon=line.icon)
    if line.can_import and not line.in_scene:
        box.operator(job_actions.RODIN_PROPS_OT_import_job.bl_idname, text="Import Now", icon="IMPORT").job = job.id
    if line.sentence:
        draw_sentence(box, context, line.sentence)
        draw_remedy(box, line.remedy)
    if line.can_resume:
        operator = job_actions.RODIN_PROPS_OT_resume_job.bl_idname
        box.operator(operator, text="Resume", icon="PLAY").job = job.id
    elif line.can_retry:
        operator = job_actions.RODIN_PROPS_OT_retry_job.bl_idname
        box.operator(operator, text="Send Again", icon="FILE_REFRESH").job = job.id
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
    from .status import KIND_ICONS, KIND_WORDS

    picture = job.preview_path or (job.folder / job.images[0] if job.images else None)
    # When it has read a picture, Blender draws all windows anew: not while a prop is on its way.
    may_read = job.id not in session.current().jobs.unfinished
    icon = icon_id(picture, may_read=may_read) if picture else 0
    what = "variant" if job.target.variant_of else KIND_WORDS.get(job.kind, "")
    name = f"{line.name}, {what}" if what else line.name
    if icon and job.kind not in KIND_ICONS:
        row.label(text=name, icon_value=icon)
    else:
        row.label(text=name, icon=_source_icon(job))


def _source_icon(job: Job) -> str:
    from .status import KIND_ICONS

    if job.kind in KIND_ICONS:
        return KIND_ICONS[job.kind]
    return Source(job.source).description.icon if job.source in set(Source) else "MESH_DATA"


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
        row.operator(job_actions.RODIN_PROPS_OT_remove_job.bl_idname, text="", icon="TRASH", emboss=False).job = job.id


def _searched(window_manager: WindowManager) -> str:
    return session.current().older.searched


def _search(window_manager: WindowManager, text: str) -> None:
    session.current().older.search(text)
    monitor.wake()


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RODIN_PROPS_PT_jobs, RODIN_PROPS_PT_older_jobs)
)


def register() -> None:
    _register_classes()
    search = StringProperty(
        name="Search",
        description="Show the generations, new or old, that have these words in name or prompt",
        options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
        get=_searched,
        set=_search,
    )
    setattr(bpy.types.WindowManager, _SEARCH, search)


def unregister() -> None:
    delattr(bpy.types.WindowManager, _SEARCH)
    _unregister_classes()
