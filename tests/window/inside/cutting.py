# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: boxes drawn with the mouse on the camera's view and on an image; Esc; pauses; silhouettes."""

import sys
from typing import Any

import bpy
from bpy_extras.view3d_utils import location_3d_to_region_2d

from .desk import PACKAGE, Desk, Steps
from .image_sources import ImageSidebar
from .sidebar import Sidebar

TAB = "Rodin Props"
THINGS = {"crate": (-1.6, 0.5), "post": (1.5, -0.4)}


def camera_view(desk: Desk) -> Steps:
    """Draw boxes around two things that the camera sees: given up first, then generated."""
    yield from lay_out(desk)
    yield from open_sidebar(viewport(), "RODIN_PROPS_PT_cutting")
    desk.screenshot("0-panel")
    before = {each.name for each in bpy.context.scene.objects}
    yield from start(desk.sidebar)
    desk.facts["modal"] = modals()
    yield from drag_around(desk, "crate")
    yield from desk.hands.press("ESC")
    yield 0.5
    desk.screenshot("1-given-up")
    now = {each.name for each in bpy.context.scene.objects}
    desk.facts["after Esc"] = [sorted(now - before), modals(), drawn(), len(desk.jobs())]
    yield from start(desk.sidebar)
    for name in THINGS:
        yield from drag_around(desk, name)
    left, bottom, _, _ = picture_in(viewport())
    yield from drag(desk, (left + 10, bottom + 10), (left + 13, bottom + 12))
    yield 0.3
    desk.screenshot("2-drawn")
    yield from start(desk.sidebar)
    desk.facts["boxes"] = drawn()
    desk.facts["modal after another press"] = modals()
    yield from pauses(desk)
    desk.facts["boxes after pauses"] = drawn()
    left, bottom, _, _ = picture_in(viewport())
    yield from drag(desk, (left + 10, bottom + 10), (left + 90, bottom + 60))
    desk.facts["boxes with one more"] = drawn()
    yield from desk.hands.press("BACK_SPACE")
    desk.facts["boxes with one less"] = drawn()
    yield from desk.hands.press("RET")
    yield 1.0
    desk.screenshot("3-asked")
    desk.facts["after Enter"] = [drawn(), modals(), len(desk.jobs())]
    yield from desk.hands.press("ESC")
    yield from desk.wait_until(modals, what="going on with drawing", seconds=10)
    desk.facts["after Esc in the dialog"] = [drawn(), len(desk.jobs())]
    yield from desk.hands.move(*in_window(viewport(), 300, 300))
    yield from desk.hands.press("RET")
    yield 1.0
    yield from desk.hands.press("RET")
    yield from desk.wait_until(lambda: len(desk.jobs()) == 2, what="two jobs", seconds=200)
    yield 0.5
    desk.screenshot("4-on-the-way")
    desk.facts["after the press"] = [drawn(), modals()]
    desk.let_all_land_together()
    for job in desk.jobs():
        yield from desk.until_state(job.id, "WAITING", "GENERATING", seconds=90)
    desk.let_jobs_end()
    for job in desk.jobs():
        yield from desk.until_state(job.id, "IMPORTED", seconds=120)
    yield 1.0
    desk.screenshot("5-landed")
    for job in desk.jobs():
        desk.facts[job.name] = list(desk.prop_of(job.id).location)


def image_editor(desk: Desk) -> Steps:
    """Draw a box on an image, and leave the editor: what was drawn goes with it."""
    yield from lay_out(desk)
    image = bpy.data.images.new("Street", 480, 270)
    image.generated_type = "COLOR_GRID"
    area = viewport()
    area.type = "IMAGE_EDITOR"
    area.spaces.active.image = image
    yield 0.5
    yield from open_sidebar(area, "RODIN_PROPS_PT_cutting_image")
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=main_region(area)):
        bpy.ops.image.view_all(fit_view=True)
    yield from start(ImageSidebar(desk.hands))
    region = main_region(area)
    middle = (region.width // 2, region.height // 2)
    yield from drag(desk, (middle[0] - 60, middle[1] - 30), (middle[0] + 20, middle[1] + 25), kind="IMAGE_EDITOR")
    yield 0.3
    for name in THINGS:
        bpy.data.objects[name].select_set(True)
    desk.screenshot("1-box-on-image")
    for region in area.regions:
        region.tag_redraw()
    yield 0.5
    desk.screenshot("2-two-selected")
    desk.facts["boxes"] = drawn()
    desk.facts["box"] = list(module().current().boxes[0]) if drawn() else []
    area.spaces.active.image = None
    yield from desk.hands.move(*in_window(area, *middle))
    yield 0.8
    desk.facts["without the image"] = [drawn(), modals()]


def lay_out(desk: Desk) -> Steps:
    """Put a crate and a post before the camera, and look through it."""
    desk.set_scene()
    scene = bpy.context.scene
    bpy.data.objects.remove(bpy.data.objects["Cube"])
    bpy.ops.mesh.primitive_plane_add(size=30)
    for name, (x, y) in THINGS.items():
        height = 1.0 if name == "crate" else 1.6
        bpy.ops.mesh.primitive_cube_add(
            size=1.0, location=(x, y, height / 2), scale=(1.0 if name == "crate" else 0.5, 0.6, height)
        )
        bpy.context.object.name = name
    bpy.ops.object.select_all(action="DESELECT")
    scene.camera.location, scene.camera.rotation_euler = (0.0, -7.0, 2.0), (1.37, 0.0, 0.0)
    scene.render.resolution_x, scene.render.resolution_y = 480, 270
    space = viewport().spaces.active
    space.region_3d.view_perspective = "CAMERA"
    yield 1.0


def open_sidebar(area: Any, panel: str) -> Steps:
    """Show the add-on's tab beside an editor, with this panel open."""
    kind: Any = getattr(bpy.types, panel)
    bpy.utils.unregister_class(kind)
    kind.bl_options = set()
    bpy.utils.register_class(kind)
    area.spaces.active.show_region_ui = True
    yield 0.5
    sidebar = next(region for region in area.regions if region.type == "UI")
    sidebar.active_panel_category = TAB
    sidebar.tag_redraw()
    yield 1.0


def start(sidebar: Sidebar) -> Steps:
    """Press Draw Boxes in an editor's sidebar."""
    yield from sidebar.press("rodin_props.draw_boxes(")
    yield 0.3


def drag_around(desk: Desk, name: str) -> Steps:
    """Drag a box around a thing in the camera's view."""
    area, thing = viewport(), bpy.data.objects[name]
    seen = [
        location_3d_to_region_2d(main_region(area), area.spaces.active.region_3d, thing.matrix_world @ corner)
        for corner in map(_vector, thing.bound_box)
    ]
    low = (round(min(each.x for each in seen)), round(min(each.y for each in seen)))
    high = (round(max(each.x for each in seen)), round(max(each.y for each in seen)))
    yield from drag(desk, low, high)


def drag(desk: Desk, begin: tuple[int, int], end: tuple[int, int], *, kind: str = "VIEW_3D") -> Steps:
    """Drag from a point of an editor's main region to another one."""
    area = next(area for area in bpy.context.window.screen.areas if area.type == kind)
    yield from desk.hands.move(*in_window(area, *begin))
    yield from desk.hands.hold()
    yield from desk.hands.glide(*in_window(area, *end))
    yield from desk.hands.let_go()
    yield None


def pauses(desk: Desk) -> Steps:
    """Keep the hands still until the operator has stepped aside, and come back by itself; sooner than usual."""
    timing: Any = sys.modules[f"{PACKAGE}.operators.cutting.draw_boxes"]
    usual = timing.STRETCH_SECONDS, timing.PAUSE_SECONDS
    timing.STRETCH_SECONDS, timing.PAUSE_SECONDS = 0.0, 1.0
    yield from desk.wait_until(lambda: not modals(), what="a pause, in which Blender autosaves", seconds=30)
    desk.facts["boxes in a pause"] = drawn()
    timing.STRETCH_SECONDS, timing.PAUSE_SECONDS = usual
    yield from desk.wait_until(modals, what="the next stretch", seconds=10)
    yield 0.2


def viewport() -> Any:
    """The 3D viewport."""
    return next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")


def main_region(area: Any) -> Any:
    """The part of an editor that shows its content."""
    return next(region for region in area.regions if region.type == "WINDOW")


def in_window(area: Any, x: int, y: int) -> tuple[int, int]:
    """A point of an editor's main region, in window pixels."""
    region = main_region(area)
    return region.x + x, region.y + y


def picture_in(area: Any) -> tuple[int, int, int, int]:
    """Where the picture is in an editor's main region: left, bottom, right, top, in its pixels."""
    found = sys.modules[f"{PACKAGE}.operators.cutting.canvas"].canvas_in(area, main_region(area))
    return round(found.left), round(found.bottom), round(found.right), round(found.top)


def modals() -> list[str]:
    """The modal operators that draw boxes."""
    running = [each.bl_idname for window in bpy.context.window_manager.windows for each in window.modal_operators]
    return [name for name in running if "draw_boxes" in name]


def module() -> Any:
    """What holds the boxes."""
    return sys.modules[f"{PACKAGE}.operators.cutting.drawing"]


def drawn() -> int | None:
    """How many boxes are drawn; None while nobody draws."""
    current = module().current()
    return None if current is None else len(current.boxes)


def _vector(corner: Any) -> Any:
    from mathutils import Vector

    return Vector(corner)
