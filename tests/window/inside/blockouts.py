# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist selects three boxes, presses one button, says yes, goes on, and undoes the landing."""

import bpy

from .desk import Desk, Steps

TAB = "Rodin Props"
BUTTON = "rodin_props.generate_from_selection("
BOXES = {"wooden_table": (0.0, 0.0, 0.4), "Chair.001": (1.6, 0.3, 0.5), "floor lamp": (-1.6, 0.5, 0.9)}
SIZES = {"wooden_table": (1.6, 0.9, 0.8), "Chair.001": (0.5, 0.5, 1.0), "floor lamp": (0.4, 0.4, 1.8)}


def three_boxes(desk: Desk) -> Steps:
    """Press the panel's button for three selected boxes, confirm, see all props land together, undo that."""
    lay_out()
    yield from desk.sidebar.open(TAB)
    yield from look_at_units(desk)
    desk.screenshot("1-three-boxes")
    yield from desk.sidebar.open_dialog(BUTTON)
    desk.screenshot("2-asked")
    desk.facts["jobs_before_yes"] = len(desk.jobs())
    yield from desk.hands.press("RET")
    yield from desk.wait_until(lambda: len(desk.jobs()) == 3, what="three jobs", seconds=60)
    yield from move_a_box(desk)
    for job in desk.jobs():
        yield from desk.until_generating(job.id)
    yield 2.5
    desk.screenshot("3-progress")
    yield from desk.hands.press("G")  # so that all are ready when the hands let go
    desk.let_jobs_end()
    for job in desk.jobs():
        yield from desk.until_state(job.id, "READY", seconds=120)
    yield 1.0
    desk.let_all_land_together()
    yield from desk.hands.press("ESC")
    for job in desk.jobs():
        yield from desk.until_state(job.id, "IMPORTED", seconds=60)
    yield 1.0
    desk.screenshot("4-props")
    desk.facts["prompts"] = sorted(job.prompt for job in desk.jobs())
    desk.facts["hidden"] = sorted(name for name in BOXES if bpy.data.objects[name].hide_get())
    desk.facts["props"] = {each.name: list(each.location) for each in bpy.context.scene.objects if is_prop(each)}
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 2.5
    desk.facts["hidden_after_undo"] = sum(bpy.data.objects[name].hide_get() for name in BOXES)
    desk.facts["props_after_undo"] = sum(is_prop(each) for each in bpy.context.scene.objects)
    desk.screenshot("5-undone")


def lay_out() -> None:
    """Three boxes instead of the cube, selected; the panel set to words and blockouts."""
    bpy.data.objects.remove(bpy.data.objects["Cube"])
    for name, location in BOXES.items():
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=location)
        bpy.context.object.name = name
        bpy.context.object.scale = SIZES[name]
    for name in BOXES:
        bpy.data.objects[name].select_set(True)
    settings = bpy.context.scene.rodin_props
    settings.source, settings.placement = "TEXT", "BLOCKOUT"
    bpy.ops.ed.undo_push(message="Layout")


def look_at_units(desk: Desk) -> Steps:
    """Pictures of the panel's size, which is one metre, in a scene in centimetres and in one in feet."""
    scene = bpy.context.scene
    scene.rodin_props.placement = "CURSOR"
    for name, system, scale in (("0-centimetres", "METRIC", 0.01), ("0-feet", "IMPERIAL", 1.0)):
        scene.unit_settings.system, scene.unit_settings.scale_length = system, scale
        yield 0.5
        desk.screenshot(name)
    scene.unit_settings.system, scene.unit_settings.scale_length = "METRIC", 1.0
    scene.rodin_props.placement = "BLOCKOUT"
    yield 0.3


def move_a_box(desk: Desk) -> Steps:
    """Select the table alone and move it while it waits: G, X, 1, Enter."""
    for each in bpy.context.selected_objects:
        each.select_set(each.name == "wooden_table")
    yield from desk.to_viewport()
    yield from desk.hands.press("G")
    yield from desk.hands.press("Y")
    yield from desk.hands.type("1")
    yield from desk.hands.press("RET")
    yield 0.2
    desk.facts["table_moved_to"] = bpy.data.objects["wooden_table"].location.y


def is_prop(thing: bpy.types.Object) -> bool:
    """True for what came from Rodin."""
    return "rodin_props_made" in thing
