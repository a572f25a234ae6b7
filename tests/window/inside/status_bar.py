# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the words in the status bar, the list that a click there shows, and the cross, wherever one works."""

import importlib
import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .drawn import press_lowest
from .popup import Popup, StatusBar
from .redraws import Draws

WORDS, CROSS = "rodin_props.show_jobs(", "rodin_props.cancel_running("
ONE_ROW = (0.0,)
CHECK_BOXES, CONFIRM = 0.1, 0.75
"""Columns of the dialog that asks what to cancel."""


class Bar:
    """The status bar, and what opens from it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.bar = StatusBar(desk.hands)
        self.list = Popup(desk.hands, bpy.types.RODIN_PROPS_PT_jobs)
        self.cancel = Popup(desk.hands, bpy.types.RODIN_PROPS_OT_cancel_running)

    def point_at_words(self) -> Steps:
        """Move the mouse over our words."""
        window = self._desk.hands.window
        yield from self._desk.wait_until(lambda: self.bar.is_drawn(window), what="the status bar", seconds=30)
        yield from self.bar.find(WORDS, columns=ONE_ROW)
        yield 0.5

    def open_list(self) -> Steps:
        """Click on our words; return in which editor the list is drawn."""
        yield from self.point_at_words()
        yield from self.click_for_list()
        return sorted(set(self.list.editors))

    def click_for_list(self) -> Steps:
        """Click where the mouse is."""
        self.list.editors.clear()
        yield from self._desk.hands.click()
        yield from self._desk.wait_until(lambda: self.list.is_open, what="the list", seconds=20)
        yield 0.5

    def open_cancel(self) -> Steps:
        """Click on the cross."""
        yield from self.bar.press(CROSS, columns=ONE_ROW)
        yield from self._desk.wait_until(lambda: self.cancel.is_open, what="the question", seconds=20)
        yield 0.5

    def stop_chosen(self) -> Steps:
        """Click on the lowest button of the right half: Stop Chosen."""
        yield from press_lowest(self._desk, self.cancel, column=CONFIRM)
        yield from self._desk.wait_until(lambda: not self.cancel.is_open, what="the end of the question")
        yield 0.5


def words() -> str:
    """What the status bar says."""
    shown: Any = importlib.import_module(f"{PACKAGE}.session.watching.shown")  # loaded when something is on the way
    return str(shown.status_words())


def only(editor: str) -> None:
    """Let the window have no other editor than one of this kind."""
    for area in bpy.context.window.screen.areas:
        area.type = editor


def begin(desk: Desk, count: int) -> Steps:
    """Have so many props on the way."""
    desk.set_scene()
    with bpy.context.temp_override(window=bpy.context.window):
        for number in range(count):
            bpy.ops.rodin_props.generate_from_text(prompt=f"chair number {number}")
    yield from desk.wait_until(lambda: len(desk.jobs()) == count, what="the jobs")
    yield from desk.until_generating(desk.jobs()[-1].id)
    yield 1.0


def cancelled(desk: Desk) -> list[str]:
    """Prompts of the jobs that were cancelled."""
    return sorted(job.prompt for job in desk.jobs() if job.state.name == "CANCELLED")


def status_bar(desk: Desk) -> Steps:
    """Click on the words, with a 3D viewport in the window and without one; choose one job and stop it, then all."""
    bar, draws = Bar(desk), Draws()
    desk.facts["words_before"] = words()
    yield from begin(desk, 3)
    desk.facts["words"] = words()
    desk.screenshot("1-status-bar")
    for name, editor in (("viewport", ""), ("text", "TEXT_EDITOR")):
        if editor:
            only(editor)
            yield 1.0
        yield from bar.point_at_words()
        before = draws.counts.copy()
        yield from bar.click_for_list()
        desk.facts[f"list_{name}"] = sorted(set(bar.list.editors))
        desk.facts[f"draws_{name}"] = draws.since(before).get("viewport", 0)
        desk.screenshot(f"2-list-{name}")
        yield from bar.list.close()
    yield from bar.open_cancel()
    desk.screenshot("3-cancel")
    yield from bar.cancel.close()
    desk.facts["after_esc"] = cancelled(desk)
    yield from stop_one(desk, bar)
    yield from stop_all(desk, bar)


def stop_one(desk: Desk, bar: Bar) -> Steps:
    """Choose the second of three jobs in the dialog of the cross, and press Stop Chosen."""
    going_on = sys.modules[f"{PACKAGE}.session.watching.on_the_way"].on_the_way()
    desk.facts["second"] = desk.job(going_on[1].ids[0]).prompt
    yield from bar.open_cancel()
    rows = yield from bar.cancel.property_rows(column=CHECK_BOXES)  # the first is beside that for all of them
    yield from desk.hands.move(*rows[-2])
    yield from desk.hands.click()
    yield 0.5
    desk.screenshot("4-one-chosen")
    yield from bar.stop_chosen()
    yield from desk.wait_until(lambda: cancelled(desk), what="a cancelled job")
    yield 2.0  # longer than the add-on takes to cancel more
    desk.facts["one_chosen"] = cancelled(desk)
    desk.screenshot("5-two-left")


def stop_all(desk: Desk, bar: Bar) -> Steps:
    """Tick All of Them, which is the first row, and press Stop Chosen."""
    yield from bar.open_cancel()
    rows = yield from bar.cancel.property_rows(column=CHECK_BOXES)
    yield from desk.hands.move(*rows[0])
    yield from desk.hands.click()
    yield 0.5
    desk.screenshot("6-all-chosen")
    yield from bar.stop_chosen()
    yield from desk.wait_until(lambda: not words(), what="nothing on the way")
    yield 1.0
    desk.screenshot("7-nothing")
    desk.facts["words_after"] = words()
    desk.facts["all_chosen"] = cancelled(desk)


def two_windows(desk: Desk) -> Steps:
    """A second window says it too: click on its words and on its cross."""
    bar, manager = Bar(desk), bpy.context.window_manager
    with bpy.context.temp_override(window=manager.windows[0]):
        bpy.ops.wm.window_new_main()  # those of `window_new` have no status bar
    yield 1.5
    yield from begin(desk, 1)
    for index, name in enumerate(("first", "second")):
        desk.hands.window_index = index
        desk.facts[f"list_{name}"] = yield from bar.open_list()
        desk.screenshot(f"{index + 1}-list-of-the-{name}")  # the second window covers the first
        yield from bar.list.close()
        bar.bar.forget_places()
    yield from bar.open_cancel()
    desk.screenshot("3-cancel-in-the-second")
    yield from bar.stop_chosen()  # the only one is chosen already
    yield from desk.wait_until(lambda: not words(), what="nothing on the way")
    desk.facts["stopped"] = cancelled(desk)


def maximized(desk: Desk) -> Steps:
    """Ctrl and Space: one editor fills the window, and the status bar stays."""
    bar = Bar(desk)
    yield from desk.to_viewport()
    yield from desk.hands.press("SPACE", "ctrl")
    yield 1.0
    desk.facts["editors"] = [area.type for area in bpy.context.window.screen.areas]
    yield from begin(desk, 1)
    desk.facts["list"] = yield from bar.open_list()
    desk.screenshot("1-maximized")
    yield from bar.list.close()


def full_screen(desk: Desk) -> Steps:
    """Ctrl, Alt and Space hides the status bar with all else: the search shows the list; back, the words are there."""
    bar = Bar(desk)
    yield from desk.to_viewport()
    yield from desk.hands.press("SPACE", "ctrl", "alt")
    yield 1.0
    bar.bar.forget()
    yield from begin(desk, 1)
    desk.facts |= {"words": words(), "drawn": bar.bar.is_drawn(desk.hands.window)}
    desk.screenshot("1-full-screen")
    yield from desk.to_viewport()
    bar.list.editors.clear()
    yield from desk.hands.run_from_search("show jobs")
    yield 1.0
    desk.facts["list"] = sorted(set(bar.list.editors))
    desk.screenshot("2-list")
    yield from bar.list.close()
    yield from desk.to_viewport()
    yield from desk.hands.press("SPACE", "ctrl", "alt")
    yield 1.0
    desk.facts["list_when_back"] = yield from bar.open_list()
    desk.screenshot("3-back")


def without_viewport(desk: Desk) -> Steps:
    """A workspace without a 3D viewport: generate from the search, cancel in the list, and let another land."""
    bar, window = Bar(desk), bpy.context.window
    window.workspace = bpy.data.workspaces["Rendering"]
    yield 1.5
    desk.facts["editors"] = sorted(area.type for area in window.screen.areas)
    yield from begin(desk, 2)
    stays, goes = (job.id for job in desk.jobs())
    desk.facts["list"] = yield from bar.open_list()
    desk.screenshot("1-list")
    yield from bar.list.press(f'cancel_job(job="{goes}")', columns=(0.95, 1.0, 0.9))
    yield from desk.until_state(goes, "CANCELLED")
    yield 1.0
    desk.screenshot("2-one-cancelled")
    yield from bar.list.close()
    desk.let_jobs_end()
    while desk.job(stays).state.name != "IMPORTED":
        desk.let_jobs_end()
        yield 1.0
    yield 1.0
    desk.facts["prop"] = desk.prop_of(stays) is not None
    desk.facts["words_after"] = words()
    desk.screenshot("3-landed")
