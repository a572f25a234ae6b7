# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes become props: as big as their boxes, turned like them, in their collections, under their parents."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import nasty_blockouts, new_box
from mathutils import Vector
from PIL import Image, ImageDraw
from selecting import select

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]


def _prop_in(part: Part, name: str, jobs: Jobs) -> bpy.types.Object:
    """The prop of the newest job whose blockout has this name."""
    job = next(each for each in jobs() if each.target.blockout == name)
    provenance = part("scene.provenance").provenance_of
    (prop,) = (each for each in bpy.data.objects if (found := provenance(each)) and found.job_id == job.id)
    return prop


def _corners_in(matrix: Any, prop: bpy.types.Object) -> tuple[Vector, Vector]:
    """Lowest and highest corner of a prop's mesh along a matrix's axes."""
    to_local = matrix.inverted() @ prop.matrix_world
    points = [to_local @ vertex.co for vertex in prop.data.vertices]
    low, high = (Vector([pick(point[axis] for point in points) for axis in range(3)]) for pick in (min, max))
    return low, high


@pytest.mark.long
def test_twenty_nasty_blockouts_become_twenty_props(settings: Any, jobs: Jobs, part: Part) -> None:
    bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences.parallel_jobs = 4
    targets = nasty_blockouts()
    assert len(targets) == 20
    bpy.context.view_layer.update()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    boxes = {each.name: part("scene.measure.bounds").oriented_box(each, depsgraph) for each in targets}
    parents = {each.name: (each.parent.name if each.parent else "") for each in targets}
    collections = {each.name: {group.name for group in each.users_collection} for each in targets}
    select(*targets)
    bpy.ops.ed.undo_push(message="Layout")

    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}

    assert len({job.id for job in jobs() if job.target.blockout in boxes}) == 20
    bpy.context.view_layer.update()
    for name, box in boxes.items():
        prop, blockout = _prop_in(part, name, jobs), bpy.data.objects[name]
        low, high = _corners_in(box.matrix, prop)
        longest = max(box.dimensions)
        x, y, z = box.dimensions
        assert low.z == pytest.approx(0.0, abs=0.001 * longest), name
        sides = [axis for axis in range(3) if box.dimensions[axis] > 1e-6 * longest]  # a carpet has no height
        for axis in sides:
            assert low[axis] >= (-x / 2, -y / 2, 0.0)[axis] - 0.01 * longest, (name, axis)
            assert high[axis] <= (x / 2, y / 2, z)[axis] + 0.01 * longest, (name, axis)
        filled = max((high - low)[axis] / box.dimensions[axis] for axis in sides)
        assert filled == pytest.approx(1.0, abs=0.01), name
        assert (prop.parent.name if prop.parent else "") == parents[name]
        assert {group.name for group in prop.users_collection} == collections[name]
        assert blockout.hide_get(), name
        assert blockout.hide_render, name
        assert "rodin_props_job" not in blockout

    for number in range(20):
        assert sum(each.hide_render for each in map(bpy.data.objects.get, boxes)) == 20 - number
        bpy.ops.ed.undo()
    for name in boxes:
        blockout = bpy.data.objects[name]
        assert not blockout.hide_render
        assert not blockout.hide_get()
    assert not [each for each in bpy.data.objects if part("scene.provenance").provenance_of(each)]


def test_each_job_asks_for_the_proportions_of_its_box(settings: Any, jobs: Jobs, online: Any) -> None:
    select(new_box("wooden_table.001", size=(2.0, 1.0, 0.5)), new_box("Old Lamp", size=(0.1, 0.1, 0.4)))
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    by_box = {job.target.blockout: job for job in jobs()[:2]}
    table, lamp = by_box["wooden_table.001"], by_box["Old Lamp"]
    assert (table.prompt, table.name, table.bbox_condition) == ("wooden table", "Wooden table", (100, 25, 50))
    assert (lamp.prompt, lamp.name, lamp.bbox_condition) == ("Old Lamp", "Old Lamp", (25, 100, 25))
    assert len(online.record()["submissions"]) == 2


def test_a_prompt_goes_before_the_names(settings: Any, jobs: Jobs) -> None:
    settings.prompt = "a rusty barrel"
    select(new_box("Cube"))
    bpy.ops.rodin_props.generate_from_selection()
    assert (jobs()[0].prompt, jobs()[0].name) == ("a rusty barrel", "Rusty barrel")


def test_every_job_gets_the_picture(settings: Any, jobs: Jobs, tmp_path: Any) -> None:
    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).ellipse((50, 100, 250, 380), fill=(190, 40, 30))
    image.save(tmp_path / "chair ref.png")
    settings.source = "PICTURE"
    settings.pictures.add().filepath = str(tmp_path / "chair ref.png")
    select(new_box("A"), new_box("B", location=(2, 0, 0)))
    bpy.ops.rodin_props.generate_from_selection()
    pictures = [job.folder / job.images[0] for job in jobs()[:2]]
    assert pictures[0] != pictures[1]
    assert pictures[0].read_bytes() == pictures[1].read_bytes()


@pytest.mark.long
def test_one_camera_picture_serves_all(settings: Any, jobs: Jobs) -> None:
    scene = bpy.context.scene
    bpy.ops.object.light_add(type="SUN", rotation=(math.pi / 3, 0, 0))
    bpy.ops.object.camera_add(location=(0, -6, 0), rotation=(math.pi / 2, 0, 0))
    scene.camera = bpy.context.object
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 64
    settings.source = "CAMERA"
    select(new_box("A"), new_box("B", location=(2, 0, 0)))
    bpy.ops.rodin_props.generate_from_selection()
    first, second = jobs()[:2]
    assert {first.name, second.name} == {"A", "B"}
    assert (first.folder / first.images[0]).read_bytes() == (second.folder / second.images[0]).read_bytes()


def test_stretched_it_fills_the_box_in_all_directions(settings: Any, jobs: Jobs, part: Part) -> None:
    settings.stretch = True
    box = new_box("Shelf", size=(3.0, 0.4, 1.1), location=(1, 2, 3))
    select(box)
    bpy.ops.rodin_props.generate_from_selection()
    bpy.context.view_layer.update()
    assert tuple(_prop_in(part, "Shelf", jobs).dimensions) == pytest.approx((3.0, 0.4, 1.1), rel=1e-3)


def test_the_other_buttons_use_the_blockouts_too(settings: Any, jobs: Jobs, part: Part) -> None:
    box = new_box("Box", size=(1.0, 1.0, 2.0), location=(5, 0, 0))
    select(box)
    assert bpy.ops.rodin_props.generate_from_text(prompt="a column") == {"FINISHED"}
    assert _prop_in(part, "Box", jobs).name == "Column"
    assert box.hide_get()
