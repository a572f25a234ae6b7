# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: how often the viewport is drawn while props are on their way. A change is one draw: no anti-aliasing."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import bpy

from .blockouts import BOXES, TAB, lay_out
from .desk import PACKAGE, Desk, Steps

MOST_LOOKS = 40
QUIET_SECONDS = 2.5
"""Longer than a few steps of the monitor, and than it takes to look at the scene again by itself."""
SENT_AT_ONCE = 3
"""Of the oldest jobs; the others may wait in the queue."""


class Draws:
    """Counts what Blender draws, and notes what was last written above objects."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.labels: list[str] = []
        self._before_landing: Counter[str] = Counter()
        bpy.types.SpaceView3D.draw_handler_add(self._count, ("viewport",), "WINDOW", "POST_PIXEL")
        bpy.types.STATUSBAR_HT_header.append(lambda header, context: self._count("status bar"))

    def _count(self, what: str) -> None:
        if not self._before_landing and sys.modules[f"{PACKAGE}.session.session"].current().landed:
            self._before_landing = self.counts.copy()
        self.counts[what] += 1

    def before_landing(self) -> Counter[str]:
        """What was drawn before the first prop landed; that draw is not among it."""
        return self._before_landing or self.counts.copy()

    def since(self, before: Counter[str]) -> dict[str, int]:
        """What was drawn since the counts were copied."""
        return dict(self.counts - before)

    def read_labels(self) -> None:
        """Note from now on what is written above objects; the module that draws it must be there."""
        drawing = sys.modules[f"{PACKAGE}.ui.progress.labels"]
        draw = drawing.draw

        def noted(context: bpy.types.Context, labels: Any) -> Any:
            drawn = draw(context, labels)
            self.labels = [f"{label.object_name}: {label.progress}" for label in drawn]
            return drawn

        drawing.draw = noted


def waiting_placeholder(desk: Desk) -> Steps:
    """One prop at the 3D cursor."""
    desk.set_scene()
    yield from watch(desk, lambda: bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair"), jobs=1)


def waiting_picture(desk: Desk) -> Steps:
    """One prop of the camera's picture, which another Blender takes; the sidebar lies over the viewport."""
    desk.set_scene()
    desk.save_as("layout.blend")
    yield from desk.sidebar.open(TAB)
    yield from watch(desk, lambda: bpy.ops.rodin_props.generate_from_camera(), jobs=1)


def waiting_blockouts(desk: Desk) -> Steps:
    """Three boxes that become props."""
    lay_out()
    yield from watch(desk, lambda: bpy.ops.rodin_props.generate_from_selection(), jobs=len(BOXES))


def ten_at_once(desk: Desk) -> Steps:
    """Ten props, one press each, without a pause between the presses."""
    desk.set_scene()

    def press() -> None:
        for number in range(10):
            bpy.context.scene.cursor.location.x = 1.5 * number - 6.0
            bpy.ops.rodin_props.generate_from_text(prompt=f"chair number {number}")

    yield from watch(desk, press, jobs=10)


def watch(desk: Desk, press: Callable[[], object], *, jobs: int) -> Steps:
    """Press, and count from the press's own draw until the first prop is about to land."""
    draws = Draws()
    yield 0.5
    desk.facts["drew_before"] = draws_anything()
    yield from drawn_press(desk, draws, press)
    after_press = draws.counts.copy()
    desk.screenshot("1-pressed")
    yield from desk.wait_until(lambda: len(desk.jobs()) == jobs, what=f"{jobs} jobs", seconds=200)
    for job in desk.jobs()[-SENT_AT_ONCE:]:
        yield from desk.until_generating(job.id)
    for advance in (15, 15, 15):  # percentages change, and nothing else
        desk.call_service(advance_seconds=advance)
        yield QUIET_SECONDS
    desk.facts["states"] = sorted({job.state.name for job in desk.jobs()})
    desk.screenshot("2-generating")
    before_own = draws.counts.copy()
    tag_viewports()
    yield 0.5
    desk.screenshot("3-drawn-anyway")
    own = draws.counts - before_own
    while any(job.state.name != "IMPORTED" for job in desk.jobs()):  # those in the queue begin when others have ended
        desk.let_jobs_end()
        yield 1.0
    desk.facts["until_landing"] = dict(draws.before_landing() - own - after_press)
    yield QUIET_SECONDS
    desk.screenshot("4-landed")
    desk.facts["draws_after"] = draws_anything()


def drawn_press(desk: Desk, draws: Draws, press: Callable[[], object]) -> Steps:
    """Press a button, and wait for the draw that follows."""
    before = draws.counts["viewport"]
    with bpy.context.temp_override(window=bpy.context.window):
        press()
    yield from desk.wait_until(lambda: draws.counts["viewport"] > before, what="the draw after the press")


def list_shows_what_came(desk: Desk) -> Steps:
    """One prop lands while the list is open, which then shows its picture."""
    desk.set_scene()
    yield from desk.sidebar.open(TAB)
    draws = Draws()
    yield 0.5
    yield from drawn_press(desk, draws, lambda: bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair"))
    (job,) = yield from desk.wait_until(desk.jobs, what="the job")
    while desk.job(job.id).state.name != "IMPORTED":
        desk.let_jobs_end()
        yield 1.0
    thumbnails = sys.modules[f"{PACKAGE}.ui.layouts.thumbnails"]
    for _ in range(MOST_LOOKS):
        yield QUIET_SECONDS
        tag_sidebars()  # as when the mouse goes over it
        if thumbnails._previews:
            break
    yield QUIET_SECONDS
    desk.facts["since_landing"] = dict(draws.counts - draws.before_landing())
    desk.facts["shown"] = [tuple(preview.image_size) for preview in (thumbnails._previews or {}).values()]
    desk.screenshot("landed")


def what_the_artist_does(desk: Desk) -> Steps:
    """Undo and redo the press, give the placeholder another name, move it, cancel: the label is right each time."""
    desk.set_scene()
    draws = Draws()
    yield 0.5
    yield from drawn_press(desk, draws, lambda: bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair"))
    draws.read_labels()
    (job,) = yield from desk.wait_until(desk.jobs, what="the job")
    yield from desk.until_generating(job.id)

    def rename() -> None:
        desk.placeholder_of(job.id).name = "Grandmother's"

    def cancel() -> None:
        area = desk.sidebar.area
        with bpy.context.temp_override(window=bpy.context.window, area=area):
            bpy.ops.rodin_props.cancel_job(job=job.id)

    acts = {"undone": bpy.ops.ed.undo, "redone": bpy.ops.ed.redo, "renamed": rename, "cancelled": cancel}
    for name, act in acts.items():
        before = draws.counts.copy()
        with bpy.context.temp_override(window=bpy.context.window):
            act()
        yield 2 * QUIET_SECONDS
        desk.facts[name] = {"labels": draws.labels, "draws": draws.since(before).get("viewport", 0)}
        desk.screenshot(name)


def failing(desk: Desk) -> Steps:
    """One prop that Rodin cannot make: what is written above its placeholder, and how often that is drawn for it."""
    desk.set_scene()
    draws = Draws()
    yield 0.5
    yield from drawn_press(desk, draws, lambda: bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair"))
    draws.read_labels()
    (job,) = yield from desk.wait_until(desk.jobs, what="the job")
    yield from desk.until_generating(job.id)
    tag_viewports()
    yield QUIET_SECONDS
    desk.facts["before"] = draws.labels
    desk.screenshot("1-generating")
    before = draws.counts.copy()
    desk.call_service(faults={"status.canceled": 99})
    yield from desk.until_state(job.id, "FAILED", seconds=90)
    yield 2 * QUIET_SECONDS
    desk.facts["after"] = draws.labels
    desk.facts["draws"] = draws.since(before).get("viewport", 0)
    desk.screenshot("2-failed")


def cheap_viewport(desk: Desk) -> Steps:
    """Every draw counts as cheap: the label follows the job, once a second at most."""
    desk.set_scene()
    draws = Draws()
    yield 0.5
    yield from drawn_press(desk, draws, lambda: bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair"))
    draws.read_labels()
    sys.modules[f"{PACKAGE}.ui.progress.draw_costs"].CHEAP_SECONDS = 60.0
    (job,) = yield from desk.wait_until(desk.jobs, what="the job")
    yield from desk.until_generating(job.id)
    yield QUIET_SECONDS
    desk.facts["labels"] = draws.labels
    before = draws.counts.copy()
    yield QUIET_SECONDS
    desk.facts["draws"] = draws.since(before).get("viewport", 0)


def tag_viewports() -> None:
    """Let all viewports be drawn, as when the artist turns the view."""
    for area in bpy.context.window.screen.areas:
        if area.type == "VIEW_3D":
            area.tag_redraw()


def tag_sidebars() -> None:
    """Let all sidebars be drawn, and no viewport."""
    for area in bpy.context.window.screen.areas:
        for region in area.regions:
            if area.type == "VIEW_3D" and region.type == "UI":
                region.tag_redraw()


def draws_anything() -> bool:
    """Whether the add-on draws into viewports or the status bar."""
    viewport = sys.modules.get(f"{PACKAGE}.ui.progress.viewport")
    status_bar = sys.modules.get(f"{PACKAGE}.ui.progress.status_bar")
    return bool(viewport and viewport._handlers) or bool(status_bar and status_bar._words)
