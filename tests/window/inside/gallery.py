# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: the gallery with a thousand jobs, in a narrow and in a wide sidebar."""

from collections.abc import Iterator
from contextlib import contextmanager

import bpy

from .desk import Desk, Steps
from .gallery_presses import gallery, page, press_list, press_menus
from .many_jobs import fill_gallery
from .secrets import panels, watch_panels
from .working_day import TAB


def show(desk: Desk) -> Steps:
    """Look at the list, what is filtered, found, selected and told, the grid and the sums; press what is there."""
    yield from begin(desk)
    with only_gallery(desk):
        yield from look_around(desk)
        yield from press_list(desk)
        yield from press_menus(desk)
    yield from open_menus(desk)


def look_around(desk: Desk) -> Steps:
    """Show each view in a narrow and in a wide sidebar."""
    for name, width in (("narrow", 280), ("wide", 560)):
        yield from widen(desk, width)
        desk.facts[name] = desk.sidebar.region.width
        for picture, steps in VIEWS.items():
            yield from steps(desk)
            yield from settle(desk)
            desk.screenshot(f"{name}-{picture}")
            desk.facts[f"{name}-{picture}"] = page().found.count


def open_menus(desk: Desk) -> Steps:
    """Open what can be filtered by, and what can be done."""
    for name in ("group", "source", "file", "day", ""):
        menu = f"RODIN_PROPS_MT_gallery{'_' * bool(name)}{name}"
        yield from desk.to_viewport()
        with bpy.context.temp_override(window=bpy.context.window, area=desk.sidebar.area, region=desk.sidebar.region):
            bpy.ops.wm.call_menu(name=menu)
        yield 0.7
        desk.screenshot(f"menu-{name or 'actions'}")
        yield from desk.hands.press("ESC")
        yield 0.3


def begin(desk: Desk) -> Steps:
    """Fill the ledger, and open the gallery alone."""
    watch_panels(set())
    yield from desk.sidebar.open(TAB)
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "IMPORTED")
    desk.facts["jobs"] = 1 + len(fill_gallery(job, 999))
    yield 2.0


@contextmanager
def only_gallery(desk: Desk) -> Iterator[None]:
    """Let the sidebar show nothing but the gallery meanwhile."""
    others = [kind for kind in panels() if kind.__name__ not in GALLERY]
    others.sort(key=lambda kind: hasattr(kind, "bl_parent_id"))  # parents come first and go last
    for kind in reversed(others):
        bpy.utils.unregister_class(kind)
    desk.sidebar.region.tag_redraw()
    try:
        yield
    finally:
        for kind in others:
            bpy.utils.register_class(kind)


GALLERY = {"RODIN_PROPS_PT_gallery", "RODIN_PROPS_PT_spent"}


def widen(desk: Desk, width: int) -> Steps:
    """Drag the sidebar's edge, which is a few pixels wide."""
    region, hands = desk.sidebar.region, desk.hands
    for beside in (0, -3, 3, -6, 6):
        if abs(region.width - width) < 20:
            return
        begin, y, wider = region.x + beside, region.y + region.height - 60, width - region.width
        yield from hands.move(begin, y)
        yield 0.3
        hands._event("LEFTMOUSE", "PRESS")
        for step in range(1, 11):
            yield 0.1
            yield from hands.glide(begin - wider * step // 10, y)
        yield 0.1
        hands._event("LEFTMOUSE", "RELEASE")
        yield 0.4


def settle(desk: Desk) -> Steps:
    """Wait until what is shown is what is wanted."""
    view = gallery()
    desk.sidebar.region.tag_redraw()
    yield 0.3
    yield from desk.wait_until(lambda: page() and page().filters == view.filters, what="the page")
    for _ in range(3):  # the pictures are read meanwhile
        desk.sidebar.region.tag_redraw()
        yield 0.6


def everything(desk: Desk) -> Steps:
    """The newest, as a list."""
    bpy.ops.rodin_props.filter_gallery(by="ALL")
    bpy.context.window_manager.rodin_props_gallery_view = "LIST"
    yield None


def filtered(desk: Desk) -> Steps:
    """What failed, and one of them opened."""
    bpy.ops.rodin_props.filter_gallery(by="GROUP", value="FAILED")
    bpy.ops.rodin_props.filter_gallery(by="FILE", value="/shots/010/kitchen.blend")
    yield from settle(desk)
    bpy.ops.rodin_props.open_job(job=page().jobs[1].id)


def searched(desk: Desk) -> Steps:
    """Words that are found, and some of them selected."""
    bpy.ops.rodin_props.filter_gallery(by="ALL")
    bpy.context.window_manager.rodin_props_search = "chair 9"
    yield from settle(desk)
    for job in page().jobs[2:6]:
        bpy.ops.rodin_props.select_jobs(job=job.id)


def grid(desk: Desk) -> Steps:
    """Pictures, and one of them opened."""
    bpy.ops.rodin_props.filter_gallery(by="ALL")
    bpy.context.window_manager.rodin_props_gallery_view = "GRID"
    yield from settle(desk)
    bpy.ops.rodin_props.open_job(job=page().jobs[4].id)


def spent(desk: Desk) -> Steps:
    """What was spent, below a page that holds little."""
    bpy.ops.rodin_props.filter_gallery(by="ALL")
    bpy.context.window_manager.rodin_props_gallery_view = "LIST"
    bpy.context.window_manager.rodin_props_search = "chair 990"
    yield None


VIEWS = {"list": everything, "filtered": filtered, "searched": searched, "grid": grid, "spent": spent}
