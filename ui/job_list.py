# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs below the Generate button: the newest with all their buttons, and all of them in the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import EnumProperty, StringProperty

from ..operators import monitor
from ..session import session
from .layouts.text import POPOVER_UNITS, draw_sentence
from .panels import SidebarPanel

if TYPE_CHECKING:
    from typing import Any

    from bpy.types import Context, WindowManager

    from ..session.gallery.gallery_view import GalleryView

_SEARCH, _ORDER, _VIEW = "rodin_props_search", "rodin_props_gallery_order", "rodin_props_gallery_view"
"""Properties of window managers: what is searched for in the gallery, how it is sorted and laid out."""
_ORDERS = [
    ("NEWEST", "Newest First", "The last one that was asked for comes first"),
    ("OLDEST", "Oldest First", "The first one that was asked for comes first"),
    ("NAME", "By Name", "In the order of their names"),
    ("COST", "By Cost", "The dearest comes first"),
]
_VIEWS = [
    ("LIST", "List", "Rows with what was sent, what came, how far it is and what it cost", "LONGDISPLAY", 0),
    ("GRID", "Grid", "Pictures with names", "IMGDISPLAY", 1),
]


class RODIN_PROPS_PT_jobs(SidebarPanel, bpy.types.Panel):
    bl_label = "Jobs"
    bl_order = 1
    bl_ui_units_x = POPOVER_UNITS

    def draw(self, context: Context) -> None:
        from ..session.watching import look
        from .layouts.jobs import draw_job, draw_notices, draw_pending
        from .layouts.trouble import draw_trouble

        if problem := look.facts().problem:
            draw_trouble(self.layout, context, problem)
            monitor.look_soon()
            return
        state = session.current()
        draw_notices(self.layout, context)
        for job_id, pending in state.pending.items():
            draw_pending(self.layout, context, job_id, pending)
        if not state.jobs.count and not state.pending:
            self.layout.label(text="Nothing generated yet")
        for job in state.jobs.newest:
            draw_job(self.layout, context, job)
        monitor.look_soon()  # at the end: what this draw asked for counts


class _GalleryPanel(SidebarPanel):
    """Is there as soon as there is any job."""

    @classmethod
    def poll(cls, context: Context) -> bool:
        return session.current().jobs.count > 0


class RODIN_PROPS_PT_gallery(_GalleryPanel, bpy.types.Panel):
    bl_label = "Gallery"
    bl_order = 2
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..session.watching import look
        from .gallery import head, jobs

        head.draw_filters(self.layout, context)
        page = look.gallery_page()
        if page is None:
            self.layout.label(text="Looking")
        elif not page.shown:
            draw_sentence(self.layout, context, head.nothing_sentence(page), icon="INFO")
        else:
            head.draw_selection(self.layout, page)
            jobs.draw_jobs(self.layout, context, page)
            if page.number or page.has_next:
                head.draw_turning(self.layout, page)
        monitor.look_soon()  # at the end: what this draw asked for counts


class RODIN_PROPS_PT_spent(_GalleryPanel, bpy.types.Panel):
    bl_label = "Spent"
    bl_parent_id = "RODIN_PROPS_PT_gallery"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..session.watching import look
        from .gallery.spent import draw_spent

        spent = look.spent()
        monitor.look_soon()
        if spent is None:
            self.layout.label(text="Looking")
        else:
            draw_spent(self.layout, spent)


class RODIN_PROPS_MT_gallery(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_gallery"
    bl_label = "Rodin Gallery"

    def draw(self, context: Context) -> None:
        from .gallery.menus import draw_actions

        draw_actions(self.layout)


class _FilterMenu:
    """What can be filtered by."""

    by: str

    def draw(self: Any, context: Context) -> None:
        from ..session.gallery.filters import Filter
        from .gallery.menus import draw_filter

        draw_filter(self.layout, Filter(self.by))


class RODIN_PROPS_MT_gallery_group(_FilterMenu, bpy.types.Menu):
    bl_label = "State"
    bl_description = "Show generations that are this far"
    by = "GROUP"


class RODIN_PROPS_MT_gallery_source(_FilterMenu, bpy.types.Menu):
    bl_label = "Source"
    bl_description = "Show generations that were made from this"
    by = "SOURCE"


class RODIN_PROPS_MT_gallery_file(_FilterMenu, bpy.types.Menu):
    bl_label = "File"
    bl_description = "Show generations that were asked for in this .blend"
    by = "FILE"


class RODIN_PROPS_MT_gallery_day(_FilterMenu, bpy.types.Menu):
    bl_label = "Day"
    bl_description = "Show generations that were asked for then"
    by = "DAY"


def _view() -> GalleryView:
    from ..session.gallery.current import gallery

    return gallery()


def _change_filters(**changes: object) -> None:
    from dataclasses import replace

    _view().filters = replace(_view().filters, **changes)
    monitor.wake()


def _search(window_manager: WindowManager, text: str) -> None:
    _change_filters(words=text)


def _set_order(window_manager: WindowManager, number: int) -> None:
    from ..jobs.gallery.query import Order

    _change_filters(order=Order(_ORDERS[number][0]))


def _set_view(window_manager: WindowManager, number: int) -> None:
    from ..session.gallery.page import View

    _view().view = View(_VIEWS[number][0])
    monitor.wake()


def _properties() -> dict[str, object]:
    """Return what window managers get; none of it is kept in the file."""
    return {
        _SEARCH: StringProperty(
            name="Search",
            description="Show the generations, new or old, that have these words in name or prompt",
            options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
            get=lambda window_manager: _view().filters.words,
            set=_search,
        ),
        _ORDER: EnumProperty(
            name="Order",
            description="How the gallery is sorted",
            items=_ORDERS,
            options={"SKIP_SAVE"},
            get=lambda window_manager: [name for name, *_ in _ORDERS].index(_view().filters.order),
            set=_set_order,
        ),
        _VIEW: EnumProperty(
            name="View",
            description="How the gallery is laid out",
            items=_VIEWS,
            options={"SKIP_SAVE"},
            get=lambda window_manager: [name for name, *_ in _VIEWS].index(_view().view),
            set=_set_view,
        ),
    }


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_PT_jobs,
        RODIN_PROPS_PT_gallery,
        RODIN_PROPS_PT_spent,
        RODIN_PROPS_MT_gallery,
        RODIN_PROPS_MT_gallery_group,
        RODIN_PROPS_MT_gallery_source,
        RODIN_PROPS_MT_gallery_file,
        RODIN_PROPS_MT_gallery_day,
    )
)


def register() -> None:
    _register_classes()
    for name, value in _properties().items():
        setattr(bpy.types.WindowManager, name, value)


def unregister() -> None:
    for name in _properties():
        delattr(bpy.types.WindowManager, name)
    _unregister_classes()
