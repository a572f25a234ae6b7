# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: another Blender takes a picture while the window lives: to its end, given up, undone, its file closed."""

import importlib
import os
import time
from pathlib import Path
from typing import Any

import bpy
from scene_snapshot import differences, snapshot

from .desk import PACKAGE, Desk, Steps

LONGEST_SECONDS = 200


def _module(name: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.scene.{name}")


def begin(desk: Desk, name: str, **options: Any) -> Any:
    """Begin a picture through the camera, as the operators do."""
    scene = bpy.context.scene
    capture = _module("capture.ordering").camera_capture(
        scene,
        view_layer=bpy.context.view_layer,
        camera=scene.camera,
        output_path=desk.work / f"{name}.png",
        **options,
    )
    capture.start()
    return capture


def _begin_views(desk: Desk) -> Any:
    """The same for the four sides of the cube."""
    capture = _module("capture.ordering").views_capture(
        bpy.context.scene,
        view_layer=bpy.context.view_layer,
        subject=[bpy.data.objects["Cube"]],
        folder=desk.work,
        max_side_pixels=512,
    )
    capture.start()
    return capture


def _compare(desk: Desk, before: dict[str, Any]) -> None:
    desk.facts["differences"] = {path: repr(values) for path, values in differences(before, snapshot()).items()}


def until_over(capture: Any) -> Steps:
    """Poll as the monitor does; gives the state, and notes the longest time that the window stood still."""
    last, longest, began = time.monotonic(), 0.0, time.monotonic()
    while capture.poll().value == "RUNNING":
        yield 0.02
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
        assert last - began < LONGEST_SECONDS, "the render does not end"
    return capture.state.value, longest, time.monotonic() - began


def heavy(desk: Desk) -> None:
    """A picture that takes some seconds."""
    desk.set_scene()
    scene = bpy.context.scene
    scene.cycles.samples = 4096
    scene.render.resolution_x = scene.render.resolution_y = 640


def picture_while_working(desk: Desk) -> Steps:
    """The artist moves the cube, undoes it, and finds everything as it was."""
    heavy(desk)
    desk.save_as("layout.blend")
    yield 0.5
    before, was_dirty, windows = snapshot(), bpy.data.is_dirty, len(bpy.context.window_manager.windows)
    capture = begin(desk, "picture")
    yield 0.3
    desk.facts["running"] = capture.poll().value
    desk.facts["renders_here"] = bpy.app.is_job_running("RENDER")
    environment = Path(f"/proc/{capture._run._process.pid}/environ").read_bytes()
    desk.facts["child_has_key"] = os.environ["RODIN_API_KEY"].encode() in environment
    desk.facts["child_has_path"] = b"PATH=" in environment
    desk.say("rendering")
    desk.facts["windows"] = len(bpy.context.window_manager.windows) - windows
    desk.screenshot("rendering")
    state, longest, took = yield from until_over(capture)
    capture.cleanup()
    yield 0.5
    desk.facts |= {"state": state, "longest": longest, "took": took, "dirty": [was_dirty, bpy.data.is_dirty]}
    _compare(desk, before)
    desk.facts["bytes"] = (desk.work / "picture.png").stat().st_size
    desk.facts["handlers"] = len(bpy.app.handlers.render_complete) + len(bpy.app.handlers.render_cancel)


def views_while_working(desk: Desk) -> Steps:
    """The four sides of the cube, turned and with its front painted red, while the window lives."""
    heavy(desk)
    cube = bpy.data.objects["Cube"]
    cube.rotation_euler.z = 0.5
    red = bpy.data.materials.new("Red")
    red.diffuse_color = (1, 0, 0, 1)
    if red.node_tree is None:
        red.use_nodes = True
    red.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.8, 0.0, 0.0, 1)
    cube.data.materials.append(red)
    front = next(each for each in cube.data.polygons if each.normal.y < -0.5)
    front.material_index = len(cube.data.materials) - 1
    yield 0.5
    before = snapshot()
    capture = _begin_views(desk)
    yield 0.3
    desk.facts["running"] = capture.poll().value
    state, longest, took = yield from until_over(capture)
    capture.cleanup()
    yield 0.5
    desk.facts |= {"state": state, "longest": longest, "took": took, "labels": capture.labels}
    desk.facts["pictures"] = [path.name for path in capture.pictures]
    _compare(desk, before)


def views_given_up(desk: Desk) -> Steps:
    """The four pictures are cancelled while they are being rendered."""
    heavy(desk)
    yield 0.5
    before = snapshot()
    capture = _begin_views(desk)
    yield 1.0
    desk.facts["running"] = capture.poll().value
    capture.cleanup()
    yield 0.5
    _compare(desk, before)
    desk.facts["left"] = [path.name for path in desk.work.iterdir() if path.suffix == ".png"]


def undone_meanwhile(desk: Desk) -> Steps:
    """Moving something and undoing it does not disturb the picture; nothing comes back with further undo and redo."""
    heavy(desk)
    desk.save_as("layout.blend")
    capture = begin(desk, "picture")
    yield 0.5
    yield from desk.to_viewport()
    bpy.data.objects["Cube"].location.x = 3.0
    bpy.ops.ed.undo_push(message="Move")
    yield 0.2
    yield from desk.hands.press("Z", "ctrl")
    yield 0.5
    desk.facts["cube"] = bpy.data.objects["Cube"].location.x
    state, _, _ = yield from until_over(capture)
    capture.cleanup()
    desk.facts["state"] = state
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 0.5
    desk.facts["scenes"] = [scene.name for scene in bpy.data.scenes]


def given_up(desk: Desk) -> Steps:
    """The job is cancelled while its picture is being taken: the other Blender ends with it."""
    heavy(desk)
    yield 0.5
    before = snapshot()
    capture = begin(desk, "picture")
    yield 0.5
    capture.cleanup()
    yield 0.5
    _compare(desk, before)
    desk.facts["left"] = [path.name for path in desk.work.iterdir() if path.suffix == ".png"]


def another_file_meanwhile(desk: Desk) -> Steps:
    """Another file is opened while it renders."""
    heavy(desk)
    desk.save_as("other.blend")
    desk.save_as("layout.blend")
    capture = begin(desk, "picture")
    yield 0.5
    bpy.ops.wm.open_mainfile(filepath=str(desk.work / "other.blend"))
    yield 0.5
    state, _, _ = yield from until_over(capture)
    capture.cleanup()
    desk.facts |= {"state": state, "scenes": [scene.name for scene in bpy.data.scenes]}
    yield 0.5


def busy(desk: Desk) -> Steps:
    """While Blender renders for the artist, no picture is begun."""
    heavy(desk)
    bpy.context.scene.cycles.samples = 8
    bpy.context.preferences.view.render_display_type = "NONE"
    bpy.ops.render.render("INVOKE_DEFAULT")
    yield 0.5
    try:
        begin(desk, "picture").cleanup()
    except _module("errors").RenderBusy as error:
        desk.facts["sentence"] = str(error)
    desk.facts["scenes"] = [scene.name for scene in bpy.data.scenes]
    yield from desk.wait_until(lambda: not bpy.app.is_job_running("RENDER"), what="the end of the render", seconds=60)


def viewport(desk: Desk) -> Steps:
    """A quick picture of the viewport as it is."""
    desk.set_scene()
    yield 0.5
    before = snapshot()
    for _ in range(3):
        order = _module("capture.viewport_picture").viewport_order(bpy.context, desk.work / "viewport.png")
        yield 0.1
    _make_fit(desk, order)
    place = _module("places.camera_place").place_in_viewport(bpy.context)
    desk.facts["place"] = [*place.location, place.turn]
    space = next(area.spaces.active for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    desk.facts["handles"] = [space.overlay.show_overlays, space.show_gizmo]
    _compare(desk, before)
    yield from _on_a_wide_display(desk)


def _make_fit(desk: Desk, order: Any) -> None:
    preparation = _module("images.preparation").PicturePreparation((order,), desk.work)
    preparation.wait()
    assert preparation.pictures[0].refusal == ""


def _on_a_wide_display(desk: Desk) -> Steps:
    """The same on the widest display that this Blender knows."""
    display = bpy.context.scene.display_settings
    known = display.bl_rna.properties["display_device"].enum_items.keys()
    desk.facts["displays"] = list(known)
    try:
        display.display_device = "Rec.2100-PQ"
    except TypeError:
        return
    yield 0.5
    _make_fit(desk, _module("capture.viewport_picture").viewport_order(bpy.context, desk.work / "wide.png"))
    desk.facts["display"] = display.display_device
