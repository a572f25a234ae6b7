# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: a prop is in the scene; the artist names a library when asked, and the prop is kept there."""

import sys
from pathlib import Path

import bpy

from .desk import PACKAGE, Desk, Steps


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
