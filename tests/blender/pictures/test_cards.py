# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures that stand in placeholders, and the shapes of props: made once, quick to be read."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from PIL import Image

Part = Callable[[str], ModuleType]


def pixels_of(card: Any) -> numpy.ndarray:
    """The pixels of a card, top row first."""
    return numpy.frombuffer(card.pixels, numpy.uint8).reshape(card.height, card.width, 4)[::-1]


def cutout(height: int = 600, width: int = 800) -> numpy.ndarray:
    """A red bar, half as wide as it is high, its left half half seen, in a clear picture."""
    picture = numpy.zeros((height, width, 4), numpy.uint8)
    picture[100:500, 300:500] = (250, 10, 20, 255)
    picture[100:500, 300:400, 3] = 128
    return picture


def test_a_cut_out_picture_is_cut_to_what_is_seen(part: Part) -> None:
    card = part("scene.cards.make_card").make(cutout(), side_pixels=102)
    assert (card.width, card.height) == (52, 102)
    pixels = pixels_of(card)
    assert pixels[50, 10].tolist() == [250, 10, 20, 128]
    assert pixels[50, 40].tolist() == [250, 10, 20, 255]


def test_the_margin_is_clear_and_has_the_color_beside_it(part: Part) -> None:
    pixels = pixels_of(part("scene.cards.make_card").make(cutout()))
    for edge in (pixels[0, 1:-1], pixels[-1, 1:-1], pixels[1:-1, 0], pixels[1:-1, -1]):
        assert (edge == (250, 10, 20, 0)).all()


def test_a_picture_that_fills_its_frame_gets_round_corners_and_a_border(part: Part) -> None:
    card = part("scene.cards.make_card").make(numpy.full((512, 1024, 4), (40, 80, 120, 255), numpy.uint8))
    assert (card.width, card.height) == (256, 129)
    pixels = pixels_of(card).astype(int)
    assert pixels[1, 1, 3] == 0
    assert pixels[64, 1, 3] == pixels[64, 128, 3] == 255
    assert pixels[64, 128].tolist() == [40, 80, 120, 255]
    assert (pixels[64, 1, :3] > pixels[64, 128, :3] + 60).all()


@pytest.mark.parametrize("sides", [(1, 1), (1, 3000), (2, 5), (700, 513)])
def test_pictures_of_all_sides_have_a_card(part: Part, tmp_path: Path, sides: tuple[int, int]) -> None:
    made = part("scene.cards.make_card").make(numpy.full((*sides, 4), 255, numpy.uint8))
    assert max(made.width, made.height) <= 256
    part("scene.cards.card_file").write(made, tmp_path / "a.card")
    assert part("scene.cards.card_file").read(tmp_path / "a.card") == made


@pytest.mark.parametrize("damage", ["nothing", "head", "half", "other", "huge"])
def test_a_broken_file_is_no_card(part: Part, tmp_path: Path, damage: str) -> None:
    file, path = part("scene.cards.card_file"), tmp_path / "a.card"
    file.write(part("scene.cards.make_card").make(cutout()), path)
    whole = path.read_bytes()
    broken = {
        "nothing": b"",
        "head": whole[:14],
        "half": whole[: len(whole) // 2],
        "other": whole[:16] + b"\0" * 50,
        "huge": whole[:12] + b"\xff" * 4 + whole[16:],
    }
    path.write_bytes(broken[damage])
    with pytest.raises(ValueError, match="card"):
        file.read(path)


def test_a_job_of_a_picture_keeps_its_card(online: Any, jobs: Callable[[], Any], tmp_path: Path) -> None:
    Image.fromarray(cutout(1200, 1600)).save(tmp_path / "bar.png")
    bpy.ops.rodin_props.generate_from_image(filepath=str(tmp_path / "bar.png"))
    folder = jobs()[0].folder
    assert sorted(path.name for path in folder.glob("image_*")) == ["image_1.card", "image_1.png", "image_1.rgba"]


def test_the_camera_s_picture_has_a_card(part: Part, stage: Any, take: Callable[[], Any], tmp_path: Path) -> None:
    take()
    card = part("scene.cards.card_file").read(tmp_path / "picture.card")
    assert 10 < max(card.width, card.height) < 64  # what is seen of the cube
    assert pixels_of(card)[card.height // 2, card.width // 2, 3] == 255


def grid(cells: int) -> Any:
    """A mesh of quads that waves."""
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=cells, y_subdivisions=cells, size=2.0)
    mesh = bpy.context.object.data
    for vertex in mesh.vertices:
        vertex.co.z = 0.2 * numpy.sin(4 * vertex.co.x)
    return mesh


def area(shape: Any) -> float:
    """The area of a shape's triangles."""
    first, second, third = (shape.corners[:, index] for index in range(3))
    return float(numpy.linalg.norm(numpy.cross(second - first, third - first), axis=1).sum() / 2)


def test_a_mesh_of_few_faces_has_its_own_shape(part: Part, addon: ModuleType) -> None:
    bpy.ops.mesh.primitive_cylinder_add(vertices=7, radius=1.0, depth=3.0)
    mesh = bpy.context.object.data
    shape = part("scene.cards.shape").shape_of(mesh)
    assert len(shape.corners) == 7 * 2 + 2 * 5
    assert area(shape) == pytest.approx(sum(face.area for face in mesh.polygons))
    (low, high) = (numpy.array(point) for point in (shape.low, shape.high))
    assert (high - low)[2] == pytest.approx(3.0)
    outward = (shape.normals * (shape.corners.mean(axis=1) - (low + high) / 2)).sum(axis=1)
    assert (outward > 0.0).all()


def test_a_mesh_of_many_faces_has_fewer_about_as_large(part: Part, addon: ModuleType) -> None:
    mesh = grid(100)
    shape = part("scene.cards.shape").shape_of(mesh)
    assert len(shape.corners) < 0.25 * 2 * len(mesh.polygons)
    assert area(shape) == pytest.approx(sum(face.area for face in mesh.polygons), rel=0.1)


def test_of_a_mesh_of_too_many_faces_the_box_is_shown(
    part: Part, addon: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = part("scene.cards.shape")
    monkeypatch.setattr(module, "MOST_FACES", 50)
    shape = module.shape_of(grid(10))
    assert len(shape.corners) == 12
    assert numpy.ptp(shape.corners.reshape(-1, 3), axis=0) == pytest.approx(numpy.array(shape.high) - shape.low)


@pytest.mark.parametrize("height", [float("nan"), float("inf"), None])
def test_what_has_no_extent_or_is_nowhere_has_no_shape(part: Part, addon: ModuleType, height: float | None) -> None:
    mesh = bpy.data.meshes.new("Odd")
    if height is not None:
        mesh.from_pydata([(0, 0, height), (1, 0, 0), (0, 1, 0)], [], [(0, 1, 2)])
    assert part("scene.cards.shape").shape_of(mesh) is None
