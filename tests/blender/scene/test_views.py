# SPDX-License-Identifier: GPL-3.0-or-later
"""A subject taken from its four sides: which side is on which picture, how big, and what surrounds it."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from glowing_box import BACK, FRONT, LEFT, RIGHT, glowing_box
from mathutils import Euler, Matrix
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


@pytest.fixture
def scene(addon: ModuleType) -> bpy.types.Scene:
    """An empty scene without any light, and a renderer that works everywhere."""
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.view_settings.view_transform = "Standard"
    return scene


def _capture(part: Part, folder: Path, *subject: Any, **options: Any) -> Any:
    bpy.context.view_layer.update()
    return part("scene.capture.ordering").views_capture(
        bpy.context.scene,
        view_layer=bpy.context.view_layer,
        subject=subject,
        folder=folder,
        **{"max_side_pixels": 256} | options,
    )


def _take(part: Part, folder: Path, *subject: Any, **options: Any) -> list[numpy.ndarray]:
    capture = _capture(part, folder, *subject, **options)
    assert capture.render_blocking() == tuple(folder / f"image_{number}.png" for number in (1, 2, 3, 4))
    assert capture.labels == ("F", "L", "B", "R")
    return [_read(path) for path in capture.pictures]


def _read(path: Path) -> numpy.ndarray:
    with Image.open(path) as image:
        assert (image.format, image.mode) == ("PNG", "RGBA")
        return numpy.asarray(image).astype(int)


def _color(picture: numpy.ndarray) -> tuple[int, ...]:
    """The colour in the middle of the picture, as one of the sides'."""
    height, width = picture.shape[:2]
    assert picture[height // 2, width // 2, 3] == 255
    return tuple(round(each / 255) for each in picture[height // 2, width // 2, :3])


def _extent(picture: numpy.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right and bottom edge of what is shown, in pixels."""
    rows, columns = (numpy.flatnonzero((picture[..., 3] > 128).any(axis=axis)) for axis in (1, 0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _parented(box: Any) -> None:
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.matrix_world = Matrix.Translation((5, 5, 5)) @ Euler((0, 0, 2.0)).to_matrix().to_4x4()
    box.parent = parent
    box.rotation_euler.z, box.scale = 0.7, (1.0, 1.0, 2.0)


def _under_a_roof(box: Any) -> None:
    """Other things stand all around it, and above."""
    for location in ((0, -2, 0), (2, 0, 0), (0, 2, 0), (-2, 0, 0), (0, 0, 2)):
        glowing_box("Wall", size=(1.5, 1.5, 1.5)).location = location


def _lying(box: Any) -> None:
    """As many importers leave their objects: drawn with Y up, and stood up by the object's rotation."""
    box.data.transform(Matrix.Rotation(-math.pi / 2, 4, "X"))
    box.rotation_euler = (math.pi / 2, 0.0, 0.5)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(lambda _: None, id="upright"),
        pytest.param(lambda box: setattr(box, "rotation_euler", (0, 0, 2.5)), id="turned"),
        pytest.param(lambda box: setattr(box, "rotation_euler", (0.4, 0.3, -1.0)), id="tilted"),
        pytest.param(_lying, id="stood up"),
        pytest.param(_parented, id="parented"),
        pytest.param(_under_a_roof, id="hemmed in"),
        pytest.param(lambda box: setattr(box, "scale", (-1e-3, 1e-3, 1e-3)), id="tiny and mirrored"),
    ],
)
def test_each_picture_shows_its_side_alone(
    part: Part, scene: bpy.types.Scene, tmp_path: Path, place: Callable[[Any], None]
) -> None:
    box = glowing_box("Box")
    place(box)
    pictures = _take(part, tmp_path, box)
    mirrored = box.scale.x < 0
    sides = [FRONT, RIGHT, BACK, LEFT] if mirrored else [FRONT, LEFT, BACK, RIGHT]
    assert [_color(each) for each in pictures] == sides
    for each in pictures:
        assert each[0, :, 3].max() == each[-1, :, 3].max() == each[:, 0, 3].max() == each[:, -1, 3].max() == 0


def test_the_left_picture_has_the_front_on_its_right(part: Part, scene: bpy.types.Scene, tmp_path: Path) -> None:
    """As Blender's own Left view does: left is what is left for somebody who stands in front."""
    body, nose = glowing_box("Body"), glowing_box("Nose", size=(0.2, 0.2, 0.2))
    nose.location.y = -0.6
    _, left, _, right = _take(part, tmp_path, body, nose)
    for picture, has_nose_first in ((left, False), (right, True)):
        columns = (picture[..., 3] > 128).sum(axis=0)
        columns = columns[columns > 0]
        first, last = columns[: len(columns) // 10].mean(), columns[-len(columns) // 10 :].mean()
        thin, thick = (first, last) if has_nose_first else (last, first)
        assert thin < thick / 2


def test_all_pictures_agree_on_the_size(part: Part, scene: bpy.types.Scene, tmp_path: Path) -> None:
    box = glowing_box("Shelf", size=(2.0, 0.5, 3.0))
    box.location, box.rotation_euler.z = (10, -4, 1), 1.0
    pictures = _take(part, tmp_path, box)
    assert len({each.shape for each in pictures}) == 1
    extents = [_extent(each) for each in pictures]
    heights, widths = zip(*((bottom - top, right - left) for left, top, right, bottom in extents), strict=True)
    assert heights[0] == heights[2]
    assert heights[1] == heights[3]
    # What is nearer is bigger: the shelf's front is nearer to the camera than its ends are to theirs, or farther.
    assert heights[0] == pytest.approx(heights[1], rel=0.12)
    assert widths[0] == widths[2] == pytest.approx(4 * widths[1], rel=0.15)


@pytest.mark.parametrize("size", [(1, 1, 1), (4, 1, 0.5), (0.3, 0.3, 5), (1, 3, 0.01)], ids=str)
def test_the_subject_fills_the_pictures_but_for_a_margin(
    part: Part, scene: bpy.types.Scene, tmp_path: Path, size: tuple[float, float, float]
) -> None:
    pictures = _take(part, tmp_path, glowing_box("Box", size=size))
    height, width = pictures[0].shape[:2]
    assert (max(height, width), min(height, width) >= 128) == (256, True)
    extents = numpy.array([_extent(each) for each in pictures])
    edges = [extents[:, 0].min(), extents[:, 1].min(), width - extents[:, 2].max(), height - extents[:, 3].max()]
    assert 0.05 * 256 < min(edges) < 0.08 * 256


def test_several_objects_are_taken_together_from_the_worlds_front(
    part: Part, scene: bpy.types.Scene, tmp_path: Path
) -> None:
    one, two = glowing_box("One"), glowing_box("Two")
    one.rotation_euler.z, two.location.z = 0.9, 1.2
    pictures = _take(part, tmp_path, two, one)
    height, width = pictures[0].shape[:2]
    assert height > 1.5 * width  # hardly wider than one, as high as both
    assert _color(pictures[0][: height // 2]) == FRONT


def test_an_empty_or_lamp_among_the_selected_does_not_turn_the_front(
    part: Part, scene: bpy.types.Scene, tmp_path: Path
) -> None:
    box, handle = glowing_box("Box"), bpy.data.objects.new("Handle", None)
    scene.collection.objects.link(handle)
    box.rotation_euler.z, handle.location = 2.0, (30, 0, 0)
    pictures = _take(part, tmp_path, handle, box)
    assert [_color(each) for each in pictures] == [FRONT, LEFT, BACK, RIGHT]


def test_a_side_that_shows_nothing_is_left_out(part: Part, scene: bpy.types.Scene, tmp_path: Path) -> None:
    poster = glowing_box("Poster", size=(1.0, 0.0, 1.0))
    capture = _capture(part, tmp_path, poster)
    assert [each.name for each in capture.render_blocking()] == ["image_1.png", "image_3.png"]
    assert capture.labels == ("F", "B")
    assert sorted(each.name for each in tmp_path.glob("*.png")) == ["image_1.png", "image_3.png"]
    assert sorted(each.name for each in tmp_path.glob("*.card")) == ["image_1.card", "image_3.card"]
    assert sorted(each.name for each in tmp_path.glob("*.rgba")) == ["image_1.rgba", "image_3.rgba"]
    assert len(list(tmp_path.iterdir())) == 6


def _hidden(box: Any) -> None:
    box.hide_render = True


def _in_hidden_collection(box: Any) -> None:
    collection = bpy.data.collections.new("Hidden")
    collection.hide_render = True
    bpy.context.scene.collection.children.link(collection)
    bpy.context.scene.collection.objects.unlink(box)
    collection.objects.link(box)


def _without_points(box: Any) -> None:
    box.data.clear_geometry()


@pytest.mark.parametrize("spoil", [_hidden, _in_hidden_collection, _without_points, None])
def test_without_a_subject_it_says_so(
    part: Part,
    scene: bpy.types.Scene,
    tmp_path: Path,
    spoil: Callable[[Any], None] | None,
) -> None:
    handle = bpy.data.objects.new("Handle", None)
    scene.collection.objects.link(handle)
    subject = [handle]
    if spoil is not None:
        subject.append(glowing_box("Box"))
        spoil(subject[1])
    bpy.context.view_layer.update()
    before = snapshot()
    with pytest.raises(part("scene.errors").CaptureError, match="Nothing that renders is selected"):
        _capture(part, tmp_path, *subject).render_blocking()
    assert differences(before, snapshot()) == {}


def test_a_subject_without_light_is_not_sent(part: Part, scene: bpy.types.Scene, tmp_path: Path) -> None:
    box = glowing_box("Box")
    box.data.materials.clear()
    capture = _capture(part, tmp_path, box)
    with pytest.raises(part("scene.errors").CaptureError, match=r"black: .* Add a light"):
        capture.render_blocking()
    assert capture.state is part("scene.capture.picture_capture").CaptureState.FAILED
    assert list(tmp_path.iterdir()) == []
