# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that is kept: one file of its own, which brings all that is known of it into any other file."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bmesh
import bpy
import numpy
import pytest
from glb_files import chair
from mathutils import Euler
from PIL import Image
from preparing import prepare

Part = Callable[[str], ModuleType]
Append = Callable[[Path], Any]


def _dimensions(prop: Any) -> tuple[float, float, float]:
    points = numpy.array([vertex.co for vertex in prop.data.vertices])
    x, y, z = (round(float(side), 3) for side in numpy.ptp(points, axis=0))
    return x, y, z


def _preview(prop: Any) -> Any:
    """The preview's pixels, top row first."""
    values = numpy.empty(4 * 256 * 256, dtype=numpy.float32)
    prop.preview.image_pixels_float.foreach_get(values)
    return values.reshape(256, 256, 4)[::-1]


def test_it_is_one_packed_file_with_all_that_is_known_of_the_prop(
    finished: Any, keep: Any, kept: Any, append: Append, part: Part
) -> None:
    job = finished()
    assert keep(job) == {"FINISHED"}
    assert kept() == [f"Unsaved/Chair {job.id[:8]}.blend"]
    prop = append(kept.path(job))
    about = prop.asset_data
    assert (prop.name, about.description) == ("Chair", "a wooden chair with the carved back, oak")
    assert [tag.name for tag in about.tags] == ["wooden", "chair", "carved", "back", "oak", "Gen-2"]
    assert (about.author, about.license, about.copyright) == ("", "", "")
    if hasattr(about, "preferred_import_method"):  # 5.2: from a web server it would else be linked and packed
        assert (about.use_preferred_import_method, about.preferred_import_method) == (True, "APPEND")
    made = part("scene.provenance").provenance_of(prop)
    assert (made.job_id, made.prompt, made.name, made.task_uuid) == (job.id, job.prompt, "Chair", job.task_uuid)
    assert made.triangles == len(prop.data.loops) - 2 * len(prop.data.polygons)
    images = [image for image in bpy.data.images if image.type != "RENDER_RESULT"]
    assert images
    assert all(image.packed_file is not None and not image.filepath_raw for image in images)


def test_its_origin_is_on_its_floor_and_it_is_as_big_as_was_asked_for(
    finished: Any, keep: Any, kept: Any, append: Append
) -> None:
    job = finished()
    keep(job)
    prop = append(kept.path(job))
    points = numpy.array([vertex.co for vertex in prop.data.vertices])
    low, high = points.min(axis=0), points.max(axis=0)
    assert (low[2], high[2]) == (pytest.approx(0.0, abs=1e-6), pytest.approx(0.9, abs=1e-6))
    assert (low + high)[:2] == pytest.approx([0.0, 0.0], abs=1e-5)
    assert prop.matrix_world.is_identity


def test_a_prop_in_the_scene_is_kept_at_the_size_that_it_stands_there(
    finished: Any, keep: Any, kept: Any, append: Append
) -> None:
    job = finished()
    bpy.ops.rodin_props.import_job(job=job.id)
    (prop,) = (each for each in bpy.context.scene.objects if each.type == "MESH")
    prop.location, prop.rotation_euler, prop.scale = (3.0, 1.0, 2.0), Euler((0.3, 0.2, 1.0)), (2.0, 2.0, 3.0)
    bpy.context.view_layer.update()
    width, depth, height = _dimensions(prop)
    keep(job)
    again = append(kept.path(job))
    wanted = (2 * width, 2 * depth, 3 * height)
    assert _dimensions(again) == pytest.approx(wanted, abs=2e-3)
    assert again.matrix_world.is_identity


@pytest.mark.long
def test_a_scale_that_was_applied_counts_and_an_edit_leaves_its_proportions(
    finished: Any, keep: Any, kept: Any, append: Append
) -> None:
    first, second = finished(), finished("Lamp")
    for job, factors in ((first, (0.5, 0.5, 0.5)), (second, (1.0, 1.0, 2.0))):
        bpy.ops.rodin_props.import_job(job=job.id)
        prop = bpy.data.objects[job.name]
        for vertex in prop.data.vertices:
            vertex.co = [co * factor for co, factor in zip(vertex.co, factors, strict=True)]
    width, depth, height = (round(2 * side, 3) for side in _dimensions(bpy.data.objects["Chair"]))
    keep(first, second)
    smaller = _dimensions(append(kept.path(first)))
    assert smaller == pytest.approx((width / 2, depth / 2, height / 2), abs=2e-3)
    edited = _dimensions(append(kept.path(second)))
    assert edited == pytest.approx((2 * width, 2 * depth, 2 * height), abs=4e-3)


@pytest.mark.long
def test_in_a_scene_of_other_units_it_has_the_size_that_it_has_there(
    finished: Any, keep: Any, kept: Any, append: Append
) -> None:
    job = finished()
    bpy.context.scene.unit_settings.scale_length = 0.01
    keep(job)
    assert _dimensions(append(kept.path(job)))[2] == pytest.approx(90.0)


def test_its_preview_is_the_picture_that_the_service_gave(finished: Any, keep: Any, kept: Any, append: Append) -> None:
    job = finished()
    Image.new("RGB", (1024, 512), (255, 0, 0)).save(job.folder / "preview.png")
    keep(job)
    prop = append(kept.path(job))
    assert tuple(prop.preview.image_size) == (256, 256)
    pixels = _preview(prop)
    assert pixels[128, 128] == pytest.approx([1.0, 0.0, 0.0, 1.0], abs=0.01)


@pytest.mark.parametrize("content", [None, b"broken", "small"], ids=["none", "broken", "small"])
def test_without_a_usable_picture_its_preview_is_rendered(
    content: Any, finished: Any, keep: Any, kept: Any, append: Append
) -> None:
    job = finished(facts={"preview_file": "" if content is None else "preview.png"})
    if content == "small":
        Image.new("RGB", (64, 64), (255, 0, 0)).save(job.folder / "preview.png")
    elif content is not None:
        (job.folder / "preview.png").write_bytes(content)
    keep(job)
    pixels = _preview(append(kept.path(job)))
    shown = pixels[..., 3] > 0.5
    rows, columns = numpy.nonzero(shown)
    assert 0.1 < shown.mean() < 0.7
    assert min(rows.min(), columns.min()) > 1, "nothing is cut off"
    assert max(rows.max(), columns.max()) < 254
    assert 120 < (columns.min() + columns.max()) / 2 < 136, "it is in the middle"
    assert float(pixels[shown][:, :3].mean()) > 0.1, "there is light"


@pytest.mark.long
def test_it_can_be_linked_and_becomes_a_prop_that_shows_how_it_was_made(
    finished: Any, keep: Any, kept: Any, part: Part
) -> None:
    job = finished()
    keep(job)
    path = kept.path(job)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(path), link=True, assets_only=True) as (available, wanted):
        wanted.objects = available.objects
    bpy.context.scene.collection.objects.link(wanted.objects[0])
    assert wanted.objects[0].library is not None
    assert part("scene.provenance").provenance_of(wanted.objects[0]).job_id == job.id


@pytest.fixture
def fine(part: Part, tmp_path: Path) -> bytes:
    """A prepared chair with enough faces for all levels, and a picture that can be smaller."""
    assert prepare(part("scene.background.commands").prepare_command(), chair(tmp_path / "model.glb", side=1024))["ok"]
    path = tmp_path / "prepared.blend"
    with bpy.data.libraries.load(str(path)) as (available, wanted):
        wanted.objects = available.objects[:1]
    prop, shape = wanted.objects[0], bmesh.new()
    shape.from_mesh(prop.data)
    bmesh.ops.subdivide_edges(shape, edges=shape.edges, cuts=9, use_grid_fill=True)
    shape.to_mesh(prop.data)
    shape.free()
    bpy.data.libraries.write(str(path), {prop}, fake_user=True)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return path.read_bytes()


@pytest.mark.long
def test_its_lighter_levels_and_smaller_pictures_are_in_its_file_at_the_same_size(
    finished: Any, keep: Any, kept: Any, append: Append, preferences: Any, part: Part, fine: bytes
) -> None:
    preferences.make_levels = True
    job = finished(prepared=fine)
    bpy.context.scene.unit_settings.scale_length = 0.5
    keep(job)
    prop = append(kept.path(job))
    assert max(vertex.co.z for vertex in prop.data.vertices) == pytest.approx(1.8)
    levels = prop.data["rodin_props_levels"]
    assert set(levels.keys()) == {"HALF", "QUARTER", "TENTH", "PROXY"}
    (picture,) = part("scene.node_trees").pictures_of([prop.data.materials[0]])[:1]
    assert list(picture["rodin_props_sizes"]["512"].size) == [512, 512]
    for level in levels.values():
        assert max(vertex.co.z for vertex in level.vertices) == pytest.approx(1.8, rel=0.02)
        assert level.materials[0] == prop.data.materials[0]
    prop.select_set(True)
    bpy.context.view_layer.objects.active = prop
    triangles = len(prop.data.loop_triangles)
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="SELECTION") == {"FINISHED"}
    assert len(prop.data.loop_triangles) == pytest.approx(triangles / 2, rel=0.05)


@pytest.mark.long
def test_levels_that_the_job_has_are_taken_and_not_made_again(
    finished: Any, keep: Any, kept: Any, append: Append, part: Part, tmp_path: Path, fine: bytes
) -> None:
    job = finished(prepared=fine)
    ordering = part("scene.levels.ordering")
    folder = tmp_path / "order"
    folder.mkdir()
    order = ordering.LevelsOrder(job.prepared_path, job.folder / "levels.blend", folder)
    made = order.wait()
    order.close()
    keep(job)
    prop = append(kept.path(job))
    assert set(prop.data["rodin_props_levels"].keys()) == {each.level.value for each in made.levels if each.is_kept}
