# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: every panel is drawn with a long list of jobs, and what the drawing looks up is counted."""

import functools
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .secrets import panels, watch_panels
from .working_day import TAB


class Watch:
    """Counts look-ups while a panel or a menu is drawn or an operator is asked whether it may be pressed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds: list[float] = []
        """Of drawing all panels once."""
        self._depth = 0

    def count(self, owner: Any, name: str) -> None:
        """Count calls of a function."""
        original = getattr(owner, name)

        @functools.wraps(original)
        def counted(*arguments: Any, **named: Any) -> Any:
            if self._depth:
                self.counts[name] += 1
            return original(*arguments, **named)

        setattr(owner, name, counted)

    def drawing(self, draw: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        """The same drawing, watched. Blender hands over as many arguments as the function names."""

        @functools.wraps(draw)
        def draw_watched(self_: Any, context: Any) -> None:
            began = time.perf_counter()
            with self.inside():
                draw(self_, context)
            if self.seconds:
                self.seconds[-1] += time.perf_counter() - began

        return draw_watched

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Count what is looked up meanwhile."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


def draw_everything(desk: Desk) -> Steps:
    """Draw the sidebar with a prop and a thousand jobs again and again; `facts` tell what was looked up meanwhile."""
    drawn: set[str] = set()
    watch_panels(drawn)
    yield from desk.sidebar.open(TAB)
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "IMPORTED")
    bpy.context.view_layer.objects.active = desk.prop_of(job.id)
    fill_ledger(1000)
    bpy.context.scene.rodin_props_dressing.collection = bpy.data.objects["Cube"].users_collection[0]
    rows = bpy.context.window_manager.rodin_props_dressing_rows
    yield from desk.wait_until(lambda: len(rows) > 0, what="the table of the set")
    yield 3.0
    desk.facts["rows"] = [row.name for row in rows]
    yield from search_gallery(desk)
    drawn.clear()
    watch = Watch()
    modules = sys.modules
    for name in ("rows", "changed", "transaction"):
        watch.count(modules[f"{PACKAGE}.jobs.ledger.database"].Database, name)
    watch.count(os, "stat")
    watch.count(os, "scandir")
    watch.count(hashlib, "sha256")
    for kind in panels():
        kind.draw = watch.drawing(kind.draw)
    polled = [kind for kind in (*panels(), *bpy.types.Operator.__subclasses__()) if "RODIN_PROPS" in kind.__name__]
    for _ in range(12):
        with bpy.context.temp_override(window=bpy.context.window):
            for kind in polled:
                if hasattr(kind, "poll"):
                    with watch.inside():
                        kind.poll(bpy.context)
        watch.seconds.append(0.0)
        desk.sidebar.region.tag_redraw()
        yield 0.3
    desk.screenshot("panels")
    seconds = [each for each in watch.seconds if each]
    desk.facts |= {"looked_up": dict(watch.counts), "drawings": len(seconds), "milliseconds": 1000 * median(seconds)}
    desk.facts["drawn"] = sorted(drawn)


def search_gallery(desk: Desk) -> Steps:
    """Search the gallery for what there is and for what there is not; leave the list on its third page."""
    manager, page = bpy.context.window_manager, sys.modules[f"{PACKAGE}.session.gallery.current"].gallery().shown
    for picture, text in (("nothing-found", "no such thing"), ("found", "THING 99"), ("all", "")):
        manager.rodin_props_search = text
        desk.sidebar.region.tag_redraw()
        yield from desk.wait_until(
            lambda text=text: page() and page().filters.words == text, what=f"the page for “{text}”"
        )
        desk.facts[picture] = page().found.count
        yield 1.0
        yield from scroll(desk)
        desk.screenshot(picture)
    bpy.ops.rodin_props.turn_page(pages=2)
    desk.sidebar.region.tag_redraw()
    yield from desk.wait_until(lambda: page().number == 2, what="the third page")
    yield 1.0
    desk.screenshot("third-page")


def scroll(desk: Desk) -> Steps:
    """Show the lower end of the sidebar."""
    with bpy.context.temp_override(window=bpy.context.window, area=desk.sidebar.area, region=desk.sidebar.region):
        for _ in range(60):
            bpy.ops.view2d.scroll_down(page=False)
    yield 0.5


def fill_ledger(count: int) -> None:
    """Add jobs that have ended, with a picture each, as the add-on does it."""
    session = sys.modules[f"{PACKAGE}.session.session"].current()
    files, job = (sys.modules[f"{PACKAGE}.jobs.{name}"] for name in ("files", "job"))
    first = session.ledger.jobs()[0]
    for number in range(count):
        folder = files.make_job_folder(first.folder.parent)
        (folder / "image_1.png").write_bytes(b"no picture")
        new = job.NewJob(
            account=first.account,
            base_url=first.base_url,
            name=f"Thing {number}",
            source="PICTURE",
            folder=folder,
            images=("image_1.png",),
        )
        session.ledger.cancel(session.ledger.add(new).id)
