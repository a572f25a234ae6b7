# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist comes back to a saved file, sees the last prop arrive, asks for another, saves."""

import bpy

from .desk import PACKAGE, Desk, Steps


def come_back_and_go_on(desk: Desk) -> Steps:
    """Wait for the prop of the job that the last Blender began; begin the next one, save, and wait to be killed.

    Arguments: `awaited` (prompt of the last job or ""), `prompt` (of the next one or ""), `stays` (this Blender is not
    killed: it waits for its own prop, too).
    """
    # The worker that still makes levels of the last prop would take the next job, and stand still nowhere.
    bpy.context.preferences.addons[PACKAGE].preferences.make_levels = False
    if desk.arguments["awaited"]:
        yield from _arrival(desk, desk.arguments["awaited"])
    if desk.arguments["prompt"]:
        yield from _begin(desk, desk.arguments["prompt"])
        while not desk.arguments["stays"]:
            yield None
        yield from _arrival(desk, desk.arguments["prompt"])
    desk.facts["states"] = {job.prompt: job.state.name for job in desk.jobs()}
    desk.facts["props"] = sorted(desk.prop_of(job.id).name for job in desk.jobs() if desk.prop_of(job.id))
    bpy.ops.wm.save_as_mainfile("EXEC_DEFAULT", filepath=str(desk.work / "killed.blend"))


def _arrival(desk: Desk, prompt: str) -> Steps:
    (job,) = (job for job in desk.jobs() if job.prompt == prompt)
    yield from desk.wait_until(lambda: desk.prop_of(job.id), what=f"the prop of “{prompt}”", seconds=90)
    yield from desk.until_state(job.id, "IMPORTED", seconds=30)
    yield 0.3
    desk.screenshot(prompt.partition(" [[")[0].replace(" ", "-"))


def _begin(desk: Desk, prompt: str) -> Steps:
    known = desk.jobs()
    bpy.context.scene.cursor.location = (1.2 * (len(known) % 5) - 2.5, 1.5 + 1.2 * (len(known) // 5), 0.0)
    window = bpy.context.window or bpy.context.window_manager.windows[0]
    with bpy.context.temp_override(window=window):
        bpy.ops.rodin_props.generate_from_text(prompt=prompt)
    (new,) = (job for job in desk.jobs() if job.id not in {each.id for each in known})
    yield from desk.wait_until(lambda: desk.placeholder_of(new.id), what="the placeholder")
    bpy.ops.wm.save_as_mainfile("EXEC_DEFAULT", filepath=str(desk.work / "killed.blend"))
    (desk.work / "saved").touch()
