# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that live in Blender: what is sent of them, what is refused, and that nothing of them changes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from picture_kinds import read_picture
from PIL import Image

Part = Callable[[str], ModuleType]
SIDE = 512


def _noise(*, opaque: bool = False) -> numpy.ndarray:
    pixels = numpy.random.default_rng(3).integers(0, 256, (SIDE, SIDE, 4), dtype=numpy.uint8)
    pixels[..., 3] = 255 if opaque else numpy.where(pixels[..., 3] < 100, 128, 255)
    return pixels


def _painted(pixels: numpy.ndarray, **options: Any) -> Any:
    """An image with these pixels (top row first), never saved."""
    color_space = options.pop("color_space", "sRGB")
    height, width = pixels.shape[:2]
    image = bpy.data.images.new("Painted", width, height, alpha=True, **options)
    image.colorspace_settings.name = color_space
    values = pixels if pixels.dtype == numpy.float32 else pixels.astype(numpy.float32) / 255
    image.pixels.foreach_set(numpy.ascontiguousarray(values[::-1]).ravel())
    image.update()
    return image


@pytest.mark.parametrize("color_space", ["sRGB", "Non-Color"])
def test_a_painted_unsaved_image_is_sent_as_it_was_painted(save: Callable, color_space: str) -> None:
    pixels = _noise()
    image = _painted(pixels, color_space=color_space)
    assert image.is_dirty
    saved = save(image)
    assert saved.path.suffix == ".png"
    assert saved.note == ""
    assert (read_picture(saved.path) == pixels).all()
    assert image.is_dirty


@pytest.mark.long
def test_a_generated_image_is_sent(save: Callable) -> None:
    image = bpy.data.images.new("Grid", 1024, 512)
    image.generated_type = "COLOR_GRID"
    picture = read_picture(save(image).path)
    assert picture.shape[:2] == (512, 1024)
    assert len(numpy.unique(picture.reshape(-1, 4), axis=0)) > 20


@pytest.mark.long
def test_brightness_beyond_white_is_cut_off_unless_the_image_is_viewed_as_a_render(save: Callable) -> None:
    bpy.context.scene.view_settings.view_transform = "AgX"
    pixels = numpy.full((SIDE, SIDE, 4), (0.5, 0.18, 4.0, 1.0), numpy.float32)
    pixels[SIDE // 2 :] = (0.0, 0.0, 0.0, 1.0)
    image = _painted(pixels, float_buffer=True, color_space="Linear Rec.709")
    saved = save(image)
    assert saved.note == ""
    assert read_picture(saved.path)[0, 0].tolist() == pytest.approx([188, 118, 255, 255], abs=1)
    image.use_view_as_render = True
    image.pixels.foreach_set(pixels[::-1].ravel())
    assert 200 < read_picture(save(image).path)[0, 0, 2] < 255
    assert read_picture(save(image).path)[0, 0, 0] != 188


def test_an_images_own_file_is_sent_as_it_looks_and_without_its_notes(save: Callable, own: Path) -> None:
    path = own / "photo.jpg"
    Image.fromarray(_noise(opaque=True)[..., :3]).save(path, quality=80, comment=b"where it was taken")
    saved = save(bpy.data.images.load(str(path)))
    assert (saved.path.suffix, saved.note) == (".png", "")
    assert abs(read_picture(saved.path) - read_picture(path)).max() <= 4  # decoders of JPEG differ by so much
    assert b"where it was taken" not in saved.path.read_bytes()


def test_a_packed_image_is_sent_though_its_file_is_gone(save: Callable, own: Path) -> None:
    path = own / "photo.png"
    pixels = _noise()
    Image.fromarray(pixels).save(path)
    image = bpy.data.images.load(str(path))
    image.pack()
    path.unlink()
    assert (read_picture(save(image).path) == pixels).all()


def test_a_file_that_was_painted_on_is_sent_with_the_paint(save: Callable, own: Path) -> None:
    path = own / "photo.png"
    Image.fromarray(_noise(opaque=True)).save(path)
    image = bpy.data.images.load(str(path))
    values = numpy.full((SIDE, SIDE, 4), 1.0, numpy.float32)
    values[0, :, :3] = 0.0
    image.pixels.foreach_set(values.ravel())
    sent = read_picture(save(image).path)
    assert (sent[:-1] == 255).all()
    assert (sent[-1, :, :3] == 0).all()
    assert read_picture(path)[:-1].min() < 255


@pytest.mark.parametrize("suffix", [".tif", ".tga", ".bmp"])
def test_other_formats_look_the_same(save: Callable, own: Path, suffix: str) -> None:
    path = own / f"photo{suffix}"
    pixels = _noise(opaque=True)
    Image.fromarray(pixels[..., :3]).save(path)
    saved = save(bpy.data.images.load(str(path)))
    assert (saved.path.suffix, saved.note) == (".png", "")
    assert (read_picture(saved.path) == pixels).all()


@pytest.mark.long
def test_a_big_image_is_scaled_down_and_says_so(save: Callable) -> None:
    image = bpy.data.images.new("Wide", 3000, 1000)
    image.generated_type = "COLOR_GRID"
    saved = save(image)
    assert saved.note == "scaled to 2048 × 683 pixels"
    assert read_picture(saved.path).shape == (683, 2048, 4)


@pytest.mark.long
def test_an_image_without_alpha_is_sent_opaque(save: Callable) -> None:
    image = _painted(_noise())
    image.alpha_mode = "NONE"
    image.pixels.foreach_set(_noise().astype(numpy.float32).ravel() / 510)
    assert (read_picture(save(image).path)[..., 3] == 255).all()


@pytest.mark.long
def test_of_a_tiled_image_the_first_tile_is_sent_and_that_is_said(save: Callable, own: Path) -> None:
    for number, color in ((1001, "red"), (1002, "blue")):
        Image.linear_gradient("L").resize((SIDE, SIDE)).convert("RGB").save(own / f"tile.{number}.png")
        with Image.open(own / f"tile.{number}.png") as tile:
            tile.paste(color, (0, 0, 100, SIDE))
            tile.save(own / f"tile.{number}.png")
    image = bpy.data.images.load(str(own / "tile.<UDIM>.png"))
    image.source = "TILED"
    image.tiles.new(1002)
    saved = save(image)
    assert saved.note == "reduced to the first of its tiles"
    assert read_picture(saved.path)[0, 0].tolist() == [255, 0, 0, 255]


@pytest.mark.long
def test_of_a_sequence_one_frame_is_sent_and_that_is_said(save: Callable, own: Path) -> None:
    for number in (1, 2):
        Image.fromarray(_noise(opaque=True)).save(own / f"frame_{number:04}.png")
    image = bpy.data.images.load(str(own / "frame_0001.png"))
    image.source = "SEQUENCE"
    saved = save(image)
    assert saved.note == "reduced to one of its frames"
    assert (read_picture(saved.path) == _noise(opaque=True)).all()


def test_an_image_whose_file_is_gone_is_refused(save: Callable, part: Part, own: Path) -> None:
    path = own / "photo.png"
    Image.fromarray(_noise()).save(path)
    image = bpy.data.images.load(str(path))
    path.unlink()
    with pytest.raises(part("scene.errors").PictureUnusable, match="no picture"):
        save(image)


def test_a_tiny_image_is_refused(save: Callable) -> None:
    saved = save(bpy.data.images.new("Dot", 8, 8))
    assert saved.refusal == "it is only 8 × 8 pixels"
    assert not saved.path.exists()


def test_a_folder_that_takes_no_file_is_told_apart(part: Part, tmp_path: Path) -> None:
    image = bpy.data.images.new("Grid", SIDE, SIDE)
    with pytest.raises(FileNotFoundError):
        part("scene.images.blender_images").order_of(image, tmp_path / "gone" / "image_1.png", bpy.context.scene)
