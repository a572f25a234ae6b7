# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist splits a chest of drawers, undoes it, has the parts again, and brings the whole back."""

import bpy
from mathutils import Vector

from .desk import Desk, Steps
from .variants import until_landed

TAB = "Rodin Props"
GENERATE = "rodin_props.generate_from_text("
SPLIT = "rodin_props.split_into_parts("
BRING_BACK = "rodin_props.bring_back_whole("
MADE = "rodin_props_part_made"


def split_a_chest(desk: Desk) -> Steps:
    """Press Split into Parts, confirm the dialog, look; undo; import again; press Bring Back."""
    yield from make_the_chest(desk)
    chest = bpy.context.view_layer.objects.active
    box = box_of([chest])
    known = desk.jobs()
    yield from desk.sidebar.open_dialog(SPLIT)
    desk.screenshot("2-the-dialog")
    yield from desk.hands.press("RET")
    job = yield from desk.new_job(known)
    yield from desk.until_generating(job.id)
    desk.screenshot("3-waiting")
    yield from until_landed(desk, job.id)
    yield 1.0
    desk.screenshot("4-parts")
    parts = parts_in_scene()
    desk.facts["parts"] = [part.name for part in parts]
    desk.facts["root"] = parts[0].parent.name
    apart = max((one - other).length for one, other in zip(box, box_of(parts), strict=True))
    desk.facts["fills"] = apart < 0.02 * (box[1] - box[0]).length
    desk.facts["hidden"] = [chest.hide_get(), chest.hide_render]
    desk.facts["mode"] = bpy.context.mode
    for number, part in enumerate(parts):  # as an artist looks whether they are parts
        part.location.y -= 0.25 * number
    yield 0.5
    desk.screenshot("5-pulled-apart")
    for number, part in enumerate(parts):
        part.location.y += 0.25 * number
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    desk.facts["undone"] = seen()
    desk.screenshot("6-undone")
    bpy.ops.rodin_props.import_job(job=job.id)
    yield 1.0
    desk.facts["again"] = [part.name for part in parts_in_scene()]
    part = parts_in_scene()[0]
    part.select_set(True)
    bpy.context.view_layer.objects.active = part
    yield 1.0
    desk.screenshot("7-a-part-is-active")
    yield from desk.sidebar.press(BRING_BACK)
    yield 1.0
    desk.facts["brought_back"] = seen()
    desk.screenshot("8-brought-back")


def make_the_chest(desk: Desk) -> Steps:
    """A prop of words at the cursor, as the active object."""
    for name in ("Cube", "Light"):
        bpy.data.objects.remove(bpy.data.objects[name])
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.height_meters = "TEXT", "a chest of drawers", 1.0
    bpy.ops.ed.undo_push(message="Layout")
    yield from desk.sidebar.open(TAB)
    yield from desk.sidebar.press(GENERATE)
    job = yield from desk.new_job(())
    yield from until_landed(desk, job.id)
    chest = desk.prop_of(job.id)
    chest.select_set(True)
    bpy.context.view_layer.objects.active = chest
    bpy.ops.ed.undo_push(message="Select")
    yield 0.5
    desk.screenshot("1-a-chest")


def parts_in_scene() -> list[bpy.types.Object]:
    """The parts, by name."""
    found = [each for each in bpy.context.scene.objects if MADE in each and each.type == "MESH"]
    return sorted(found, key=lambda each: each.name)


def seen() -> list[object]:
    """The names of the meshes in the scene, and whether the first is hidden."""
    meshes = sorted((each for each in bpy.context.scene.objects if each.type == "MESH"), key=lambda each: each.name)
    return [[each.name for each in meshes], meshes[0].hide_get() or meshes[0].hide_render]


def box_of(objects: list[bpy.types.Object]) -> tuple[Vector, Vector]:
    """Lowest and highest corner of all of them in the world."""
    bpy.context.view_layer.update()
    corners = [each.matrix_world @ Vector(corner) for each in objects for corner in each.bound_box]
    return Vector(map(min, zip(*corners, strict=True))), Vector(map(max, zip(*corners, strict=True)))
