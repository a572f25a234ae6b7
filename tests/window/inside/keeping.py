# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the artist names a library when asked, the prop is kept there, and is used again in another file."""

import sys
from pathlib import Path
from typing import Any

import bpy

from .asset_browser import AssetBrowser
from .desk import PACKAGE, Desk, Steps
from .library import FLOOR, facts_of, window_place

NAME = "Wooden chair"
IN_THE_WAY = "Unsaved"
"""The folder of props of unsaved files, in a library."""


def kept(desk: Desk) -> Steps:
    """Generate a prop, have it kept from the search menu, answer the dialog; open the panel and read it."""
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    panel = bpy.types.RODIN_PROPS_PT_library
    bpy.utils.unregister_class(panel)
    panel.bl_options = set()  # open from the beginning
    bpy.utils.register_class(panel)
    known = desk.jobs()
    with bpy.context.temp_override(window=bpy.context.window, area=desk.sidebar.area):
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair")
    job = yield from desk.new_job(known)
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "IMPORTED", seconds=90)
    prop = desk.prop_of(job.id)
    assert prop is not None
    prop.select_set(True)
    desk.facts["libraries_before"] = len(bpy.context.preferences.filepaths.asset_libraries)

    yield from desk.sidebar.open("Rodin Props")
    yield 0.5
    desk.screenshot("1-before")
    folder = desk.work / "library"
    sys.modules[f"{PACKAGE}.session.keeping.library"].suggested_folder = lambda: folder
    area = desk.sidebar.area
    yield from desk.hands.move(area.x + area.width // 3, area.y + area.height // 2)
    yield from desk.hands.run_from_search("Keep in Library")
    yield 1.0
    desk.screenshot("2-asked")
    desk.facts["made_before_the_answer"] = folder.exists()
    yield from desk.hands.press("RET")
    yield from desk.wait_until(lambda: list(folder.rglob("*.blend")), what="the prop's file", seconds=120)
    yield from desk.wait_until(lambda: not queue().is_working(), what="the end of it")
    yield 1.0
    desk.screenshot("3-kept")
    yield 2.0
    desk.screenshot("4-later")
    desk.facts["name"] = preferences.library_name
    desk.facts["libraries"] = [[each.name, each.path] for each in bpy.context.preferences.filepaths.asset_libraries][
        desk.facts["libraries_before"] :
    ]
    desk.facts["files"] = [path.name for path in Path(folder).rglob("*.blend")]
    desk.facts["job"] = job.id
    desk.facts["height_meters"] = prop.dimensions.z
    yield from cannot_be_written(desk, folder)


def cannot_be_written(desk: Desk, folder: Path) -> Steps:
    """Twice, something is in the way of the prop's file: try again once that is gone, and forget it."""
    yield from keep_where_it_cannot_be_written(desk, folder, "first")
    desk.screenshot("4b-cannot-be-written")
    (folder / IN_THE_WAY).unlink()
    yield from desk.sidebar.press("rodin_props.keep_again(")
    yield from desk.wait_until(lambda: list(folder.rglob("*.blend")), what="the prop's file again", seconds=120)
    yield from desk.wait_until(lambda: not queue().unfinished(), what="the end of it")
    yield 0.5
    desk.screenshot("4c-tried-again")
    yield from keep_where_it_cannot_be_written(desk, folder, "second")
    yield from desk.sidebar.press("rodin_props.forget_keeping(", columns=(0.9, 0.8, 1.0))
    yield from desk.wait_until(lambda: not queue().unfinished(), what="it forgotten", seconds=20)
    yield 0.5
    desk.screenshot("4d-forgotten")
    desk.facts["left_when_forgotten"] = [path.name for path in folder.rglob("*.blend")]
    (folder / IN_THE_WAY).unlink()
    (desk.work / "second").rename(folder / IN_THE_WAY)


def keep_where_it_cannot_be_written(desk: Desk, folder: Path, aside: str) -> Steps:
    """Move the project's folder aside, put a file in its place, have the selected prop kept, and wait for the error."""
    (folder / IN_THE_WAY).rename(desk.work / aside)
    (folder / IN_THE_WAY).write_text("in the way of the project's folder")
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("Keep in Library")
    found = yield from desk.wait_until(
        lambda: [each.error for each in queue().unfinished() if each.error], what="the error", seconds=120
    )
    desk.facts.setdefault("errors", []).append(found)
    yield 1.0
    yield from desk.sidebar.scroll_down(30)


def queue() -> Any:
    """What is on its way into the library."""
    return sys.modules[f"{PACKAGE}.session.keeping.queue"]


def used_again(desk: Desk) -> Steps:
    """In another file, drag what is in the library of the preferences from the Asset Browser onto the floor, twice."""
    desk.save_as("another layout.blend")
    (library,) = (each.name for each in bpy.context.preferences.filepaths.asset_libraries if each.name == "Rodin Props")
    browser = AssetBrowser(desk)
    yield from browser.open(library)
    yield from browser.until_listed(NAME)
    yield 1.5
    desk.screenshot("5-listed")
    yield from browser.drag(NAME, *window_place(FLOOR))
    yield from desk.wait_until(lambda: NAME in bpy.context.scene.objects, what="the prop", seconds=30)
    yield 1.0
    desk.screenshot("6-dropped")
    desk.facts["prop"] = facts_of(bpy.context.scene.objects[NAME])
    known = set(bpy.context.scene.objects)
    yield from browser.drag(NAME, *window_place(-FLOOR))
    yield from desk.wait_until(lambda: set(bpy.context.scene.objects) - known, what="the second prop", seconds=30)
    (second,) = set(bpy.context.scene.objects) - known
    yield 1.0
    desk.screenshot("7-dropped-twice")
    desk.facts["version"] = bpy.app.version[:2]
    desk.facts["shares_its_mesh"] = second.data == bpy.context.scene.objects[NAME].data
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 0.5
    desk.facts["after_undo"] = sorted(bpy.context.scene.objects.keys())
