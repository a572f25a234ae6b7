# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: a finished prop is placed with the mouse, and the dialogs of the gallery are opened from the search."""

import sys
from typing import Any

import bpy
from bpy_extras import view3d_utils

from .desk import PACKAGE, Desk, Steps


def place(desk: Desk) -> Steps:
    """Let a prop follow the mouse, give it up, then put it onto the cube and onto the floor."""
    desk.set_scene()
    job = yield from finished_job(desk)
    before = things()
    yield from follow(desk, job.id)
    desk.facts["modal"] = modals()
    yield from desk.hands.move(*desk.view_center())
    yield 0.5
    desk.screenshot("1-follows")
    desk.facts["while it follows"] = sorted(things() - before)
    yield from desk.hands.press("ESC")
    yield 0.5
    desk.screenshot("2-given-up")
    desk.facts["after Esc"] = [sorted(things() - before), modals(), followers(), undo_steps_since(desk)]
    yield from follow(desk, job.id)
    yield from desk.hands.move(*on_top_of_cube(desk))
    yield from desk.hands.press("R")
    yield from desk.hands.click()
    yield 1.0
    desk.screenshot("3-placed")
    (new,) = things() - before
    prop = bpy.data.objects[new]
    desk.facts |= {"location": list(prop.location), "turn": prop.matrix_world.to_euler().z}
    desk.facts["after the click"] = [modals(), followers()]
    yield from desk.hands.press("Z", "ctrl")
    yield 0.5
    desk.facts["after undo"] = sorted(things() - before)
    yield from follow(desk, job.id)
    yield from desk.hands.move(desk.sidebar.region.x + 60, desk.sidebar.region.y + 30)
    yield from desk.hands.click()
    yield 0.5
    desk.facts["after a click beside"] = [sorted(things() - before), modals(), followers()]


def dialogs(desk: Desk) -> Steps:
    """Open each dialog from the search and leave it."""
    job = yield from finished_job(desk)
    area = desk.sidebar.area
    area.spaces.active.show_region_ui = True
    gallery = sys.modules[f"{PACKAGE}.session.gallery.current"].gallery()
    look = sys.modules[f"{PACKAGE}.session.watching.look"]
    look.gallery_page()
    look.look(bpy.context)
    gallery.select([job.id])
    desk.facts["selected"] = len(gallery.selected)
    for name in ("Clean Up", "Add Task by Id", "Remove Selected Generations"):
        yield from desk.to_viewport()
        yield from desk.hands.run_from_search(name)
        yield 1.0
        desk.screenshot(name.replace(" ", "-").lower())
        yield from desk.hands.press("ESC")
        yield 0.5
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("Copy Task Id")
    yield 0.5
    desk.facts |= {"copied": bpy.context.window_manager.clipboard, "task": job.task_uuid}


def finished_job(desk: Desk) -> Steps:
    """Generate a stool, have it land, and take it out of the scene again."""
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "IMPORTED")
    bpy.data.objects.remove(desk.prop_of(job.id))
    bpy.ops.ed.undo_push(message="Take It Out")
    yield from desk.sidebar.open("Rodin Props")
    return desk.job(job.id)


def follow(desk: Desk, job_id: str) -> Steps:
    """Press Place, as in the sidebar."""
    area = desk.sidebar.area
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=desk.sidebar.region):
        bpy.ops.rodin_props.place_job("INVOKE_DEFAULT", job=job_id)
    yield 0.3


def on_top_of_cube(desk: Desk) -> tuple[int, int]:
    """Where the middle of the cube's upper side is seen, in window pixels."""
    area = desk.sidebar.area
    region = next(region for region in area.regions if region.type == "WINDOW")
    seen = view3d_utils.location_3d_to_region_2d(region, area.spaces.active.region_3d, (0.0, 0.0, 1.0))
    return region.x + round(seen.x), region.y + round(seen.y)


def things() -> set[str]:
    """Names of the objects of the scene."""
    return {each.name for each in bpy.context.scene.objects}


def modals() -> list[str]:
    """The modal operators that run, without the monitor."""
    running = [each.bl_idname for window in bpy.context.window_manager.windows for each in window.modal_operators]
    return [name for name in running if "monitor" not in name]


def followers() -> int:
    """How many props follow the mouse."""
    placing: Any = sys.modules.get(f"{PACKAGE}.operators.jobs.placing")
    return len(placing._running)


def undo_steps_since(desk: Desk) -> bool:
    """Say whether the last step is still the one before."""
    return bpy.ops.ed.undo.poll() and not things() - {"Cube", "Camera", "Light"}
