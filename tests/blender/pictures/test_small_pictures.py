# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for lists look like the pictures beside them, and Blender reads no picture where there is one."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def small(part: Part) -> ModuleType:
    return part("scene.images.small_picture")


@pytest.fixture
def loaded(part: Part, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that Blender reads for panels, as it begins to."""
    thumbnails = part("ui.layouts.thumbnails")
    thumbnails.release()
    read: list[str] = []
    load = thumbnails._loaded

    def noted(path: Path, name: str) -> int:
        read.append(path.name)
        return load(path, name)

    monkeypatch.setattr(thumbnails, "_loaded", noted)
    yield read
    thumbnails.release()


def halves(width: int, height: int) -> Any:
    """Red above, half clear green below."""
    pixels = numpy.zeros((height, width, 4), dtype=numpy.uint8)
    pixels[: height // 2] = (255, 0, 0, 255)
    pixels[height // 2 :] = (0, 255, 0, 128)
    return pixels


def as_rows(size: tuple[int, int], pixels: bytes) -> Any:
    return numpy.frombuffer(pixels, dtype=numpy.uint8).reshape(size[1], size[0], 4)[::-1]


@pytest.mark.parametrize(
    ("given", "size", "icon_size"),
    [
        ((2048, 1024), (128, 64), (32, 16)),
        ((100, 300), (43, 128), (11, 32)),
        ((16, 8), (16, 8), (16, 8)),
        ((2048, 2), (128, 1), (32, 1)),
    ],
)
def test_both_sizes_show_the_whole_picture(
    small: ModuleType, tmp_path: Path, given: tuple[int, int], size: tuple[int, int], icon_size: tuple[int, int]
) -> None:
    small.write(halves(*given), tmp_path / "image_1.png")
    read = small.read(small.path_for(tmp_path / "image_1.png"))
    assert (read.size, read.icon_size) == (size, icon_size)
    for sides, pixels in ((read.size, read.pixels), (read.icon_size, read.icon_pixels)):
        rows = as_rows(sides, pixels)
        if sides[1] > 1:
            assert tuple(rows[0, 0]) == (255, 0, 0, 255)
            assert tuple(rows[-1, -1]) == (0, 128, 0, 128)


def test_colors_are_multiplied_by_their_alpha_as_blender_draws_them(small: ModuleType, tmp_path: Path) -> None:
    pixels = numpy.zeros((256, 256, 4), dtype=numpy.uint8)
    pixels[:, ::2] = (200, 100, 50, 255)
    small.write(pixels, tmp_path / "image_1.png")
    read = small.read(tmp_path / "image_1.rgba")
    assert tuple(as_rows(read.size, read.pixels)[64, 64]) == (100, 50, 25, 128)


@pytest.mark.parametrize("content", [b"", b"RPs1", b"RPs1" + b"\xff" * 100, b"RPs1" + b"\0" * 8, b"other" * 100])
def test_what_is_no_small_picture_is_none(small: ModuleType, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "image_1.rgba"
    path.write_bytes(content)
    assert small.read(path) is None
    assert small.read(tmp_path / "nowhere.rgba") is None


def test_a_full_disk_is_no_obstacle(small: ModuleType, tmp_path: Path) -> None:
    small.write(halves(64, 64), tmp_path / "no such folder" / "image_1.png")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_with_a_small_one_is_not_read_by_blender(
    small: ModuleType, part: Part, tmp_path: Path, loaded: list[str]
) -> None:
    picture, old = tmp_path / "image_1.png", tmp_path / "old.png"
    small.write(halves(256, 128), picture)
    part("scene.images.pixels").write_png(halves(64, 64), old)
    thumbnails = part("ui.layouts.thumbnails")
    thumbnails.icon_id(picture)
    assert loaded == []
    (preview,) = thumbnails._collection().values()
    assert (tuple(preview.image_size), tuple(preview.icon_size)) == ((128, 64), (32, 16))
    assert [round(255 * value) for value in preview.image_pixels_float[:4]] == [0, 128, 0, 128]
    thumbnails.icon_id(old, may_read=False)
    thumbnails.icon_id(tmp_path / "nowhere.png")
    assert loaded == []
    thumbnails.icon_id(old)
    assert loaded == ["old.png"]


def test_where_the_small_one_is_broken_the_picture_is_read(
    small: ModuleType, part: Part, tmp_path: Path, loaded: list[str]
) -> None:
    picture = tmp_path / "image_1.png"
    part("scene.images.pixels").write_png(halves(64, 64), picture)
    small.path_for(picture).write_bytes(b"broken")
    for _ in range(2):
        part("ui.layouts.thumbnails").icon_id(picture)
    assert set(loaded) == {"image_1.png"}


def test_a_job_has_small_pictures_of_what_was_sent_and_of_what_came(
    online: Any, small: ModuleType, jobs: Callable[[], Any], tmp_path: Path, part: Part
) -> None:
    picture = tmp_path / "half.png"
    part("scene.images.pixels").write_png(halves(600, 600), picture)
    bpy.ops.rodin_props.generate_from_image(filepath=str(picture))
    job = jobs()[0]
    sent = small.read(small.path_for(job.folder / job.images[0]))
    assert tuple(as_rows(sent.size, sent.pixels)[0, 0]) == (255, 0, 0, 255)
    came = small.read(small.path_for(job.preview_path))
    assert max(came.size) == small.SIDE_PIXELS
    assert len(set(as_rows(came.size, came.pixels).reshape(-1, 4)[:, 0])) > 2
