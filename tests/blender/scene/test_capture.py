# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures through the camera: what they show, and that nothing of the artist's file changes."""

import math
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from mathutils import Euler
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


def _cube(name: str, location: tuple[float, float, float], color: tuple[float, float, float], size: float = 1.0) -> Any:
    mesh = bpy.data.meshes.new(name)
    h = size / 2
    points = [(x, y, z) for x in (-h, h) for y in (-h, h) for z in (-h, h)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh.from_pydata(points, [], faces)
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    material.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (*color, 1.0)
    mesh.materials.append(material)
    made = bpy.data.objects.new(name, mesh)
    made.location = location
    return made


@pytest.fixture
def stage(addon: ModuleType) -> bpy.types.Scene:
    """A red and a green cube in nested collections before a camera, and a blue one in an excluded collection."""
    scene = bpy.context.scene
    inner, outer, unseen = (bpy.data.collections.new(name) for name in ("Inner", "Outer", "Unseen"))
    scene.collection.children.link(outer)
    outer.children.link(inner)
    scene.collection.children.link(unseen)
    inner.objects.link(_cube("Red", (-1.2, 0, 0), (1, 0, 0)))
    outer.objects.link(_cube("Green", (1.2, 0, 0), (0, 1, 0)))
    unseen.objects.link(_cube("Blue", (0, 0, 1.0), (0, 0, 1)))
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.location, camera.rotation_euler = (0, -8, 0), Euler((math.pi / 2, 0, 0))
    light = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    light.rotation_euler, light.data.energy = Euler((math.radians(60), 0, 0)), 3.0
    for each in (camera, light):
        scene.collection.objects.link(each)
    scene.camera = camera
    scene.world = bpy.data.worlds.new("World")
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = 640, 320, 25
    scene.view_settings.view_transform = "Standard"
    bpy.context.view_layer.layer_collection.children["Unseen"].exclude = True
    bpy.context.view_layer.update()
    return scene


def _take(part: Part, path: Path, **options: Any) -> numpy.ndarray:
    scene = bpy.context.scene
    settings = {"view_layer": bpy.context.view_layer, "camera": scene.camera, "output_path": path} | options
    capture = part("scene.capture.ordering").camera_capture(scene, **settings)
    assert capture.render_blocking() == (path,)
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.mode == "RGBA"
        return numpy.asarray(image).astype(int)


def _shows(picture: numpy.ndarray, channel: int) -> bool:
    others = [each for each in range(3) if each != channel]
    strong = (picture[..., channel] > 60) & (picture[..., others].max(axis=-1) < picture[..., channel] / 2)
    return bool((strong & (picture[..., 3] > 200)).sum() > 50)


def test_it_shows_what_a_render_would_show(part: Part, stage: bpy.types.Scene, tmp_path: Path) -> None:
    picture = _take(part, tmp_path / "out.png")
    assert picture.shape == (512, 1024, 4)  # as wide as high as the scene's own frame, but no side too short to be sent
    assert [_shows(picture, channel) for channel in range(3)] == [True, True, False]
    assert picture[0, 0, 3] == 0


def test_objects_and_collections_hidden_from_renders_are_not_in_it(
    part: Part, stage: bpy.types.Scene, tmp_path: Path
) -> None:
    bpy.data.objects["Green"].hide_render = True
    bpy.data.collections["Inner"].hide_render = True
    bpy.context.view_layer.layer_collection.children["Unseen"].exclude = False
    picture = _take(part, tmp_path / "out.png")
    assert [_shows(picture, channel) for channel in range(3)] == [False, False, True]


def test_holdouts_stay_holes(part: Part, stage: bpy.types.Scene, tmp_path: Path) -> None:
    bpy.context.view_layer.layer_collection.children["Outer"].children["Inner"].holdout = True
    picture = _take(part, tmp_path / "out.png")
    assert [_shows(picture, channel) for channel in range(3)] == [False, True, False]


def test_a_big_frame_is_scaled_down_and_keeps_its_proportions(
    part: Part, stage: bpy.types.Scene, tmp_path: Path
) -> None:
    stage.render.resolution_x, stage.render.resolution_y = 3000, 4000
    stage.render.pixel_aspect_x = 2.0
    picture = _take(part, tmp_path / "out.png", max_side_pixels=300)
    assert picture.shape == (200, 300, 4)


@pytest.mark.long
def test_only_the_subject_is_shown_cropped_and_without_others_shadow(
    part: Part, stage: bpy.types.Scene, tmp_path: Path
) -> None:
    plain = _take(part, tmp_path / "plain.png", only=[bpy.data.objects["Red"]])
    assert [_shows(plain, channel) for channel in range(3)] == [True, False, False]
    rows, columns = (numpy.flatnonzero((plain[..., 3] > 128).any(axis=axis)) for axis in (1, 0))
    height, width = plain.shape[:2]
    assert max(width, height) == 1024
    for low, high, length in ((rows[0], rows[-1], height), (columns[0], columns[-1], width)):
        assert 0.04 < low / length < 0.08
        assert 0.04 < 1 - high / length < 0.08
    roof = _cube("Roof", (0, 0, 3), (1, 1, 1), size=4.0)
    stage.collection.objects.link(roof)
    if stage.world.node_tree is None:
        stage.world.use_nodes = True
    stage.world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.0
    shaded = _take(part, tmp_path / "shaded.png", only=[bpy.data.objects["Red"]])
    assert shaded[..., 0].sum() > plain[..., 0].sum() * 0.5
    assert (shaded[..., 3] > 128).sum() == pytest.approx((plain[..., 3] > 128).sum(), rel=0.02)


def test_a_subject_out_of_view_is_refused(part: Part, stage: bpy.types.Scene, tmp_path: Path) -> None:
    bpy.data.objects["Red"].location = (0, 0, 50)
    bpy.context.view_layer.update()
    before = snapshot()
    with pytest.raises(part("scene.errors").NothingInView, match="camera's view"):
        _take(part, tmp_path / "out.png", only=[bpy.data.objects["Red"]])
    assert differences(before, snapshot()) == {}


def test_without_a_camera_it_says_so(part: Part, stage: bpy.types.Scene, tmp_path: Path) -> None:
    with pytest.raises(part("scene.errors").NoCamera, match="no camera"):
        _take(part, tmp_path / "out.png", camera=None)


def test_cleaning_up_twice_or_after_another_file_is_harmless(
    part: Part, stage: bpy.types.Scene, tmp_path: Path
) -> None:
    capture = part("scene.capture.ordering").camera_capture(
        stage, view_layer=bpy.context.view_layer, camera=stage.camera, output_path=tmp_path / "out.png"
    )
    capture.start()
    bpy.ops.wm.read_homefile(use_empty=True)
    before = snapshot()
    capture.cleanup()
    capture.cleanup()
    assert differences(before, snapshot()) == {}


def test_nothing_is_left_behind(
    part: Part, stage: bpy.types.Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    capture = part("scene.capture.ordering").camera_capture(
        stage, view_layer=bpy.context.view_layer, camera=stage.camera, output_path=tmp_path / "view.png"
    )
    capture.start()
    assert list(tmp_path.iterdir())
    capture.cleanup()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_blender_left_behind_goes_after_a_day(
    part: Part, stage: bpy.types.Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yesterday = time.time() - 25 * 3600
    for name in ("rodin-props-picture-old", "rodin-props-picture-new", "of-somebody-else"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scene.blend").write_bytes(b"BLENDER")
        if name != "rodin-props-picture-new":
            os.utime(tmp_path / name, (yesterday, yesterday))
    _take(part, tmp_path / "out.png")
    taken = {"out.png", "out.card", "out.rgba"}
    assert {each.name for each in tmp_path.iterdir()} == {"rodin-props-picture-new", "of-somebody-else", *taken}


def test_the_samples_of_a_final_render_are_not_spent(part: Part, stage: bpy.types.Scene, tmp_path: Path) -> None:
    settings = part("scene.rendering.render_settings")
    stage.cycles.samples = 4096
    frame = part("scene.transfer.frame").frame_of(stage, max_side_pixels=512)
    settings.apply_settings(stage, frame, tmp_path / "out.png")
    assert stage.cycles.samples == settings.CYCLES_SAMPLES
