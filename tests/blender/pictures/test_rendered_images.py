# SPDX-License-Identifier: GPL-3.0-or-later
"""What was rendered in this Blender: it is sent as the scene shows it, and nothing of it changes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from picture_kinds import read_picture
from PIL import Image

Part = Callable[[str], ModuleType]


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


@pytest.mark.parametrize("file_format", ["PNG", "OPEN_EXR", "JPEG", "FFMPEG", "OPEN_EXR_MULTILAYER"])
@pytest.mark.long
def test_what_was_rendered_is_sent_as_the_scene_shows_it(save: Callable, file_format: str) -> None:
    image = _render()
    settings = bpy.context.scene.render.image_settings
    if hasattr(settings, "media_type"):
        kinds = {"FFMPEG": "VIDEO", "OPEN_EXR_MULTILAYER": "MULTI_LAYER_IMAGE"}
        settings.media_type = kinds.get(file_format, "IMAGE")
    settings.file_format = file_format
    settings.color_mode = "RGB" if file_format in {"JPEG", "FFMPEG"} else "RGBA"
    saved = save(image)
    assert read_picture(saved.path).shape == (600, 800, 4)
    assert saved.note == ""


def test_no_word_about_the_artists_file_goes_with_a_render(save: Callable, own: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(own / "secret_project.blend"))
    content = save(_render()).path.read_bytes()
    assert b"secret_project" not in content
    assert b"tEXt" not in content
    with Image.open(own.parent / "image_1.png") as picture:
        picture.load()


@pytest.mark.long
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


@pytest.mark.long
def test_the_slot_that_is_shown_is_sent(save: Callable) -> None:
    image = _render()
    image.render_slots.active_index = 1
    _render(1100, 550)
    assert read_picture(save(image).path).shape == (550, 1100, 4)
    image.render_slots.active_index = 0
    assert read_picture(save(image).path).shape == (600, 800, 4)


def test_a_layered_render_file_is_sent_as_its_combined_picture(save: Callable, own: Path) -> None:
    settings = bpy.context.scene.render.image_settings
    if hasattr(settings, "media_type"):
        settings.media_type = "MULTI_LAYER_IMAGE"
    settings.file_format = "OPEN_EXR_MULTILAYER"
    _render().save_render(str(own / "layers.exr"))
    saved = save(bpy.data.images.load(str(own / "layers.exr")))
    assert saved.note == ""
    assert read_picture(saved.path).shape == (600, 800, 4)
