# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist selects three meshes of their own, has them textured anew from one picture, and steps back."""

import sys

import bpy
from own_mesh import attribute_bytes

from .desk import PACKAGE, Desk, Steps

TAB = "Rodin Props"
NEW_TEXTURES = "rodin_props.retexture("
FORWARD, REMOVE = "rodin_props.show_look(", "rodin_props.remove_look("
NAMES = ("chest", "lamp", "table")


def retexture_three(desk: Desk) -> Steps:
    """Press the button in the sidebar, confirm once, wait for three looks, step back to the own one, and remove one."""
    meshes = make_meshes()
    before = {name: attribute_bytes(meshes[name].data) for name in NAMES}
    bpy.context.scene.rodin_props.pictures.add().filepath = desk.arguments["picture"]
    bpy.ops.ed.undo_push(message="Layout")
    yield from desk.sidebar.open(TAB)
    desk.screenshot("1-three-meshes")
    known = desk.jobs()
    yield from desk.sidebar.open_dialog(NEW_TEXTURES)
    desk.screenshot("2-the-dialog")
    yield from desk.hands.press("RET")
    session = sys.modules[f"{PACKAGE}.session.session"].current()
    yield from desk.wait_until(lambda: session.pending, what="meshes on their way")
    desk.facts["waiting"] = next((pending.doing for pending in session.pending.values()), "")
    desk.screenshot("3-exporting")
    yield from desk.wait_until(lambda: len(desk.jobs()) == len(known) + 3, what="three jobs", seconds=120)
    yield from desk.until_generating(desk.jobs()[0].id)
    desk.screenshot("4-waiting")
    desk.let_jobs_end()
    for job in desk.jobs()[:3]:
        yield from desk.until_state(job.id, "IMPORTED", seconds=120)
    yield 1.0
    desk.screenshot("5-new-looks")
    note_what_came(desk, before)
    yield from desk.sidebar.press(FORWARD)
    yield 0.5
    desk.screenshot("6-own-look")
    active = bpy.context.active_object
    desk.facts["own"] = [slot.material.name for slot in active.material_slots]
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    desk.facts["undone"] = [slot.material.name for slot in bpy.context.active_object.material_slots]
    yield from remove_a_look(desk)


def remove_a_look(desk: Desk) -> Steps:
    """Remove the look that the active mesh shows: it shows its own again, and has no other."""
    looks = sys.modules[f"{PACKAGE}.scene.looks.looks"]

    def counts() -> list[int]:
        return [len(looks.looks_of(bpy.data.objects[name])) for name in NAMES]

    desk.facts["looks"] = [counts()]
    yield from desk.sidebar.press(REMOVE)
    yield from desk.wait_until(lambda: counts() != desk.facts["looks"][0], what="a look less", seconds=10)
    yield 0.5
    desk.screenshot("7-look-removed")
    desk.facts["looks"].append(counts())
    desk.facts["removed"] = [slot.material.name for slot in bpy.context.active_object.material_slots]


def make_meshes() -> dict[str, bpy.types.Object]:
    """Three meshes in one paint, selected."""
    for name in ("Cube", "Light"):
        bpy.data.objects.remove(bpy.data.objects[name])
    paint = bpy.data.materials.new("paint")
    makers = (bpy.ops.mesh.primitive_cube_add, bpy.ops.mesh.primitive_uv_sphere_add, bpy.ops.mesh.primitive_cone_add)
    for number, (name, make) in enumerate(zip(NAMES, makers, strict=True)):
        make(location=(3.0 * number - 3.0, 0.0, 1.0))
        bpy.context.object.name = name
        bpy.context.object.data.materials.append(paint)
    meshes = {name: bpy.data.objects[name] for name in NAMES}
    for each in meshes.values():
        each.select_set(True)
    for area in bpy.context.screen.areas:
        if area.type == "VIEW_3D":
            area.spaces.active.shading.type = "SOLID"
            area.spaces.active.shading.color_type = "TEXTURE"
    return meshes


def note_what_came(desk: Desk, before: dict[str, dict[str, bytes]]) -> None:
    """Note what the three meshes show, and that nothing else of them has changed."""
    meshes = [bpy.data.objects[name] for name in NAMES]
    desk.facts["states"] = [job.state.value for job in desk.jobs()[:3]]
    desk.facts["names"] = sorted(job.name for job in desk.jobs()[:3])
    desk.facts["meshes_unchanged"] = all(
        before[each.name].items() <= attribute_bytes(each.data).items() for each in meshes
    )
    desk.facts["pictures"] = [
        next(node.image.name for node in each.material_slots[0].material.node_tree.nodes if node.type == "TEX_IMAGE")
        for each in meshes
    ]
    desk.facts["mode_and_selection"] = [bpy.context.mode, sorted(each.name for each in bpy.context.selected_objects)]
