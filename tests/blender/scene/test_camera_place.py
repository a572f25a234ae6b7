# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop made from a camera's picture stands where its subject stood and takes the same part of the picture."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from glb_files import Glb, Shape
from mathutils import Matrix, Vector
from PIL import Image
from subjects import column, cone, monkey

Part = Callable[[str], ModuleType]


def _table() -> None:
    bpy.ops.mesh.primitive_cube_add(size=1.0, scale=(0.6, 1.4, 0.8))


def _ring() -> None:
    bpy.ops.mesh.primitive_torus_add(rotation=(math.pi / 2, 0, 0))


VIEWS = [
    pytest.param(monkey, (0, -6, 1.5), (80, 0, 0), {"lens": 50}, id="monkey seen from the front"),
    pytest.param(cone, (4, -5, 3), (65, 0, 38), {"type": "ORTHO", "ortho_scale": 5}, id="cone without perspective"),
    pytest.param(_table, (-3, 4, 2), (70, 0, 217), {"lens": 35, "shift_y": 0.1}, id="table from behind, shifted lens"),
    pytest.param(_ring, (1, -8, 1.2), (90, 0, 7), {"lens": 70}, id="ring at eye level"),
    pytest.param(column, (2, -2.5, 5), (30, 0, 40), {"lens": 35}, id="column from above"),
]


@pytest.fixture
def studio(addon: ModuleType) -> bpy.types.Scene:
    """An empty scene with a camera and a grey world, and a renderer that works everywhere."""
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("World")
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x, scene.render.resolution_y = 640, 512
    return scene


def _aim(camera: Any, location: Any, rotation: Any, **lens: Any) -> None:
    camera.location, camera.rotation_euler = location, [math.radians(each) for each in rotation]
    for name, value in lens.items():
        setattr(camera.data, name, value)
    bpy.context.view_layer.update()


def _silhouette(part: Part, path: Path) -> numpy.ndarray:
    scene = bpy.context.scene
    capture = part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=path
    )
    capture.render_blocking()
    with Image.open(path) as image:
        return numpy.asarray(image)[..., 3] > 128


def _model_of(subject: Any, turn: float, path: Path) -> Path:
    """The model that a faithful service would make: upright, its front towards the camera, in a size of its own."""
    corners = numpy.array([tuple(subject.matrix_world @ vertex.co) for vertex in subject.data.vertices])
    points = (corners - corners.mean(axis=0)) @ numpy.array(Matrix.Rotation(turn, 3, "Z"))
    points *= 1.9 / numpy.ptp(points, axis=0).max()
    subject.data.calc_loop_triangles()
    triangles = numpy.array([tuple(each.vertices) for each in subject.data.loop_triangles])
    glb = Glb()
    glb.node(mesh=glb.mesh(Shape(numpy.stack((points[:, 0], points[:, 2], -points[:, 1]), axis=1), triangles)))
    return glb.write(path)


def _place(part: Part, subject: Any) -> tuple[Any, Any]:
    placement = part("scene.places.placement")
    place = part("scene.places.camera_place").place_before_camera(
        bpy.context, bpy.context.scene.camera, subject=[subject]
    )
    placeholder = placement.create_placeholder(
        bpy.context,
        job_id="job",
        name="Copy",
        size=part("scene.measure.size").Size(meters=place.height),
        location=place.location,
        turn=place.turn,
    )
    part("scene.places.view_fit").remember_view(placeholder, place.view, bpy.context)
    return place, placeholder


def _land(part: Part, model: Path) -> Any:
    props, placement = part("scene.props.add_prop"), part("scene.places.placement")
    return props.add_prop(
        bpy.context,
        prepared_path=None,
        model_path=model,
        provenance=part("scene.provenance").Provenance(job_id="job", name="Copy"),
        targets=placement.find_targets("job"),
        size=part("scene.measure.size").Size(),
    )


@pytest.mark.parametrize(("make", "location", "rotation", "lens"), VIEWS)
@pytest.mark.long
def test_the_prop_covers_its_subject_in_the_picture(
    part: Part,
    studio: bpy.types.Scene,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    make: Callable[[], None],
    location: Any,
    rotation: Any,
    lens: dict[str, Any],
) -> None:
    make()
    subject = bpy.context.object
    subject.rotation_euler.z += 0.6
    _aim(studio.camera, location, rotation, **lens)
    low = min((subject.matrix_world @ Vector(corner)).z for corner in subject.bound_box)
    subject.location += Vector((0.4, 0.0, -low))
    bpy.context.view_layer.update()
    seen = _silhouette(part, tmp_path / "subject.png")
    place, _ = _place(part, subject)
    model = _model_of(subject, place.turn, tmp_path / "model.glb")
    subject.hide_render = True
    _land(part, model)
    taken = _silhouette(part, tmp_path / "prop.png")
    overlap = (seen & taken).sum() / (seen | taken).sum()
    record_property("overlap", float(overlap))
    assert seen.sum() > 1000
    assert overlap > 0.95


def test_a_placeholder_that_was_moved_is_obeyed(part: Part, studio: bpy.types.Scene, tmp_path: Path) -> None:
    cone()
    subject = bpy.context.object
    _aim(studio.camera, (0, -6, 1.5), (80, 0, 0))
    place, placeholder = _place(part, subject)
    model = _model_of(subject, place.turn, tmp_path / "model.glb")
    placeholder.location.x += 3.0
    prop = _land(part, model)
    assert prop.location.x == pytest.approx(place.location.x + 3.0, abs=1e-4)


def test_without_a_subject_it_stands_on_the_first_surface_or_on_the_floor(part: Part, studio: bpy.types.Scene) -> None:
    place_before_camera = part("scene.places.camera_place").place_before_camera
    _aim(studio.camera, (0, -4, 4), (45, 0, 0))
    place = place_before_camera(bpy.context, studio.camera)
    assert tuple(place.location) == pytest.approx((0, 0, 0), abs=1e-4)
    assert place.turn == pytest.approx(0.0, abs=1e-5)
    bpy.ops.mesh.primitive_cube_add(size=2.0, location=(0, 0, 0))
    bpy.context.view_layer.update()
    place = place_before_camera(bpy.context, studio.camera)
    assert tuple(place.location) == pytest.approx((0, -1, 1), abs=1e-3)
    assert (place.height, place.view) == (None, None)


def test_a_camera_that_looks_at_the_sky_still_gives_a_place_in_view(part: Part, studio: bpy.types.Scene) -> None:
    _aim(studio.camera, (0, 0, 1), (120, 0, 0))
    place = part("scene.places.camera_place").place_before_camera(bpy.context, studio.camera)
    assert (place.location - Vector((0, 0, 1))).length == pytest.approx(5.0, abs=0.2)


def test_the_front_turns_to_the_camera(part: Part, studio: bpy.types.Scene) -> None:
    cone()
    for location, rotation, turn in (((6, 0, 1), (80, 0, 90), 90), ((0, 6, 1), (80, 0, 180), 180)):
        _aim(studio.camera, location, rotation)
        place = part("scene.places.camera_place").place_before_camera(
            bpy.context, studio.camera, subject=[bpy.context.object]
        )
        assert math.degrees(place.turn) % 360 == pytest.approx(turn, abs=1e-3)


def test_without_a_camera_it_says_so(part: Part, studio: bpy.types.Scene) -> None:
    with pytest.raises(part("scene.errors").NoCamera):
        part("scene.places.camera_place").place_before_camera(bpy.context, None)


def test_in_background_mode_there_is_no_viewport_to_place_in(part: Part, studio: bpy.types.Scene) -> None:
    with pytest.raises(part("scene.errors").NoWindow, match="no 3D viewport"):
        part("scene.places.camera_place").place_in_viewport(bpy.context)


@pytest.mark.parametrize("perspective", [True, False])
def test_a_viewports_middle_is_seen_where_it_is(part: Part, studio: bpy.types.Scene, perspective: bool) -> None:
    """A viewport's matrices stand in for one: a ray through its middle, and back."""
    module = part("scene.measure.view")
    region_3d = next(
        area.spaces.active.region_3d for screen in bpy.data.screens for area in screen.areas if area.type == "VIEW_3D"
    )
    region_3d.view_perspective = "PERSP" if perspective else "ORTHO"
    region_3d.update()
    view = module.View.of_viewport(region_3d)
    begin, direction = view.ray(0.5, 0.5)
    assert direction.dot(region_3d.view_rotation @ Vector((0, 0, -1))) == pytest.approx(1.0, abs=1e-5)
    assert (region_3d.view_location - begin).normalized().dot(direction) == pytest.approx(1.0, abs=1e-4)
