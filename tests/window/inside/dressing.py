# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist dresses a street of thirty boxes with one press, undoes it, and has one made again."""

import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps

TAB = "Street"
BUTTON = "rodin_props.dress("
SELECT = "rodin_props.select_blockout("
BRING_IN = "rodin_props.bring_in("
KINDS = {
    "street lamp": (0.4, 0.4, 3.5),
    "park bench": (1.8, 0.6, 0.9),
    "bin": (0.5, 0.5, 0.9),
    "kiosk": (2.0, 2.0, 2.6),
    "plant pot": (0.8, 0.8, 1.1),
    "hydrant": (0.4, 0.4, 0.8),
}
COUNT = 30


def a_street(desk: Desk) -> Steps:
    """Write what all share, press, confirm, wait, see all come at once, undo, bring in, have one made again."""
    lay_out()
    open_the_panel()
    yield from desk.sidebar.open(TAB)
    yield from desk.wait_until(lambda: len(bpy.context.window_manager.rodin_props_dressing_rows) == COUNT, what="rows")
    yield 1.0
    desk.screenshot("1-table")
    yield from desk.sidebar.open_dialog(BUTTON)
    desk.screenshot("2-asked")
    desk.facts["jobs_before_yes"] = len(desk.jobs())
    yield from desk.hands.press("RET")
    yield from desk.wait_until(lambda: len(desk.jobs()) == COUNT, what="thirty jobs", seconds=120)
    yield 3.0
    desk.screenshot("3-on-the-way")
    regions = sys.modules[f"{PACKAGE}.ui.progress.viewport"]._drawn.values()
    desk.facts["labels"] = sum(len(drawn.seen) for drawn in regions)
    yield from until_all_landed(desk)
    yield 2.0
    desk.screenshot("4-dressed")
    desk.facts["dressed"] = counts()
    desk.facts["prompt"] = desk.jobs()[0].prompt.split(" ")[0], desk.jobs()[0].prompt.rpartition(", ")[2]
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 3.0  # longer than the add-on takes to look again: nothing may land by itself
    desk.screenshot("5-undone")
    desk.facts["undone"] = counts()
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 2.0
    desk.facts["redone"] = counts()
    yield from desk.hands.press("Z", "ctrl")
    yield 2.0
    yield from desk.sidebar.press(BRING_IN)
    yield 2.0
    desk.screenshot("6-brought-in")
    desk.facts["brought_in"] = counts()
    yield from make_one_again(desk)


def until_all_landed(desk: Desk) -> Steps:
    """Let the sandbox's clock jump until all is there; note how many had come while one was still on its way."""
    most = 0
    while any(job.state.value != "IMPORTED" for job in desk.jobs()):
        if any(job.active for job in desk.jobs()):
            most = max(most, counts()[0])
        desk.let_jobs_end()
        yield 1.0
    desk.facts["came_before_the_last"] = most


def make_one_again(desk: Desk) -> Steps:
    """Mark the first bench, press, confirm, see it change where it stands, and select it from its row."""
    known = desk.jobs()
    bench = bpy.data.objects["park bench 01"].rodin_props
    bench.again = True
    bpy.context.window_manager.rodin_props_dressing_row = 15  # behind bins, hydrants and kiosks
    yield 2.0
    desk.screenshot("7-not-liked")
    yield from desk.sidebar.open_dialog(BUTTON)
    desk.screenshot("8-asked-again")
    yield from desk.hands.press("RET")
    new = yield from desk.new_job(known)
    yield 1.0
    while desk.job(new.id).state.value != "IMPORTED":
        desk.let_jobs_end()
        yield 1.0
    yield 2.0
    desk.screenshot("9-made-again")
    desk.facts["made_again"] = new.target.blockout, counts()
    yield from desk.sidebar.press(SELECT, columns=(1.0, 0.95))
    yield from desk.wait_until(lambda: bpy.context.selected_objects, what="the bench selected", seconds=10)
    yield 0.5
    desk.screenshot("10-selected")
    desk.facts["selected"] = [[*each.location] for each in bpy.context.selected_objects]
    desk.facts["is_active"] = bpy.context.selected_objects == [bpy.context.active_object]
    desk.facts["is_prop"] = "rodin_props_made" in bpy.context.active_object


def lay_out() -> None:
    """Thirty boxes on both sides of a street, in a collection of their own; the style of the set."""
    preferences: Any = bpy.context.preferences.addons[PACKAGE].preferences
    preferences.parallel_jobs, preferences.requests_per_minute, preferences.make_levels = 10, 6000, False
    bpy.data.objects.remove(bpy.data.objects["Cube"])
    street = bpy.data.collections.new("Street")
    bpy.context.scene.collection.children.link(street)
    for number in range(COUNT):
        name = list(KINDS)[number % len(KINDS)]
        size = KINDS[name]
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=(3.0 * (number // 2) - 20, 6.0 * (number % 2), size[2] / 2))
        box: Any = bpy.context.object
        box.name, box.scale = f"{name} {number // len(KINDS) + 1:02}", size
        for collection in box.users_collection:
            collection.objects.unlink(box)
        street.objects.link(box)
        box.select_set(False)
    shared: Any = bpy.context.scene.rodin_props_dressing
    shared.collection, shared.words_before, shared.words_after = street, "weathered", "1950s"
    view: Any = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D").spaces.active
    view.region_3d.view_location, view.region_3d.view_distance = (0.0, 3.0, 0.0), 40.0
    bpy.ops.ed.undo_push(message="Layout")


def open_the_panel() -> None:
    """Let the panel be open, in a tab of its own, where all of it is on the screen."""
    panel: Any = bpy.types.RODIN_PROPS_PT_dress
    bpy.utils.unregister_class(panel)
    panel.bl_options, panel.bl_category = set(), TAB
    bpy.utils.register_class(panel)


def counts() -> list[int]:
    """How many props there are, and how many blockouts are to be seen."""
    things = bpy.context.scene.objects
    props = [each for each in things if "rodin_props_made" in each]
    boxes = [each for each in bpy.data.collections["Street"].objects if each not in props]
    return [len(props), sum(not each.hide_get() for each in boxes)]
