# SPDX-License-Identifier: GPL-3.0-or-later
"""Above the jobs of the gallery: what is searched and filtered, which page is shown, and what is selected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ...operators.jobs.gallery_actions import (
    RODIN_PROPS_OT_import_selected,
    RODIN_PROPS_OT_keep_selected,
    RODIN_PROPS_OT_remove_selected,
)
from ...operators.jobs.list_buttons import (
    RODIN_PROPS_OT_filter_gallery,
    RODIN_PROPS_OT_select_jobs,
    RODIN_PROPS_OT_turn_page,
)
from ...session.gallery.current import gallery
from ...session.gallery.filters import Filter
from ...session.language import translated
from .words import day_words, file_words, source_words, sum_words

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.gallery.filters import Filters
    from ...session.gallery.page import Page

SEARCH, ORDER, VIEW = "rodin_props_search", "rodin_props_gallery_order", "rodin_props_gallery_view"
"""The properties of window managers that hold what is searched for, how it is sorted and how it is laid out."""
_WIDE_UNITS = 19
"""From this width on, in Blender's units, the filters stand in one row."""
_EMPTY = {Filter.GROUP: "All States", Filter.SOURCE: "All Sources", Filter.FILE: "All Files", Filter.DAY: "All Days"}
_ICONS = {Filter.GROUP: "FILTER", Filter.SOURCE: "IMAGE_DATA", Filter.FILE: "FILE_BLEND", Filter.DAY: "TIME"}


def width_units(context: Context) -> float:
    """Return how wide the sidebar's content is, in Blender's units of 20 pixels at scale 1."""
    scale = context.preferences.system.ui_scale or 1.0  # Blender without a window has none
    return context.region.width / (20 * scale) - 2.5


def draw_filters(layout: UILayout, context: Context) -> None:
    """Draw what is searched for, the menus of the filters, and how it is sorted and laid out."""
    filters, column = gallery().filters, layout.column(align=True)
    row = column.row(align=True)
    row.prop(context.window_manager, SEARCH, text="", icon="VIEWZOOM", placeholder=translated("Search All"))
    if filters.are_set:
        row.operator(RODIN_PROPS_OT_filter_gallery.bl_idname, text="", icon="X").by = "ALL"
    menus = column.grid_flow(
        row_major=True, columns=4 if width_units(context) > _WIDE_UNITS else 2, even_columns=True, align=True
    )
    for by in Filter:
        words = filter_words(filters, by)
        menus.menu(f"RODIN_PROPS_MT_gallery_{by.lower()}", text=words, translate=False, icon=_ICONS[by])
    row = column.row(align=True)
    row.prop(context.window_manager, ORDER, text="", icon="SORTSIZE")
    row.prop(context.window_manager, VIEW, text="", expand=True, icon_only=True)
    row.menu("RODIN_PROPS_MT_gallery", text="", icon="DOWNARROW_HLT")


def filter_words(filters: Filters, by: Filter) -> str:
    """Return what a filter lets through, as it is shown on its menu."""
    match by:
        case Filter.GROUP if filters.group is not None:
            return translated(filters.group.label)
        case Filter.SOURCE if filters.source is not None:
            return source_words(filters.source)
        case Filter.FILE if filters.file is not None:
            return file_words(filters.file)
        case Filter.DAY if filters.day is not None:
            return day_words(filters.day, date.today())
    return translated(_EMPTY[by])


def nothing_sentence(page: Page) -> str:
    """Return why nothing is shown."""
    filters = page.filters
    if words := filters.words.strip():
        others = replace(filters, words="").are_set
        return f"No generation{' of these' if others else ''} has “{words}” in its name or prompt."
    return "There is no such generation."


def draw_turning(layout: UILayout, page: Page) -> None:
    """Draw which part of what was found is shown, between the arrows that turn to the others."""
    row = layout.row(align=True)
    for pages, icon, is_there in ((-1, "TRIA_LEFT", page.number > 0), (1, "TRIA_RIGHT", page.has_next)):
        arrow = row.row(align=True)
        arrow.enabled = is_there
        arrow.operator(RODIN_PROPS_OT_turn_page.bl_idname, text="", icon=icon).pages = pages
        if pages < 0:
            words = row.row()
            words.alignment = "CENTER"
            words.label(text=translated(f"{page.first:,} to {page.last:,} of {page.found.count:,}"))


def draw_selection(layout: UILayout, page: Page) -> None:
    """Draw how much is selected or found, what it cost, and what can be done with the selected jobs."""
    view = gallery()
    operator, selected = RODIN_PROPS_OT_select_jobs.bl_idname, view.selected_sum
    row = layout.row(align=True)
    are_here = bool(page.shown) and all(view.is_selected(job.id) for job in page.jobs)
    check = row.operator(operator, text="", icon="CHECKBOX_HLT" if are_here else "CHECKBOX_DEHLT", emboss=False)
    check.which = "PAGE"
    row.label(text=translated(sum_words(selected if selected.jobs else page.found.sum, selected=selected.jobs > 0)))
    if not selected.jobs:
        return
    if are_here and selected.jobs < page.found.count:
        row.operator(operator, text=translated(f"All {page.found.count:,}")).which = "FOUND"
    row.operator(operator, text="", icon="X").which = "NONE"
    row = layout.row(align=True)
    row.operator(RODIN_PROPS_OT_import_selected.bl_idname, text="Import", icon="IMPORT")
    row.operator(RODIN_PROPS_OT_keep_selected.bl_idname, text=translated("Keep"), icon="ASSET_MANAGER")
    row.operator(RODIN_PROPS_OT_remove_selected.bl_idname, text="Remove", icon="TRASH")
