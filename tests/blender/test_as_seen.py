# SPDX-License-Identifier: GPL-3.0-or-later
"""From a camera's picture of the selection to a prop that takes its subject's place in that picture."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from mathutils import Vector
from PIL import Image
from subjects import column, cone, monkey

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]


def _chest() -> None:
    bpy.ops.mesh.primitive_cube_add(size=1.0, scale=(1.4, 0.6, 0.8))


def _ball() -> None:
    bpy.ops.mesh.primitive_uv_sphere_add(radius=0.6)


SHOTS = [
    pytest.param(monkey, (0, -6, 1.0), (85, 0, 0), {"lens": 50}, id="monkey seen from the front"),
    pytest.param(cone, (4, -5, 1.5), (78, 0, 38), {"type": "ORTHO", "ortho_scale": 5}, id="cone without perspective"),
    pytest.param(
        _chest, (-3, 4, 1.5), (75, 0, 217), {"lens": 35, "shift_y": 0.1}, id="chest from behind, shifted lens"
    ),
    pytest.param(_ball, (1, -8, 2.2), (80, 0, 7), {"lens": 70}, id="ball with a long lens"),
    pytest.param(column, (2, -2.5, 1.6), (80, 0, 40), {"lens": 24}, id="column from near by"),
]


@pytest.fixture
def studio(online: Any) -> Any:
    """A scene with a camera, a big other object, and a renderer that works everywhere."""
    scene = bpy.context.scene
    bpy.ops.object.camera_add()
    scene.camera = bpy.context.object
    bpy.ops.object.light_add(type="SUN", rotation=(0.6, 0.3, 0))
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0, 0, -0.5), scale=(30, 30, 1))
    bpy.context.object.name = "Ground"
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x, scene.render.resolution_y = 320, 256
    scene.rodin_props.only_selected = True
    scene.rodin_props.quality = "LOW"
    online.scenario(texture_pixels=64, max_faces=4000)
    return online


def _stage(make: Callable[[], None], location: Any, rotation: Any, **lens: Any) -> Any:
    """Let a subject stand on the ground, selected, and the camera look."""
    make()
    subject = bpy.context.object
    subject.name = "Old Subject"
    subject.rotation_euler.z += 0.6
    bpy.context.view_layer.update()
    low = min((subject.matrix_world @ Vector(corner)).z for corner in subject.bound_box)
    subject.location += Vector((0.4, 0.0, -low))
    camera = bpy.context.scene.camera
    camera.location, camera.rotation_euler = location, [math.radians(each) for each in rotation]
    for name, value in lens.items():
        setattr(camera.data, name, value)
    bpy.context.view_layer.update()
    return subject


def _silhouette(part: Part, thing: Any, path: Path) -> numpy.ndarray:
    """Where an object is in the camera's whole picture."""
    scene = bpy.context.scene
    hidden = [each for each in scene.objects if each.type == "MESH" and each is not thing and not each.hide_render]
    for each in hidden:
        each.hide_render = True
    part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=path
    ).render_blocking()
    for each in hidden:
        each.hide_render = False
    with Image.open(path) as image:
        return numpy.asarray(image)[..., 3] > 128


@pytest.mark.parametrize(("make", "location", "rotation", "lens"), SHOTS)
@pytest.mark.long
def test_the_prop_takes_its_subjects_place_in_the_picture(
    studio: Any,
    part: Part,
    jobs: Jobs,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    make: Callable[[], None],
    location: Any,
    rotation: Any,
    lens: dict[str, Any],
) -> None:
    subject = _stage(make, location, rotation, **lens)
    assert bpy.ops.rodin_props.generate_from_camera() == {"FINISHED"}
    prop = bpy.data.objects["Old Subject.001"]
    assert prop.type == "MESH"
    seen = _silhouette(part, subject, tmp_path / "subject.png")
    taken = _silhouette(part, prop, tmp_path / "prop.png")
    overlap = (seen & taken).sum() / (seen | taken).sum()
    record_property("overlap", float(overlap))
    print(f"overlap {overlap:.3f}")
    assert seen.sum() > 500
    assert overlap >= 0.8
    floor = min((prop.matrix_world @ Vector(corner)).z for corner in prop.bound_box)
    assert floor == pytest.approx(0.0, abs=0.02)
    assert [each.name for each in bpy.context.selected_objects] == ["Old Subject"]


@pytest.mark.long
def test_it_stays_near_its_subject_though_the_camera_looks_down_on_it(studio: Any, part: Part, tmp_path: Path) -> None:
    """The service sees the top of a crate as a part of its front: what it makes cannot cover the crate's corners."""
    subject = _stage(lambda: bpy.ops.mesh.primitive_cube_add(size=2.0), (7.4, -6.9, 5.0), (63.6, 0, 46.7))
    bpy.ops.rodin_props.generate_from_camera()
    prop = bpy.data.objects["Old Subject.001"]
    away = (prop.location - subject.location).xy.length
    seen = _silhouette(part, subject, tmp_path / "subject.png")
    taken = _silhouette(part, prop, tmp_path / "prop.png")
    assert away < 0.8  # of a crate 2 m wide
    assert (seen & taken).sum() / (seen | taken).sum() >= 0.8


@pytest.mark.long
def test_the_picture_shows_the_selection_alone(studio: Any, jobs: Jobs) -> None:
    _stage(_ball, (0, -6, 1.0), (85, 0, 0))
    bpy.ops.rodin_props.generate_from_camera()
    (sent,) = studio.record()["submissions"]
    job = jobs()[0]
    with Image.open(job.folder / job.images[0]) as image:
        alpha = numpy.asarray(image)[..., 3] > 128
    rows, columns = alpha.any(axis=1).nonzero()[0], alpha.any(axis=0).nonzero()[0]
    assert not alpha[-1].any()  # no ground
    assert (columns[-1] - columns[0]) > 0.8 * alpha.shape[1] or (rows[-1] - rows[0]) > 0.8 * alpha.shape[0]
    assert job.options.use_original_alpha
    assert "use_original_alpha" in str(sent)
    assert not bpy.context.scene.rodin_props.use_original_alpha


def test_nothing_selected_is_refused_before_anything_is_rendered(studio: Any, jobs: Jobs) -> None:
    _stage(_ball, (0, -6, 1.0), (85, 0, 0))
    bpy.ops.object.select_all(action="DESELECT")
    with pytest.raises(RuntimeError, match="Select the objects"):
        bpy.ops.rodin_props.generate_from_camera()
    assert not studio.record()["requests"]


def test_a_subject_out_of_the_picture_is_refused(studio: Any) -> None:
    count = len(bpy.data.objects)
    _stage(_ball, (0, -6, 1.0), (85, 0, 180))
    with pytest.raises(RuntimeError, match="camera's view"):
        bpy.ops.rodin_props.generate_from_camera()
    assert not studio.record()["requests"]
    assert len(bpy.data.objects) == count + 1


def test_without_a_subject_it_stands_where_the_camera_looks(studio: Any) -> None:
    bpy.context.scene.rodin_props.only_selected = False
    bpy.context.scene.rodin_props.height_meters = 0.5
    bpy.context.scene.cursor.location = (9, 9, 9)
    camera = bpy.context.scene.camera
    camera.location, camera.rotation_euler = (0, -4, 4), (math.radians(45), 0, 0)
    camera.name = "Shot"
    bpy.data.objects["Ground"].scale = (0.1, 0.1, 1)
    bpy.ops.mesh.primitive_monkey_add(size=0.8, location=(0.7, 0, 0.4))
    bpy.ops.rodin_props.generate_from_camera()
    prop = bpy.data.objects["Shot view"]
    assert tuple(prop.location) == pytest.approx((0, 0, 0), abs=1e-3)
    assert prop.dimensions.z == pytest.approx(0.5, rel=1e-3)


@pytest.mark.long
def test_at_the_cursor_it_is_as_big_as_was_asked(studio: Any) -> None:
    settings = bpy.context.scene.rodin_props
    settings.placement, settings.height_meters = "CURSOR", 2.5
    _stage(_ball, (0, -6, 1.0), (85, 0, 0))
    bpy.context.scene.cursor.location = (3, 1, 0)
    bpy.ops.rodin_props.generate_from_camera()
    prop = bpy.data.objects["Old Subject.001"]
    assert tuple(prop.location) == pytest.approx((3, 1, 0), abs=1e-4)
    assert prop.dimensions.z == pytest.approx(2.5, rel=1e-3)


def test_there_is_no_viewport_in_background_mode(studio: Any) -> None:
    with pytest.raises(RuntimeError, match="no 3D viewport"):
        bpy.ops.rodin_props.generate_from_viewport()
    assert not studio.record()["requests"]
