# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: what is seen in placeholders until their props come."""

import gc
import importlib
import shutil
import sys
import time
from statistics import median
from typing import Any

import bpy
import gpu
from mathutils import Euler, Vector

from .desk import PACKAGE, Desk, Steps
from .picture_sources import window_place
from .redraws import tag_viewports
from .variants import make_the_first, until_landed


def pictures(desk: Desk) -> Steps:
    """A cut-out and a photo stand in their placeholders."""
    desk.set_scene()
    look_from_the_front()
    data_before = data_blocks()
    ids = []
    for name, at, turn in (("cutout.png", (2.4, -1.6, 0.0), -0.2), ("photo.png", (-2.6, -1.2, 0.0), -0.1)):
        known = desk.jobs()
        bpy.context.scene.cursor.location = at
        with bpy.context.temp_override(window=bpy.context.window):
            bpy.context.scene.rodin_props.height_meters = 2.0
            bpy.ops.rodin_props.generate_from_image(filepath=str(desk.work / name))
        job = yield from desk.new_job(known)
        yield from desk.until_generating(job.id)
        placeholder = desk.placeholder_of(job.id)
        placeholder.rotation_euler.z = turn
        placeholder.select_set(False)
        ids.append(job.id)
    yield 1.0
    desk.facts["data"] = sorted(data_blocks() - data_before)
    yield from look(desk, "1-waiting")
    set_overlay("show_overlays", False)
    yield from look(desk, "2-overlays-off")
    set_overlay("show_overlays", True)
    yield from behind_a_wall(desk)
    capture_all(desk)
    yield from look(desk, "4-still-waiting")
    space_of_viewport().shading.type = "WIREFRAME"
    yield from look(desk, "5-wireframe")
    space_of_viewport().shading.type = "SOLID"
    for job_id in ids:
        yield from until_landed(desk, job_id)
    yield from look(desk, "6-landed")
    desk.facts["held"] = held()


def look_from_the_front() -> None:
    """Turn the first viewport to the front, a little from above and the left."""
    view = space_of_viewport().region_3d
    view.view_location, view.view_distance = (0.0, -0.8, 0.8), 9.0
    view.view_rotation = Euler((1.25, 0.0, -0.35)).to_quaternion()


def look(desk: Desk, name: str) -> Steps:
    """Let the viewport be drawn as by the artist's hand, and keep a picture of it."""
    tag_viewports()
    yield 0.6
    desk.screenshot(name)


def behind_a_wall(desk: Desk) -> Steps:
    """Put a wall before everything."""
    view = space_of_viewport().region_3d
    bpy.ops.mesh.primitive_plane_add(size=40.0, location=(0, 0, 0))
    wall = bpy.context.object
    wall.matrix_world = view.view_matrix.inverted()
    wall.location = view.view_matrix.inverted() @ Vector((0, 0, -3.0))
    wall.select_set(False)
    yield from look(desk, "3-behind-a-wall")
    bpy.data.objects.remove(wall)
    yield 0.3


def capture_all(desk: Desk) -> None:
    """Take the picture that the add-on takes of the viewport, and Blender's own of the viewport, with overlays."""
    module = importlib.import_module(f"{PACKAGE}.scene.capture.viewport_picture")
    area = desk.sidebar.area
    region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        order = module.viewport_order(bpy.context, desk.work / "drawn.png")
        shutil.copyfile(order.file, desk.work / "own.png")
        bpy.context.scene.render.filepath = str(desk.work / "opengl.png")
        bpy.ops.render.opengl(write_still=True)


def variant(desk: Desk) -> Steps:
    """Another one next to a prop: its shape stands there until it comes."""
    yield from make_the_first(desk)
    look_from_the_front()
    space_of_viewport().region_3d.view_distance = 5.0
    known = desk.jobs()
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.variant_beside()
    job = yield from desk.new_job(known)
    yield from desk.until_generating(job.id)
    yield 1.0
    desk.facts["box"] = box_on_screen(desk.placeholder_of(job.id))
    yield from look(desk, "2-shape")
    set_overlay("show_overlays", False)
    yield from look(desk, "3-overlays-off")
    set_overlay("show_overlays", True)
    yield from until_landed(desk, job.id)
    yield from look(desk, "4-landed")
    desk.facts["held"] = held()


def ten(desk: Desk) -> Steps:
    """Ten pictures: what the graphics card is given while the viewport is drawn again and again."""
    desk.set_scene()
    look_from_the_front()
    given: list[Any] = []
    texture = gpu.types.GPUTexture
    gpu.types.GPUTexture = lambda *values, **named: given.append(values) or texture(*values, **named)
    for number in range(10):
        known = desk.jobs()
        bpy.context.scene.cursor.location = (1.3 * (number % 5) - 3.0, 1.5 * (number // 5) - 3.0, 0.0)
        with bpy.context.temp_override(window=bpy.context.window):
            bpy.ops.rodin_props.generate_from_image(filepath=str(desk.work / ("cutout.png", "photo.png")[number % 2]))
        yield from desk.new_job(known)
    module = sys.modules[f"{PACKAGE}.ui.cards.in_placeholders"]
    yield from desk.wait_until(lambda: len(module.job_ids()) == 10, what="ten cards")
    seconds: list[float] = []
    draw = module.draw

    def timed() -> None:
        began = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - began)

    bpy.types.SpaceView3D.draw_handler_add(timed, (), "WINDOW", "POST_VIEW")
    for _ in range(8):
        yield from look(desk, "1-ten")
    desk.facts |= {"given": len(given), "draws": len(seconds), "milliseconds": 1000 * median(seconds)}


def leave(desk: Desk) -> Steps:
    """A picture stands in a placeholder; another file is opened, and this one again, and the extension is disabled."""
    desk.set_scene()
    look_from_the_front()
    desk.save_as("layout.blend")
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.generate_from_image(filepath=str(desk.work / "photo.png"))
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    yield from look(desk, "1-waiting")
    desk.facts["held"] = [held()]
    desk.save_as("layout.blend")
    bpy.ops.wm.read_homefile()
    yield from desk.wait_until(lambda: not held(), what="nothing that is held")
    bpy.ops.wm.open_mainfile(filepath=str(desk.work / "layout.blend"))
    yield from desk.wait_until(held, what="the card")
    yield from look(desk, "2-opened-again")
    desk.facts["held"].append(held())
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    desk.facts["held"].append(held())
    yield from look(desk, "3-disabled")


def box_on_screen(placeholder: Any) -> tuple[int, int, int, int]:
    """Where a placeholder is on the screen: left, upper, right, lower, from the upper left."""
    sides = [(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)]
    across, up = zip(*(window_place(placeholder.matrix_world @ Vector(side)) for side in sides), strict=True)
    height = bpy.context.window.height
    left, upper, right, lower = min(across), height - max(up), max(across), height - min(up)
    return left, upper, right, lower


def space_of_viewport() -> Any:
    """The space of the first 3D viewport."""
    return next(area.spaces.active for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")


def set_overlay(name: str, value: bool) -> None:
    """Switch something of the viewport's overlay."""
    setattr(space_of_viewport().overlay, name, value)


def data_blocks() -> set[str]:
    """What the file holds of pictures, meshes and materials."""
    groups = (bpy.data.images, bpy.data.meshes, bpy.data.materials, bpy.data.textures)
    return {f"{each.rna_type.name} {each.name}" for group in groups for each in group}


def held() -> int:
    """How many pictures and shapes for placeholders there are in memory."""
    gc.collect()
    return sum(type(each).__name__ in {"PictureCard", "FaintShape"} for each in gc.get_objects())
