# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: a render and a painted image become props in the Image Editor; a picture comes from the clipboard."""

import importlib
from typing import Any

import bpy
from scene_snapshot import differences, snapshot

from .desk import PACKAGE, Desk, Steps
from .sidebar import Sidebar

TAB = "Rodin Props"
IMAGE_BUTTON = "rodin_props.generate_from_blender_image("


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
    module: Any = importlib.import_module(f"{PACKAGE}.scene.images.clipboard")
    yield 0.3
    before = snapshot()
    last_error: Any = importlib.import_module(f"{PACKAGE}.session.reports.last_error")
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("Generate Prop from Clipboard")
    refused = yield from desk.wait_until(last_error.kept, what="the refusal", seconds=20)
    desk.facts["sentence"] = refused.sentence
    desk.screenshot("0-refused")
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
