# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that live in Blender: what is sent of them, what is refused, and that nothing of them changes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]
SIDE = 512


@pytest.fixture
def save(part: Part, tmp_path: Path) -> Callable[[Any], Any]:
    """A function that orders an image to be made fit, and gives what became of it; nothing of the open file changes."""

    def run(image: Any) -> Any:
        before = snapshot()
        try:
            destination = tmp_path / "image_1.png"
            order = part("scene.images.blender_images").order_of(image, destination, bpy.context.scene)
        finally:
            assert differences(before, snapshot()) == {}
        preparation = part("scene.images.preparation").PicturePreparation((order,), tmp_path)
        preparation.wait()
        assert not preparation.is_done_here
        (prepared,) = preparation.pictures
        return prepared

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the artist's files."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


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


def _read(path: Path) -> numpy.ndarray:
    with Image.open(path) as image:
        return numpy.asarray(image.convert("RGBA")).astype(int)


def _render(width: int = 800, height: int = 600) -> Any:
    scene = bpy.context.scene
    if scene.camera is None:
        scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
        scene.collection.objects.link(scene.camera)
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=(0.0, 0.0, -4.0))
    scene.world = scene.world or bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = width, height, 100
    bpy.ops.render.render()
    return next(image for image in bpy.data.images if image.type == "RENDER_RESULT")


@pytest.mark.parametrize("color_space", ["sRGB", "Non-Color"])
def test_a_painted_unsaved_image_is_sent_as_it_was_painted(save: Callable, color_space: str) -> None:
    pixels = _noise()
    image = _painted(pixels, color_space=color_space)
    assert image.is_dirty
    saved = save(image)
    assert saved.path.suffix == ".png"
    assert saved.note == ""
    assert (_read(saved.path) == pixels).all()
    assert image.is_dirty


def test_a_generated_image_is_sent(save: Callable) -> None:
    image = bpy.data.images.new("Grid", 1024, 512)
    image.generated_type = "COLOR_GRID"
    picture = _read(save(image).path)
    assert picture.shape[:2] == (512, 1024)
    assert len(numpy.unique(picture.reshape(-1, 4), axis=0)) > 20


def test_brightness_beyond_white_is_cut_off_unless_the_image_is_viewed_as_a_render(save: Callable) -> None:
    bpy.context.scene.view_settings.view_transform = "AgX"
    pixels = numpy.full((SIDE, SIDE, 4), (0.5, 0.18, 4.0, 1.0), numpy.float32)
    pixels[SIDE // 2 :] = (0.0, 0.0, 0.0, 1.0)
    image = _painted(pixels, float_buffer=True, color_space="Linear Rec.709")
    saved = save(image)
    assert saved.note == ""
    assert _read(saved.path)[0, 0].tolist() == pytest.approx([188, 118, 255, 255], abs=1)
    image.use_view_as_render = True
    image.pixels.foreach_set(pixels[::-1].ravel())
    assert 200 < _read(save(image).path)[0, 0, 2] < 255
    assert _read(save(image).path)[0, 0, 0] != 188


def test_an_images_own_file_is_sent_as_it_looks_and_without_its_notes(save: Callable, own: Path) -> None:
    path = own / "photo.jpg"
    Image.fromarray(_noise(opaque=True)[..., :3]).save(path, quality=80, comment=b"where it was taken")
    saved = save(bpy.data.images.load(str(path)))
    assert (saved.path.suffix, saved.note) == (".png", "")
    assert abs(_read(saved.path) - _read(path)).max() <= 4  # decoders of JPEG differ by so much
    assert b"where it was taken" not in saved.path.read_bytes()


def test_a_packed_image_is_sent_though_its_file_is_gone(save: Callable, own: Path) -> None:
    path = own / "photo.png"
    pixels = _noise()
    Image.fromarray(pixels).save(path)
    image = bpy.data.images.load(str(path))
    image.pack()
    path.unlink()
    assert (_read(save(image).path) == pixels).all()


def test_a_file_that_was_painted_on_is_sent_with_the_paint(save: Callable, own: Path) -> None:
    path = own / "photo.png"
    Image.fromarray(_noise(opaque=True)).save(path)
    image = bpy.data.images.load(str(path))
    values = numpy.full((SIDE, SIDE, 4), 1.0, numpy.float32)
    values[0, :, :3] = 0.0
    image.pixels.foreach_set(values.ravel())
    sent = _read(save(image).path)
    assert (sent[:-1] == 255).all()
    assert (sent[-1, :, :3] == 0).all()
    assert _read(path)[:-1].min() < 255


@pytest.mark.parametrize("suffix", [".tif", ".tga", ".bmp"])
def test_other_formats_look_the_same(save: Callable, own: Path, suffix: str) -> None:
    path = own / f"photo{suffix}"
    pixels = _noise(opaque=True)
    Image.fromarray(pixels[..., :3]).save(path)
    saved = save(bpy.data.images.load(str(path)))
    assert (saved.path.suffix, saved.note) == (".png", "")
    assert (_read(saved.path) == pixels).all()


def test_a_big_image_is_scaled_down_and_says_so(save: Callable) -> None:
    image = bpy.data.images.new("Wide", 3000, 1000)
    image.generated_type = "COLOR_GRID"
    saved = save(image)
    assert saved.note == "scaled to 2048 × 683 pixels"
    assert _read(saved.path).shape == (683, 2048, 4)


def test_an_image_without_alpha_is_sent_opaque(save: Callable) -> None:
    image = _painted(_noise())
    image.alpha_mode = "NONE"
    image.pixels.foreach_set(_noise().astype(numpy.float32).ravel() / 510)
    assert (_read(save(image).path)[..., 3] == 255).all()


@pytest.mark.parametrize("file_format", ["PNG", "OPEN_EXR", "JPEG", "FFMPEG", "OPEN_EXR_MULTILAYER"])
def test_what_was_rendered_is_sent_as_the_scene_shows_it(save: Callable, file_format: str) -> None:
    image = _render()
    settings = bpy.context.scene.render.image_settings
    if hasattr(settings, "media_type"):
        kinds = {"FFMPEG": "VIDEO", "OPEN_EXR_MULTILAYER": "MULTI_LAYER_IMAGE"}
        settings.media_type = kinds.get(file_format, "IMAGE")
    settings.file_format = file_format
    settings.color_mode = "RGB" if file_format in {"JPEG", "FFMPEG"} else "RGBA"
    saved = save(image)
    assert _read(saved.path).shape == (600, 800, 4)
    assert saved.note == ""


def test_no_word_about_the_artists_file_goes_with_a_render(save: Callable, own: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(own / "secret_project.blend"))
    content = save(_render()).path.read_bytes()
    assert b"secret_project" not in content
    assert b"tEXt" not in content
    with Image.open(own.parent / "image_1.png") as picture:
        picture.load()


def test_no_word_about_the_artists_file_goes_with_a_camera_picture(part: Part, own: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(own / "secret_project.blend"))
    _render()
    scene = bpy.context.scene
    bpy.ops.mesh.primitive_plane_add(size=50.0, location=(0.0, 0.0, -5.0))  # so that the camera sees something
    capture = part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=own / "out.png"
    )
    capture.render_blocking()
    content = (own / "out.png").read_bytes()
    assert b"secret_project" not in content
    assert b"tEXt" not in content


def test_an_empty_render_slot_is_refused(save: Callable, part: Part) -> None:
    image = _render()
    image.render_slots.active_index = 3
    with pytest.raises(part("scene.errors").PictureUnusable, match="nothing has been rendered"):
        save(image)
    image.render_slots.active_index = 0


def test_the_slot_that_is_shown_is_sent(save: Callable) -> None:
    image = _render()
    image.render_slots.active_index = 1
    _render(1100, 550)
    assert _read(save(image).path).shape == (550, 1100, 4)
    image.render_slots.active_index = 0
    assert _read(save(image).path).shape == (600, 800, 4)


def test_a_layered_render_file_is_sent_as_its_combined_picture(save: Callable, own: Path) -> None:
    settings = bpy.context.scene.render.image_settings
    if hasattr(settings, "media_type"):
        settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format = "OPEN_EXR_MULTILAYER"
    _render().save_render(str(own / "layers.exr"))
    saved = save(bpy.data.images.load(str(own / "layers.exr")))
    assert saved.note == ""
    assert _read(saved.path).shape == (600, 800, 4)


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
    assert _read(saved.path)[0, 0].tolist() == [255, 0, 0, 255]


def test_of_a_sequence_one_frame_is_sent_and_that_is_said(save: Callable, own: Path) -> None:
    for number in (1, 2):
        Image.fromarray(_noise(opaque=True)).save(own / f"frame_{number:04}.png")
    image = bpy.data.images.load(str(own / "frame_0001.png"))
    image.source = "SEQUENCE"
    saved = save(image)
    assert saved.note == "reduced to one of its frames"
    assert (_read(saved.path) == _noise(opaque=True)).all()


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
