# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus of the gallery: what can be filtered by, with how many jobs there are of each, and what can be done."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from ...operators.jobs.gallery_actions import (
    RODIN_PROPS_OT_import_selected,
    RODIN_PROPS_OT_keep_selected,
    RODIN_PROPS_OT_remove_selected,
)
from ...operators.jobs.job_actions import RODIN_PROPS_OT_resume_job, RODIN_PROPS_OT_retry_job
from ...operators.jobs.job_files import (
    RODIN_PROPS_OT_copy_task_id,
    RODIN_PROPS_OT_show_job_files,
    RODIN_PROPS_OT_try_anyway,
    RODIN_PROPS_OT_use_settings,
)
from ...operators.jobs.list_buttons import RODIN_PROPS_OT_filter_gallery, RODIN_PROPS_OT_select_jobs
from ...operators.jobs.list_tools import RODIN_PROPS_OT_add_task, RODIN_PROPS_OT_clean_up
from ...operators.jobs.place_job import RODIN_PROPS_OT_place_job
from ...operators.jobs.write_report import RODIN_PROPS_OT_write_report
from ...session.gallery.current import gallery
from ...session.gallery.filters import Filter, Group, Period
from ...session.language import translated
from ...session.watching import look
from .words import day_words, file_words, source_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import UILayout

    from ...jobs.gallery.query import Choices

_MOST_FILES, _MOST_DAYS = 25, 20


def draw_filter(layout: UILayout, by: Filter) -> None:
    """Draw what can be filtered by, after the entry that lets all through."""
    entry = layout.operator(RODIN_PROPS_OT_filter_gallery.bl_idname, text="All")
    entry.by, entry.is_set = by.value, False
    layout.separator()
    page = look.gallery_page()
    chosen = _chosen(by)
    for value, words, count in () if page is None else _values(by, page.choices):
        text = translated("{words}  ({count})").format(words=words, count=f"{count:,}") if count else words
        icon = "CHECKMARK" if value == chosen else "BLANK1"
        entry = layout.operator(RODIN_PROPS_OT_filter_gallery.bl_idname, text=text, translate=False, icon=icon)
        entry.by, entry.value = by.value, value


def _values(by: Filter, choices: Choices) -> Iterator[tuple[str, str, int]]:
    """Yield each value as its word, how it is called where it is shown, and how many jobs there are of it."""
    match by:
        case Filter.GROUP:
            counts = Counter(dict(choices.states))
            for group in Group:
                if count := sum(counts[state] for state in group.states):
                    yield group.value, translated(group.label), count
        case Filter.SOURCE:
            yield from ((source, source_words(source), count) for source, count in choices.sources)
        case Filter.FILE:
            yield from ((path, file_words(path), count) for path, count in choices.files[:_MOST_FILES])
        case Filter.DAY:
            today = date.today()
            for period in Period:
                yield period.value, translated(period.label), _count_since(choices, period, today)
            for day, count in choices.days[:_MOST_DAYS]:
                if day != today:  # it is the first period
                    yield day.isoformat(), day_words(day, today), count


def _count_since(choices: Choices, period: Period, today: date) -> int:
    return sum(count for day, count in choices.days if (today - day).days < period.days)


def _chosen(by: Filter) -> str | None:
    filters = gallery().filters
    match by:
        case Filter.GROUP:
            return filters.group
        case Filter.SOURCE:
            return filters.source
        case Filter.FILE:
            return filters.file
        case Filter.DAY:
            return filters.day.isoformat() if isinstance(filters.day, date) else filters.day


def draw_actions(layout: UILayout) -> None:
    """Draw all that can be done in the gallery: what is in a menu is found by searching the menus."""
    layout.operator_context = "INVOKE_DEFAULT"
    for which, text in (("FOUND", "Select All Found"), ("NONE", "Select None")):
        layout.operator(RODIN_PROPS_OT_select_jobs.bl_idname, text=translated(text)).which = which
    layout.separator()
    for operator, icon in (
        (RODIN_PROPS_OT_import_selected, "IMPORT"),
        (RODIN_PROPS_OT_place_job, "RESTRICT_SELECT_OFF"),
        (RODIN_PROPS_OT_keep_selected, "ASSET_MANAGER"),
        (RODIN_PROPS_OT_remove_selected, "TRASH"),
    ):
        layout.operator(operator.bl_idname, icon=icon)
    layout.separator()
    for operator, text, icon in (
        (RODIN_PROPS_OT_resume_job, "Resume or Download Selected Generation", "PLAY"),
        (RODIN_PROPS_OT_retry_job, "Retry Selected Generation (Send Again)", "FILE_REFRESH"),
        (RODIN_PROPS_OT_use_settings, "Use Settings of Selected Generation", "GREASEPENCIL"),
        (RODIN_PROPS_OT_try_anyway, "Try Refused Model Anyway", "IMPORT"),
    ):
        layout.operator(operator.bl_idname, text=text, icon=icon)
    layout.separator()
    layout.operator(RODIN_PROPS_OT_show_job_files.bl_idname, text="Show Files of Selected", icon="FILE_FOLDER")
    layout.operator(RODIN_PROPS_OT_copy_task_id.bl_idname, icon="COPYDOWN")
    layout.operator(RODIN_PROPS_OT_write_report.bl_idname, icon="FILE_TEXT")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_add_task.bl_idname, icon="ADD")
    layout.operator(RODIN_PROPS_OT_clean_up.bl_idname, icon="BRUSH_DATA")
