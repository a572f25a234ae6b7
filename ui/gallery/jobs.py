# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs of the gallery: as compact rows, or as tiles with a picture each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.gallery.costs import credit_words
from ...operators.jobs.list_buttons import RODIN_PROPS_OT_open_job, RODIN_PROPS_OT_select_jobs
from ...session.gallery.current import gallery
from ...session.gallery.page import View
from ...session.language import translated
from ...session.watching.progress import fraction
from .details import draw_details
from .head import width_units
from .pictures import draw_came, draw_one, draw_sent
from .words import state_icon

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...jobs.job import Job
    from ...session.gallery.page import Page, Shown

_PICTURE_UNITS = 2.0
"""Side of the pictures of rows, in Blender's units of 20 pixels at scale 1."""
_LEFT_UNITS = 4.9
"""Width of the two pictures and the box to check."""
_TILE_UNITS = 3.6
"""Least width of a tile."""
_CHARACTERS_PER_UNIT, _BESIDE_NAME_UNITS = 3.0, 6.5
"""How much of a name is seen in a row: about so many letters in a unit, of which the pictures take some."""


def draw_jobs(layout: UILayout, context: Context, page: Page) -> None:
    """Draw the jobs of a page as the artist wants them laid out."""
    if gallery().view is View.GRID:
        _draw_tiles(layout, context, page)
        return
    column = layout.column(align=True)
    for shown in page.shown:
        _draw_row(column, context, shown)


def _draw_row(column: UILayout, context: Context, shown: Shown) -> None:
    job = shown.job
    is_open = gallery().opened == job.id
    layout = column.box() if is_open else column
    row = layout.split(factor=min(_LEFT_UNITS / width_units(context), 0.5), align=True)
    left = row.row(align=True)
    left.alignment = "LEFT"
    _draw_check(left, job)
    draw_sent(left, job, scale=_PICTURE_UNITS)
    draw_came(left, job, scale=_PICTURE_UNITS)
    words = row.column(align=True)
    _draw_name(words, job, with_triangle=True)
    below = words.row(align=True)
    if job.active:
        below.progress(factor=fraction(job), type="BAR", text=translated(job.state.words))
    else:
        below.label(text=translated(job.state.words), icon=state_icon(job))
    if cost := credit_words(shown.cost, unit=False):
        right = below.row()
        right.alignment = "RIGHT"
        right.active = False
        right.label(text=translated(cost))
    if is_open:
        is_cut = len(job.name) > _CHARACTERS_PER_UNIT * (width_units(context) - _BESIDE_NAME_UNITS)
        draw_details(layout, context, shown, named=is_cut)


def _draw_tiles(layout: UILayout, context: Context, page: Page) -> None:
    """Draw rows of tiles; what is told of the opened one stands below its row."""
    units = width_units(context)
    columns = max(2, int(units / _TILE_UNITS))
    side = units / columns - 0.4
    for start in range(0, len(page.shown), columns):
        some = page.shown[start : start + columns]
        row = layout.grid_flow(row_major=True, columns=columns, even_columns=True, even_rows=True)
        for shown in some:
            _draw_tile(row.column(align=True), shown.job, side=side)
        for _ in range(columns - len(some)):
            row.column()
        opened = next((shown for shown in some if shown.job.id == gallery().opened), None)
        if opened is not None:
            draw_details(layout.box(), context, opened, named=True)


def _draw_tile(tile: UILayout, job: Job, *, side: float) -> None:
    draw_one(tile, job, scale=side)
    row = tile.row(align=True)
    _draw_check(row, job)
    if job.active:
        row.progress(factor=fraction(job), type="BAR", text=job.name, translate=False)
    else:
        _draw_name(row, job)


def _draw_check(row: UILayout, job: Job) -> None:
    icon = "CHECKBOX_HLT" if gallery().is_selected(job.id) else "CHECKBOX_DEHLT"
    row.operator(RODIN_PROPS_OT_select_jobs.bl_idname, text="", icon=icon, emboss=False).job = job.id


def _draw_name(layout: UILayout, job: Job, *, with_triangle: bool = False) -> None:
    is_open = gallery().opened == job.id
    row = layout.row(align=True)
    row.alignment = "LEFT"
    icon = "NONE" if not with_triangle else ("DISCLOSURE_TRI_DOWN" if is_open else "DISCLOSURE_TRI_RIGHT")
    row.operator(
        RODIN_PROPS_OT_open_job.bl_idname, text=job.name, translate=False, icon=icon, emboss=False
    ).job = job.id
