# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: one press after another for pictures of the scene, while the artist works on without a pause."""

import random
import sys
from collections.abc import Callable
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps

PICTURE_SECONDS = 120
PROP_SECONDS = 400
PRESSES = ("camera", "selected", "views")


def thirty_presses(desk: Desk) -> Steps:
    """Press and work, `presses` times; then wait until each press has ended as a prop or a sentence.

    Arguments: `presses`, `seed` (of the order in which the artist does things).
    """
    _set_up(desk)
    hands = random.Random(desk.arguments["seed"])
    work = list(WORK) * (desk.arguments["presses"] // len(WORK) + 1)
    hands.shuffle(work)
    ended: dict[str, str] = {}
    for number in range(desk.arguments["presses"]):
        prompt = f"press {number}"
        desk.say(f"{prompt}: {PRESSES[number % 3]}, {work[number].__name__}")
        yield from _to_object_mode(desk)
        if work[number] is render_with_f12 and number % 2:  # the press comes during the artist's render
            yield from render_with_f12(desk)
        sentence = press(PRESSES[number % 3], prompt)
        if sentence:
            ended[prompt] = sentence
        yield hands.random() * 0.4
        yield from work[number](desk)
        desk.facts["most_children"] = max(desk.facts.get("most_children", 0), len(_captures()))
        if number % 3 == 2:
            yield from _until_pictures_are_there(desk, ended)
    yield from _to_object_mode(desk)
    yield from _until_pictures_are_there(desk, ended)
    yield from _until_jobs_are_done(desk, ended)
    desk.screenshot("end")
    desk.facts["ended"] = ended
    desk.facts["did"] = sorted({each.__name__ for each in work[: desk.arguments["presses"]]})


def _set_up(desk: Desk) -> None:
    desk.set_scene()
    bpy.context.preferences.view.render_display_type = "NONE"
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    preferences.parallel_jobs = 20
    preferences.requests_per_minute = 6000
    desk.save_as("other.blend")
    desk.save_as("layout.blend")


def press(what: str, prompt: str) -> str:
    """Press a button; returns the sentence of a refusal."""
    scene = bpy.context.scene
    settings = scene.rodin_props
    settings.prompt, settings.only_selected = prompt, what == "selected"
    cube = bpy.data.objects["Cube"]
    cube.select_set(True)
    bpy.context.view_layer.objects.active = cube
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    operators = bpy.ops.rodin_props
    operator = operators.generate_from_views if what == "views" else operators.generate_from_camera
    try:
        with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
            operator("INVOKE_DEFAULT")
    except RuntimeError as error:
        return str(error)
    return ""


def add_and_move(desk: Desk) -> Steps:
    """Add a cone, move it with the keys."""
    yield from desk.to_viewport()
    bpy.ops.mesh.primitive_cone_add("EXEC_DEFAULT", True, location=(3.0, 3.0, 0.0))
    yield 0.05
    for key in ("G", "X", "TWO", "RET"):
        yield from desk.hands.press(key)


def undo_and_redo(desk: Desk) -> Steps:
    """Move the cube, take it back, do it again, take it back again."""
    bpy.data.objects["Cube"].location.x += 0.25
    bpy.ops.ed.undo_push(message="Move")
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 0.1
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 0.1
    yield from desk.hands.press("Z", "ctrl")
    yield 0.1


def save(desk: Desk) -> Steps:
    """Ctrl+S."""
    yield from desk.to_viewport()
    yield from desk.hands.press("S", "ctrl")
    yield 0.2


def change_mode(desk: Desk) -> Steps:
    """Edit Mode, a change there, and on into Sculpt Mode; stay there."""
    bpy.context.view_layer.objects.active = bpy.data.objects["Cube"]
    bpy.ops.object.mode_set(mode="EDIT")
    yield 0.1
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.mesh.subdivide("EXEC_DEFAULT", True)
    yield 0.1
    bpy.ops.object.mode_set(mode="SCULPT")
    yield 0.2


def open_another_file(desk: Desk) -> Steps:
    """Save, open another file, come back."""
    yield from _to_object_mode(desk)
    bpy.ops.wm.save_mainfile("EXEC_DEFAULT")
    for name in ("other.blend", "layout.blend"):
        bpy.ops.wm.open_mainfile(filepath=str(desk.work / name))
        yield 0.3


def render_with_f12(desk: Desk) -> Steps:
    """F12, and on before it is done."""
    yield from desk.to_viewport()
    bpy.context.scene.cycles.samples = 8
    yield from desk.hands.press("F12")
    yield 0.1
    desk.facts["rendered"] = desk.facts.get("rendered", False) or bpy.app.is_job_running("RENDER")


def delete_and_bring_back(desk: Desk) -> Steps:
    """Delete the object of the picture, and undo that."""
    yield from desk.to_viewport()
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.object.delete("EXEC_DEFAULT", True)
    yield 0.3
    while "Cube" not in bpy.data.objects:
        yield from desk.hands.press("Z", "ctrl")
        yield 0.1


WORK: tuple[Callable[[Desk], Steps], ...] = (
    add_and_move,
    undo_and_redo,
    save,
    change_mode,
    open_another_file,
    render_with_f12,
    delete_and_bring_back,
)


def _captures() -> dict[str, Any]:
    return sys.modules[f"{PACKAGE}.session.session"].current().pending


def _to_object_mode(desk: Desk) -> Steps:
    if bpy.context.mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")
    yield 0.05


def _until_pictures_are_there(desk: Desk, ended: dict[str, str]) -> Steps:
    yield from desk.wait_until(
        lambda: all(pending.error for pending in _captures().values()), what="the pictures", seconds=PICTURE_SECONDS
    )
    for job_id, pending in tuple(_captures().items()):
        ended[pending.inputs.prompt] = pending.error
        bpy.ops.rodin_props.cancel_job(job=job_id)


def _until_jobs_are_done(desk: Desk, ended: dict[str, str]) -> Steps:
    """A prop, or a sentence: that of a failure, or that the artist has undone its place."""
    yield from desk.wait_until(
        lambda: not bpy.app.is_job_running("RENDER"), what="the end of the artist's render", seconds=PROP_SECONDS
    )
    look = sys.modules[f"{PACKAGE}.session.watching.look"]

    def is_over(job: Any) -> bool:
        if job.state.value == "READY":
            return job.id not in look.facts().places
        return job.state.value in {"IMPORTED", "FAILED", "CANCELLED", "UNCERTAIN"}

    yield from desk.wait_until(lambda: all(map(is_over, desk.jobs())), what="the props", seconds=PROP_SECONDS)
    for job in desk.jobs():
        words = {"IMPORTED": "prop", "READY": "Its place is not in this file."}.get(job.state.value, job.error)
        ended[job.prompt] = words
