# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: a picture is dropped onto the viewport; a render and a painted image become props in the Image Editor."""

import importlib
import sys
from pathlib import Path
from typing import Any

import bpy
from bpy_extras import view3d_utils
from mathutils import Vector

from .desk import PACKAGE, Desk, Steps
from .sidebar import Sidebar

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "blender" / "helpers"))

from scene_snapshot import differences, snapshot

TAB = "Rodin Props"
IMAGE_BUTTON = "rodin_props.generate_from_blender_image("


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


class ImageSidebar(Sidebar):
    """The sidebar of the Image Editor."""

    @property
    def area(self) -> bpy.types.Area:
        """The Image Editor."""
        return next(area for area in bpy.context.window.screen.areas if area.type == "IMAGE_EDITOR")


def image_editor(desk: Desk) -> Steps:
    """Render, open the Image Editor, press the panel's button; then a painted image from the search."""
    desk.set_scene()
    bpy.ops.render.render()
    yield 0.3
    timeline = next(area for area in bpy.context.window.screen.areas if area.type == "DOPESHEET_EDITOR")
    timeline.type = "IMAGE_EDITOR"
    timeline.spaces.active.image = next(image for image in bpy.data.images if image.type == "RENDER_RESULT")
    sidebar = ImageSidebar(desk.hands)
    yield from sidebar.open(TAB)
    desk.screenshot("1-render-result")
    before = snapshot()
    yield from sidebar.press(IMAGE_BUTTON)
    render = yield from desk.new_job(())
    desk.facts["render"] = {"name": render.name, "images": list(render.images)}
    desk.facts["images_changed"] = [path for path in differences(before, snapshot()) if path.startswith("images")]
    yield from refused_images(desk, sidebar)
    yield from painted_image(desk, sidebar)
    desk.screenshot("4-on-the-way")


def refused_images(desk: Desk, sidebar: Sidebar) -> Steps:
    """What the panel says about an image of several tiles, and about one that is too big."""
    space = sidebar.area.spaces.active
    space.image = bpy.data.images.new("Tiles", 256, 256, tiled=True)
    yield 0.5
    desk.screenshot("2-tiles")
    space.image = bpy.data.images.new("Panorama", 4096, 1024)
    space.image.generated_type = "COLOR_GRID"
    yield 0.5
    desk.screenshot("3-too-big")


def painted_image(desk: Desk, sidebar: Sidebar) -> Steps:
    """An image that was painted and never saved, from the Image Editor's menu by F3."""
    image = bpy.data.images.new("Sketch", 512, 512)
    image.generated_type = "COLOR_GRID"
    pixels = list(image.pixels)
    pixels[: len(pixels) // 4] = [0.5] * (len(pixels) // 4)
    image.pixels = pixels
    sidebar.area.spaces.active.image = image
    yield 0.5
    known = desk.jobs()
    area = sidebar.area
    yield from desk.hands.move(area.x + area.width // 3, area.y + area.height // 2)
    yield from desk.hands.run_from_search("prop from blender image")
    job = yield from desk.new_job(known)
    desk.facts["painted"] = {"name": job.name, "is_dirty": image.is_dirty, "images": list(job.images)}
    yield 1.0


def clipboard(desk: Desk) -> Steps:
    """Nothing on the clipboard; and a stand-in for Blender's own pasting, with and without an Image Editor at hand."""
    module: Any = importlib.import_module(f"{PACKAGE}.scene.clipboard")
    yield 0.3
    before = snapshot()
    try:
        bpy.ops.rodin_props.generate_from_clipboard()
    except RuntimeError as error:
        desk.facts["sentence"] = str(error)
    desk.facts["differences"] = {path: repr(found) for path, found in differences(before, snapshot()).items()}
    for name in ("elsewhere", "in_editor"):
        if name == "in_editor":
            timeline = next(area for area in bpy.context.window.screen.areas if area.type == "DOPESHEET_EDITOR")
            timeline.type = "IMAGE_EDITOR"
            timeline.spaces.active.image = bpy.data.images.new("Shown", 64, 64)
            yield 0.3
        before, kinds = snapshot(), [area.ui_type for area in bpy.context.window.screen.areas]
        image = module.paste_image(bpy.context, paste=stand_in)
        desk.facts[f"{name}_image"] = image.name
        bpy.data.images.remove(image)
        yield 0.3
        desk.facts[f"{name}_kinds"] = kinds == [area.ui_type for area in bpy.context.window.screen.areas]
        desk.facts[f"{name}_differences"] = {
            path: repr(found) for path, found in differences(before, snapshot()).items()
        }
    desk.facts["still_shown"] = timeline.spaces.active.image.name
    desk.screenshot("1-after")


def stand_in() -> bool:
    """Put a new image into the Image Editor, as Blender's own pasting does where the system has a clipboard for it."""
    bpy.context.space_data.image = bpy.data.images.new("Clipboard", 64, 64)
    return True
