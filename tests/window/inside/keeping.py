# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the artist names a library when asked, the prop is kept there, and is used again in another file."""

import sys
from pathlib import Path

import bpy

from .asset_browser import AssetBrowser
from .desk import PACKAGE, Desk, Steps
from .library import FLOOR, facts_of, window_place

NAME = "Wooden chair"


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
    yield from desk.wait_until(
        lambda: not sys.modules[f"{PACKAGE}.session.keeping.queue"].is_working(), what="the end of it"
    )
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
