# SPDX-License-Identifier: GPL-3.0-or-later
"""What is cut out of a picture, what is refused before anything is paid, and what boxes tell of places."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import numpy
import pytest
from bpy_extras.object_utils import world_to_camera_view
from drawn_words import Layout, context
from mathutils import Vector
from PIL import Image

Part = Callable[[str], ModuleType]
WHOLE = [{"name": "thing", "box": (0.1, 0.1, 0.9, 0.9)}]


@pytest.fixture
def camera(online: Any) -> Any:
    """A camera 2 m above a floor, looking along +Y and a little down."""
    bpy.ops.object.camera_add(location=(0, -6, 2), rotation=(math.radians(80), 0, 0))
    scene = bpy.context.scene
    scene.camera = bpy.context.object
    scene.render.resolution_x, scene.render.resolution_y = 320, 160
    bpy.ops.mesh.primitive_plane_add(size=60)
    bpy.context.view_layer.update()
    return scene.camera


def _prepared(part: Part, file: Path, cut: Any, folder: Path) -> numpy.ndarray:
    """What is sent of a picture file."""
    orders = part("scene.images.orders")
    order = orders.PictureOrder(destination=folder / "sent.png", file=file, cut=cut)
    preparation = part("scene.images.preparation").PicturePreparation((order,), folder)
    preparation.wait()
    (prepared,) = preparation.pictures
    assert not prepared.refusal, prepared.refusal
    with Image.open(prepared.path) as image:
        return numpy.asarray(image.convert("RGBA"))


def test_a_box_takes_its_part_of_the_picture_at_the_pictures_full_size(
    addon: ModuleType, part: Part, tmp_path: Path
) -> None:
    pixels = numpy.zeros((1500, 3000, 3), dtype=numpy.uint8)
    pixels[:750, 1500:] = (200, 30, 30)  # the upper right quarter
    pixels[:750:2, 1500:] = (220, 60, 60)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    cut = part("scene.cutting.cut").Cut(box=(0.5, 0.5, 1.0, 1.0))
    sent = _prepared(part, tmp_path / "photo.png", cut, tmp_path)
    assert sent.shape[:2] == (750, 1500)
    assert sent[..., 0].min() > 150


def test_a_silhouette_leaves_out_what_stands_before_it(camera: Any, part: Part) -> None:
    things = []
    for place in ((0.5, 0.0), (0.0, 2.0)):
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=(*place, 0.5))
        things.append(bpy.context.object)
    depsgraph = bpy.context.evaluated_depsgraph_get()
    view = part("scene.measure.view").View.of(camera, depsgraph, aspect=2.0)
    whole = (0.0, 0.0, 1.0, 1.0)
    shapes = part("scene.cutting.shapes")
    both, alone = (shapes.Shapes(view, some, depsgraph, picture=whole) for some in (things, things[1:]))
    nearer, seen = (shapes.mask_of(both.path, number, box=whole, width=200, height=100) for number in (0, 1))
    complete = shapes.mask_of(alone.path, 0, box=whole, width=200, height=100)
    assert seen.sum() > 50
    assert seen.sum() < 0.9 * complete.sum()
    assert not (seen & nearer).any()
    assert (complete & ~seen & nearer).sum() == (complete & ~seen).sum()


CAMERAS = {
    "lens shift": {"shift_x": 0.2, "shift_y": -0.1},
    "orthographic": {"type": "ORTHO", "ortho_scale": 7.0, "shift_x": 0.1},
    "upright": {"sensor_fit": "VERTICAL", "shift_y": 0.1},
}


@pytest.mark.parametrize("kind", CAMERAS)
def test_a_silhouette_is_where_any_straight_camera_shows_it(camera: Any, part: Part, kind: str) -> None:
    for name, value in CAMERAS[kind].items():
        setattr(camera.data, name, value)
    scene, whole = bpy.context.scene, (0.0, 0.0, 1.0, 1.0)
    scene.render.pixel_aspect_x = 1.5
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0.3, 0.0, 0.5), scale=(-1.0, 0.7, 1.2))
    box = bpy.context.object
    bpy.context.view_layer.update()
    seen = [world_to_camera_view(scene, camera, box.matrix_world @ Vector(corner)) for corner in box.bound_box]
    picture = part("session.cutting.one_picture").picture_of(bpy.context, "")
    shapes = part("scene.cutting.shapes")
    kept = shapes.Shapes(picture.view, [box], picture.depsgraph, picture=picture.part)
    rows, columns = shapes.mask_of(kept.path, 0, box=whole, width=600, height=200).nonzero()
    found = columns.min() / 600, 1.0 - (rows.max() + 1) / 200, (columns.max() + 1) / 600, 1.0 - rows.min() / 200
    expected = *(min(each[i] for each in seen) for i in (0, 1)), *(max(each[i] for each in seen) for i in (0, 1))
    assert found == pytest.approx(expected, abs=0.008)
    (place,) = part("scene.places.in_picture").places_in_picture(bpy.context, picture.view, [expected])
    assert place.location.x == pytest.approx(0.3, abs=0.35)


def test_a_thing_behind_another_one_may_reach_as_low_as_that_and_stands_behind_it(camera: Any, part: Part) -> None:
    view = part("scene.measure.view").View.of(camera, bpy.context.evaluated_depsgraph_get(), aspect=2.0)
    near, far, beside = (0.4, 0.1, 0.6, 0.4), (0.42, 0.39, 0.58, 0.7), (0.7, 0.3, 0.9, 0.5)
    places = part("scene.places.in_picture").places_in_picture(bpy.context, view, [near, far, beside])
    assert [place.view.beyond for place in places] == [near, (0.42, 0.1, 0.58, 0.7), beside]
    assert places[1].view.least_depth == pytest.approx(view.depth_of(places[0].location))
    assert places[0].location.y < places[1].location.y
    assert [place.location.z for place in places] == pytest.approx([0.0] * 3, abs=1e-4)
    assert all(part("scene.measure.view").View.from_json(each.view.to_json()) == each.view for each in places)


def test_a_side_at_the_edge_of_the_picture_may_be_anywhere_beyond(camera: Any, part: Part) -> None:
    view = part("scene.measure.view").View.of(camera, bpy.context.evaluated_depsgraph_get(), aspect=2.0)
    (place,) = part("scene.places.in_picture").places_in_picture(bpy.context, view, [(0.0, 0.2, 0.3, 0.5)])
    assert place.view.beyond[0] < -0.5
    assert place.view.beyond[1:] == (0.2, 0.3, 0.5)


def test_an_image_of_other_proportions_fits_into_the_middle_of_the_frame(camera: Any, part: Part) -> None:
    square = bpy.data.images.new("Square", 256, 256)
    picture = part("session.cutting.one_picture").picture_of(bpy.context, square.name)
    assert picture.part == pytest.approx((0.25, 0.0, 0.75, 1.0))
    assert picture.in_picture(picture.in_frame((0.1, 0.2, 0.3, 0.4))) == pytest.approx((0.1, 0.2, 0.3, 0.4))


REFUSED = {
    "no camera": (lambda: setattr(bpy.context.scene, "camera", None), WHOLE, "", "Add a camera"),
    "panorama": (lambda: setattr(bpy.context.scene.camera.data, "type", "PANO"), WHOLE, "", "panoramic"),
    "no box": (lambda: None, [], "", "No box was drawn"),
    "a click": (lambda: None, [{"name": "", "box": (0.5, 0.5, 0.502, 0.9)}], "", "No box was drawn"),
    "no image": (lambda: None, WHOLE, "Gone", "not in this file any more"),
}

if bpy.app.version >= (5, 0, 0):
    spoil = lambda: setattr(bpy.context.scene.camera.data, "type", "CUSTOM")  # noqa: E731
    REFUSED["a lens of its own"] = (spoil, WHOLE, "", "lens of its own")


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_is_refused_before_anything_is_sent(camera: Any, online: Any, kind: str) -> None:
    spoil, boxes, image, sentence = REFUSED[kind]
    spoil()
    before = len(bpy.data.objects)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.rodin_props.generate_from_boxes(boxes=boxes, image=image)
    assert not online.record()["submissions"]
    assert len(bpy.data.objects) == before


def test_a_box_that_shows_nothing_is_refused_and_takes_the_others_with_it(camera: Any, online: Any, jobs: Any) -> None:
    scene = bpy.context.scene
    bpy.data.objects.remove(bpy.data.objects["Plane"])
    bpy.ops.mesh.primitive_monkey_add(location=(0, 0, 1))
    scene.world = bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    known = len(jobs())
    boxes = [{"name": "monkey", "box": (0.3, 0.2, 0.7, 0.8)}, {"name": "sky", "box": (0.0, 0.8, 0.1, 1.0)}]
    with pytest.raises(RuntimeError, match="empty"):
        bpy.ops.rodin_props.generate_from_boxes(boxes=boxes)
    assert len(jobs()) == known
    assert not online.record()["submissions"]
    assert not [each for each in bpy.data.objects if each.type == "EMPTY"]


def test_a_blockout_behind_the_camera_is_refused_by_its_name(camera: Any, online: Any) -> None:
    for name, y in (("crate", 0.0), ("forgotten", -20.0)):
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0.0, y, 0.5))
        bpy.context.object.name = name
    for each in bpy.data.objects:
        each.select_set(each.name in ("crate", "forgotten"))
    with pytest.raises(RuntimeError, match="“forgotten” is not in the camera's view"):
        bpy.ops.rodin_props.generate_from_silhouettes()
    assert not online.record()["submissions"]


def test_no_press_can_be_repeated_by_accident(addon: ModuleType) -> None:
    for name in ("generate_from_boxes", "generate_from_silhouettes", "draw_boxes"):
        assert not getattr(bpy.types, f"RODIN_PROPS_OT_{name}").bl_options & {"REGISTER", "UNDO"}, name


def test_the_panel_says_how_many_silhouettes_there_are_and_what_they_cost(camera: Any, part: Part) -> None:
    layout = Layout()
    panel = part("ui.cutting.panels").RODIN_PROPS_PT_cutting
    panel.draw(SimpleNamespace(layout=layout), context(space_data=None))
    assert layout.buttons == ["Draw Boxes", "From Silhouettes"]
    assert "Select blockouts" in layout.words
    panel.draw(SimpleNamespace(layout=layout), context(space_data=None, selected_objects=[camera] * 3))
    assert layout.buttons[-1] == "From Silhouettes 3 · 1.5 credits"


def test_the_panel_says_what_keeps_boxes_from_being_drawn(camera: Any, part: Part) -> None:
    layout = Layout()
    panel = part("ui.cutting.panels").RODIN_PROPS_PT_cutting
    panel.draw(SimpleNamespace(layout=layout), context(space_data=None))
    assert "Draw boxes in the Image Editor, or in a 3D viewport." in layout.words
    bpy.context.scene.camera = None
    panel.draw(SimpleNamespace(layout=layout), context(space_data=None))
    assert "Add a camera to the scene" in layout.words
