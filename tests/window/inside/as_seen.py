# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: props that stand where their picture shows them."""

import bpy

from .desk import Desk, Steps

TAB = "Rodin Props"


def subject_of_the_camera(desk: Desk) -> Steps:
    """Take a picture of the selected cube alone; the prop takes its place, while the floor stays out of it."""
    desk.set_scene()
    lay_out()
    settings = bpy.context.scene.rodin_props
    settings.source, settings.only_selected, settings.placement = "CAMERA", True, "SEEN"
    yield from desk.sidebar.open(TAB)
    desk.screenshot("1-only-selected")
    yield from desk.sidebar.press("rodin_props.generate_from_camera(")
    job = yield from desk.new_job(())
    desk.facts["placeholder"] = list(desk.placeholder_of(job.id).location)
    yield from desk.until_state(job.id, "WAITING", "GENERATING")
    desk.let_jobs_end()
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop in the cube's place", seconds=120)
    yield 1.0
    desk.screenshot("2-landed")
    desk.facts |= {"name": prop.name, "location": list(prop.location), "height": prop.dimensions.z}
    desk.facts["selected"] = [each.name for each in bpy.context.selected_objects]


def viewport_and_views(desk: Desk) -> Steps:
    """Press the button for the viewport's picture, then for four views of the cube."""
    desk.set_scene()
    lay_out()
    settings = bpy.context.scene.rodin_props
    settings.source, settings.placement = "VIEWPORT", "SEEN"
    yield from desk.sidebar.open(TAB)
    yield from desk.sidebar.press("rodin_props.generate_from_viewport(")
    job = yield from desk.new_job(())
    desk.facts["viewport_pictures"] = len(job.images)
    settings.source = "VIEWS"
    yield 0.5
    desk.screenshot("1-views")
    yield from desk.sidebar.press("rodin_props.generate_from_views(")
    views = yield from desk.new_job((job,))
    desk.facts["views"] = [len(views.images), list(views.image_labels)]
    desk.facts["leftovers"] = sorted(each.name for each in bpy.data.scenes if each.name != "Scene")
    for each in (job, views):
        yield from desk.until_state(each.id, "WAITING", "GENERATING")
    desk.let_jobs_end()
    for each in (job, views):
        yield from desk.until_state(each.id, "IMPORTED", seconds=120)
    yield 1.0
    desk.screenshot("2-landed")
    desk.facts["props"] = {each.name: list(each.location) for each in bpy.context.scene.objects if each.type == "MESH"}


def lay_out() -> None:
    """A floor under the cube, which stays selected and gets a name of its own."""
    cube = bpy.data.objects["Cube"]
    cube.name, cube.location = "old_crate", (0.0, 0.0, 1.0)
    bpy.ops.mesh.primitive_plane_add(size=20)
    bpy.context.object.select_set(False)
    cube.select_set(True)
    bpy.context.view_layer.objects.active = cube
    bpy.ops.ed.undo_push(message="Layout")
