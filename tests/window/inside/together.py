# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: ten props are ready while an artist drags something; they land together, and one undo takes them back."""

import bpy

from .desk import Desk, Steps

COUNT = 10


def ten_at_once(desk: Desk) -> Steps:
    """Order ten props in two rows, hold the cube with G until all are ready, let go, and press Ctrl+Z once."""
    order_ten()
    yield from desk.wait_until(lambda: len(desk.jobs()) == COUNT, what="ten jobs", seconds=60)
    desk.facts["places"] = placeholders()
    yield from hold_until_ready(desk)
    for job in desk.jobs():
        yield from desk.until_state(job.id, "IMPORTED", seconds=60)
    yield 1.0
    desk.screenshot("2-landed")
    desk.facts["props"] = {job.prompt: place_of(desk, job.id) for job in desk.jobs()}
    desk.facts["placeholders"] = placeholders()
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 2.5  # longer than the add-on takes to look again: nothing may land by itself
    desk.screenshot("3-undone")
    desk.facts["undone"] = [sum(is_prop(each) for each in bpy.context.scene.objects), placeholders()]
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 0.5
    desk.facts["redone"] = [sum(is_prop(each) for each in bpy.context.scene.objects), placeholders()]


def order_ten() -> None:
    """Ten orders by words, each at another place of the 3D cursor."""
    scene = bpy.context.scene
    scene.rodin_props.source = "TEXT"
    for number in range(COUNT):
        scene.cursor.location = (1.5 * (number % 5) - 3.0, 1.5 * (number // 5) + 1.5, 0.0)
        bpy.ops.rodin_props.generate_from_text("EXEC_DEFAULT", prompt=f"chair number {number}")


def hold_until_ready(desk: Desk) -> Steps:
    """Press G, wait until all jobs are READY, see that nothing has landed, and press Escape."""
    bpy.data.objects["Cube"].select_set(True)
    yield from desk.to_viewport()
    yield from desk.hands.press("G")
    yield 0.3
    for job in reversed(desk.jobs()):
        yield from desk.until_state(job.id, "WAITING", "GENERATING", "DOWNLOADING", "PREPARING", "READY", seconds=120)
        desk.let_jobs_end()  # which makes room for the next one
    for job in desk.jobs():
        yield from desk.until_state(job.id, "READY", seconds=200)
    yield 1.0
    desk.screenshot("1-held")
    desk.facts["landed_while_held"] = sum(is_prop(each) for each in bpy.context.scene.objects)
    desk.let_all_land_together()
    yield from desk.hands.press("ESC")


def place_of(desk: Desk, job_id: str) -> list[float]:
    """Where a job's prop stands."""
    prop = desk.prop_of(job_id)
    assert prop is not None
    return [round(value, 3) for value in prop.matrix_world.translation]


def is_prop(thing: bpy.types.Object) -> bool:
    """True for what came from Rodin."""
    return "rodin_props_made" in thing


def placeholders() -> int:
    """How many places are free yet."""
    return sum(each.type == "EMPTY" for each in bpy.context.scene.objects)
