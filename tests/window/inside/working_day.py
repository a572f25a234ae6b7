# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: an artist presses the button, works on, and a prop arrives."""

import bpy

from .desk import Desk, Steps

TAB = "Rodin Props"
CAMERA_BUTTON = "rodin_props.generate_from_camera("


def camera_picture_while_working(desk: Desk) -> Steps:
    """Press the panel's button; add, move, undo, save and edit a mesh meanwhile; undo and redo the landing."""
    desk.set_scene()
    desk.save_as("layout.blend")
    yield from desk.sidebar.open(TAB)
    desk.screenshot("1-idle")
    yield from desk.sidebar.press(CAMERA_BUTTON)
    desk.say("pressed the button")
    yield from add_move_undo(desk)
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    yield 0.5
    desk.screenshot("2-running")
    yield from save_with_keys(desk)
    desk.facts["state_while_working"] = desk.job(job.id).state.name
    desk.facts["placeholder"] = desk.placeholder_of(job.id) is not None
    yield from wait_in_edit_mode(desk, job.id)
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop after Edit Mode")
    desk.facts |= {"name": job.name, "prop_name": prop.name, "height_meters": prop.dimensions.z}
    desk.facts["types"] = sorted(thing.type for thing in bpy.context.scene.objects)
    desk.facts["selected"] = [thing.name for thing in bpy.context.selected_objects]
    yield from desk.until_state(job.id, "IMPORTED")
    yield 0.5
    desk.screenshot("4-done")
    yield from undo_and_redo_landing(desk, job.id)


def add_move_undo(desk: Desk) -> Steps:
    """Add a cone from the menu by typing, move it by two meters, take the move back."""
    yield from desk.to_viewport()
    yield from desk.hands.press("A", "shift")
    yield 0.3
    yield from desk.hands.type("cone")
    yield 0.3
    yield from desk.hands.press("RET")
    yield from desk.wait_until(lambda: "Cone" in bpy.data.objects, what="a cone from the Add menu")
    yield 0.2
    yield from desk.hands.press("G")
    yield from desk.hands.press("X")
    yield from desk.hands.type("2")
    yield from desk.hands.press("RET")
    yield 0.1
    desk.facts["cone_moved_to"] = bpy.data.objects["Cone"].location.x
    yield from desk.hands.press("Z", "ctrl")
    yield 0.3
    desk.facts["cone_undone_to"] = bpy.data.objects["Cone"].location.x


def save_with_keys(desk: Desk) -> Steps:
    """Ctrl+S over the viewport."""
    yield from desk.to_viewport()
    yield from desk.hands.press("S", "ctrl")
    yield from desk.wait_until(lambda: not bpy.data.is_dirty, what="the saved file")


def wait_in_edit_mode(desk: Desk, job_id: str) -> Steps:
    """Enter Edit Mode, be there when the prop is ready, see that it waits, leave again."""
    yield from desk.to_viewport()
    yield from desk.hands.press("TAB")
    yield from desk.wait_until(lambda: bpy.context.mode == "EDIT_MESH", what="Edit Mode")
    desk.let_jobs_end()
    yield from desk.until_state(job_id, "READY")
    yield 1.5
    desk.facts["landed_in_edit_mode"] = desk.prop_of(job_id) is not None
    desk.screenshot("3-waiting")
    yield from desk.to_viewport()
    yield from desk.hands.press("TAB")


def undo_and_redo_landing(desk: Desk, job_id: str) -> Steps:
    """Ctrl+Z takes the prop away and gives the placeholder back, for good; Ctrl+Shift+Z brings the prop again."""
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 2.5  # longer than the add-on takes to look again: it must not land by itself
    desk.facts["after_undo"] = bool(desk.prop_of(job_id)), bool(desk.placeholder_of(job_id))
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 0.5
    desk.facts["after_redo"] = bool(desk.prop_of(job_id)), bool(desk.placeholder_of(job_id))
    desk.facts["state_at_the_end"] = desk.job(job_id).state.name
