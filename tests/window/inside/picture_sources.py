# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: pictures are dropped onto the viewport."""

import importlib
from typing import Any

import bpy
from bpy_extras import view3d_utils
from mathutils import Vector
from scene_snapshot import differences, snapshot

from .desk import PACKAGE, Desk, Steps


def window_place(point: Vector) -> tuple[int, int]:
    """Where the first 3D viewport shows a point, in window pixels."""
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    place = view3d_utils.location_3d_to_region_2d(region, area.spaces.active.region_3d, point)
    return region.x + round(place.x), region.y + round(place.y)


def drop(desk: Desk, *names: str) -> Steps:
    """Do what Blender does when files are dropped where the mouse is."""
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        bpy.ops.wm.drop_import_file(
            "INVOKE_DEFAULT", directory=str(desk.work), files=[{"name": name} for name in names]
        )
    yield 0.6


def choose_ours(desk: Desk) -> Steps:
    """Choose the add-on's entry of the menu by its letter: the menu begins with what was chosen last."""
    desk.screenshot("1-menu")
    yield from desk.hands.press("G")
    yield 0.6


def dropped(desk: Desk) -> Steps:
    """Drop a file onto the cube, say no; drop two there, say yes; drop one onto the floor; drop six."""
    before = snapshot()
    top = Vector((0.3, -0.2, 1.0))
    yield from desk.hands.move(*window_place(top))
    yield from drop(desk, "box_0.tif")
    yield from choose_ours(desk)
    desk.screenshot("2-asked")
    yield from desk.hands.press("ESC")
    yield 0.6
    desk.facts["jobs_after_no"] = len(desk.jobs())
    desk.facts["differences_after_no"] = {path: repr(found) for path, found in differences(before, snapshot()).items()}
    job = yield from drop_and_agree(desk, top, "box_0.tif", "box_1.tif")
    desk.facts["on_the_cube"] = foot_of(desk, job.id)
    desk.facts["name"] = job.name
    desk.facts["images"] = list(job.images)
    yield 0.5
    desk.screenshot("2-said")
    floor = Vector((3.0, -2.0, 0.0))
    job = yield from drop_and_agree(desk, floor, "box_2.tif")
    desk.facts["on_the_floor"] = foot_of(desk, job.id)
    yield 1.0
    desk.screenshot("3-placeholders")
    known = len(desk.jobs())
    yield from drop(desk, *(f"box_{number}.tif" for number in range(6)))
    yield from choose_ours(desk)
    desk.screenshot("4-six-refused")
    desk.facts["jobs_after_six"] = len(desk.jobs()) - known
    yield from desk.hands.press("ESC")
    desk.let_jobs_end()
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop of the drop", seconds=120)
    desk.facts["prop_at"] = list(prop.matrix_world.translation)
    yield from desk.until_state(job.id, "IMPORTED", seconds=30)
    yield 1.0
    desk.screenshot("5-props")


def views(desk: Desk) -> Steps:
    """Where a drop would fall, seen from above, from the front, through the camera, and in a view of four parts."""
    desk.set_scene()
    bpy.context.scene.cursor.location = (0.0, 5.0, 0.0)
    yield from desk.to_viewport()
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    for name, kind, point in (
        ("above", "TOP", Vector((2.0, -1.5, 0.0))),
        ("front", "FRONT", Vector((2.0, 0.0, 1.5))),
        ("cube_from_front", "FRONT", Vector((0.5, 0.0, 0.5))),
    ):
        with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
            bpy.ops.view3d.view_axis(type=kind)
        yield 0.3
        desk.facts[name] = fall(area, region, point)
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        bpy.ops.view3d.view_camera()
    yield 0.3
    desk.facts["camera"] = fall(area, region, Vector((0.5, -0.5, 1.0)))
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        bpy.ops.screen.region_quadview()
    yield 0.5
    parts = [each for each in area.regions if each.type == "WINDOW"]
    desk.facts["parts"] = [fall(area, each, Vector((0.6, -0.6, 0.6))) for each in parts]
    desk.screenshot("1-four-parts")


def fall(area: bpy.types.Area, region: bpy.types.Region, point: Vector) -> list[float] | None:
    """Where a drop falls at the place where a region shows a point; None if it does not show it."""
    module: Any = importlib.import_module(f"{PACKAGE}.scene.measure.drop_point")
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        place = view3d_utils.location_3d_to_region_2d(region, bpy.context.region_data, point)
        if place is None:
            return None
        x, y = region.x + round(place.x), region.y + round(place.y)
        return list(module.point_under(bpy.context, area, x=x, y=y))


def dragged(desk: Desk) -> Steps:
    """A file is dragged here from outside; choose our entry of the menu, say yes."""
    point = Vector((0.3, -0.2, 1.0))
    x, y = window_place(point)
    yield from desk.hands.move(x, y)  # simulated hands do not follow the real mouse
    place = desk.work / "place"
    place.with_suffix(".part").write_text(f"{x} {bpy.context.window.height - y}")
    place.with_suffix(".part").rename(place)
    yield from desk.wait_until((desk.work / "dropped").exists, what="the drop from outside")
    yield 0.6
    yield from choose_ours(desk)
    yield from desk.hands.press("RET")
    job = yield from desk.new_job(())
    yield from desk.wait_until(lambda: desk.placeholder_of(job.id), what="the placeholder")
    desk.facts["foot"] = foot_of(desk, job.id)
    desk.facts["name"] = job.name
    yield from desk.until_state(job.id, "WAITING", "GENERATING")
    desk.screenshot("2-dropped")


def drop_and_agree(desk: Desk, point: Vector, *names: str) -> Steps:
    """Drop files where the viewport shows a point, and press the dialog's button."""
    known = desk.jobs()
    yield from desk.hands.move(*window_place(point))
    yield from drop(desk, *names)
    yield from choose_ours(desk)
    yield from desk.hands.press("RET")
    job = yield from desk.new_job(known)
    yield from desk.wait_until(lambda: desk.placeholder_of(job.id), what="the placeholder")
    return job


def foot_of(desk: Desk, job_id: str) -> list[float]:
    """Where a placeholder stands."""
    placeholder = desk.placeholder_of(job_id)
    location = placeholder.location
    return [location.x, location.y, location.z - placeholder.empty_display_size]
