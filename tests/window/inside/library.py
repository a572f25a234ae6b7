# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: props that were kept in a library are used again, from its folder and from a web server."""

import importlib
from pathlib import Path
from typing import Any

import bpy
from bpy_extras import view3d_utils
from kept_prop import KeptProp, keep
from mathutils import Vector

from .asset_browser import AssetBrowser
from .desk import PACKAGE, Desk, Steps

NAME = "Studio props"
CHAIR = KeptProp(name="Wooden chair", prompt="a wooden chair", size=(0.4, 0.6, 1.2))
LAMP = KeptProp(name="Lamp", prompt="a small lamp", project="Room One/Lights", size=(0.2, 0.2, 0.5), job_id="1a3b" * 8)
FLOOR = Vector((1.5, 2.5, 0.0))


def use_again(desk: Desk) -> Steps:
    """Keep two props, open another file, drag one of them from the Asset Browser onto the floor, undo that."""
    desk.save_as("another layout.blend")
    desk.save_as("layout.blend")
    keep_props(desk)
    bpy.ops.wm.open_mainfile(filepath=str(desk.work / "another layout.blend"))
    yield 1.0
    browser = AssetBrowser(desk)
    yield from browser.open(NAME)
    yield from browser.until_listed(CHAIR.name, LAMP.name)
    yield 1.5
    desk.screenshot("1-listed")
    yield from drag_and_look(desk, browser)
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 0.5
    desk.facts["after_undo"] = sorted(bpy.context.scene.objects.keys())
    desk.screenshot("3-undone")


def keep_props(desk: Desk) -> None:
    """Keep props in a library that the preferences have."""
    folder = desk.work / "kept props"
    for prop in (CHAIR, LAMP):
        keep(prop, folder)
    bpy.context.preferences.filepaths.asset_libraries.new(name=NAME, directory=str(folder))


def drag_and_look(desk: Desk, browser: AssetBrowser) -> Steps:
    """Drag the chair onto the floor, and note what came."""
    bpy.data.objects["Cube"].select_set(False)
    bpy.ops.ed.undo_push(message="Layout")
    desk.facts["before"] = sorted(bpy.context.scene.objects.keys())
    yield from browser.drag(CHAIR.name, *window_place(FLOOR))
    yield from desk.wait_until(lambda: CHAIR.name in bpy.context.scene.objects, what="the prop", seconds=30)
    yield 1.0
    desk.screenshot("2-dropped")
    prop = bpy.context.scene.objects[CHAIR.name]
    desk.facts["prop"] = facts_of(prop)


def facts_of(prop: bpy.types.Object) -> dict[str, Any]:
    """What an artist and the add-on see of a prop that came."""
    corners = [prop.matrix_world @ Vector(corner) for corner in prop.bound_box]
    made: Any = importlib.import_module(f"{PACKAGE}.scene.provenance").provenance_of(prop)
    return {
        "size": list(prop.dimensions),
        "scale": list(prop.scale),
        "at": list(prop.matrix_world.translation),
        "lowest": min(corner.z for corner in corners),
        "job_id": made.job_id,
        "prompt": made.prompt,
        "libraries": [each.library is not None for each in (prop, prop.data, prop.data.materials[0])],
        "is_asset": prop.asset_data is not None,
    }


def window_place(point: Vector) -> tuple[int, int]:
    """Where the first 3D viewport shows a point, in window pixels."""
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    place = view3d_utils.location_3d_to_region_2d(region, area.spaces.active.region_3d, point)
    return region.x + round(place.x), region.y + round(place.y)


def cannot_publish(desk: Desk) -> Steps:
    """Look for Publish Library where Blender knows no remote libraries: it is in the menu, and does nothing."""
    yield from press_publish(desk)
    yield 1.0
    desk.screenshot("2-nothing-asked")
    publishing: Any = importlib.import_module(f"{PACKAGE}.session.keeping.publishing")
    desk.facts["is_publishing"] = publishing.running() is not None


def press_publish(desk: Desk) -> Steps:
    """Keep two props, and choose Publish Library from the Asset Browser's menu."""
    keep_props(desk)
    browser = AssetBrowser(desk)
    yield from browser.open(NAME)
    yield from browser.until_listed(CHAIR.name, LAMP.name)
    menu = "ASSETBROWSER_MT_library" if hasattr(bpy.types, "ASSETBROWSER_MT_library") else "ASSETBROWSER_MT_catalog"
    with bpy.context.temp_override(window=bpy.context.window, area=browser.area, region=browser.region):
        desk.facts["can_publish"] = bpy.ops.rodin_props.publish_library.poll()
        bpy.ops.wm.call_menu(name=menu)
    yield 0.5
    desk.screenshot("1-menu")
    yield from desk.hands.press("P")


def publish(desk: Desk) -> Steps:
    """Press Publish Library, say yes, and see it published."""
    yield from press_publish(desk)
    yield 0.7
    desk.screenshot("2-asked")
    yield from desk.hands.press("RET")
    bpy.context.preferences.active_section = "ASSETS"
    next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D").type = "PREFERENCES"
    yield 0.3
    desk.screenshot("3-publishing")
    publishing: Any = importlib.import_module(f"{PACKAGE}.session.keeping.publishing")
    yield from desk.wait_until(lambda: publishing.running() is None, what="the end of publishing", seconds=120)
    yield 0.7
    desk.screenshot("4-published")


def from_a_server(desk: Desk) -> Steps:
    """Add the address of a server as a library, see what it lists, and drag one of its props onto the floor."""
    bpy.ops.preferences.asset_library_add(type="REMOTE", name=NAME, remote_url=desk.arguments["url"])
    library = next(each for each in bpy.context.preferences.filepaths.asset_libraries if each.name == NAME)
    browser = AssetBrowser(desk)
    yield from browser.open(NAME)
    yield from browser.until_listed(CHAIR.name, LAMP.name)
    yield 2.0
    desk.screenshot("5-listed")
    yield from browser.download(CHAIR.name)
    yield from desk.wait_until(CHAIR.path(Path(library.path)).exists, what="the chair's file")
    yield 0.5
    yield from drag_and_look(desk, browser)
