# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that another Blender takes from a copy of the scene is the one the window's own Blender would take."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from PIL import Image, ImageChops


@pytest.fixture
def view(addon: ModuleType) -> bpy.types.Scene:
    """A monkey before a camera, in the light of a grey world."""
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("World")
    bpy.ops.mesh.primitive_monkey_add(size=1.0)
    bpy.ops.object.camera_add(location=(0, -4, 0), rotation=(1.5708, 0, 0))
    scene.camera = bpy.context.object
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x, scene.render.resolution_y = 200, 100
    return scene


@pytest.mark.parametrize("alone", [False, True])
def test_both_ways_take_the_same_picture(
    view: bpy.types.Scene, part: Callable[[str], ModuleType], tmp_path: Path, alone: bool
) -> None:
    bpy.ops.mesh.primitive_cube_add(size=0.4, location=(1.5, 0, 0))
    only = [bpy.data.objects["Suzanne"]] if alone else None
    arguments = {"view_layer": bpy.context.view_layer, "camera": view.camera, "only": only}
    kinds = (part("scene.capture").CameraCapture, part("scene.background_capture").BackgroundCapture)
    here, there = tmp_path / "here.png", tmp_path / "there.png"
    for kind, path in zip(kinds, (here, there), strict=True):
        kind(view, output_path=path, **arguments).render_blocking()
    pictures = [Image.open(path).convert("RGBA").getchannel("A") for path in (here, there)]
    width, height = pictures[0].size
    assert (width == 2 * height) is not alone
    assert pictures[1].size == (width, height)
    assert pictures[0].getextrema() == (0, 255)
    assert ImageChops.difference(*pictures).getextrema()[1] <= 64


def test_nothing_is_left_behind(
    view: bpy.types.Scene, part: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    module = part("scene.background_capture")
    capture = module.BackgroundCapture(
        view, view_layer=bpy.context.view_layer, camera=view.camera, output_path=tmp_path / "view.png"
    )
    capture.start()
    capture.cleanup()
    assert not list(tmp_path.iterdir())


def test_without_a_camera_it_says_so(addon: ModuleType, part: Callable[[str], ModuleType], tmp_path: Path) -> None:
    scene = bpy.context.scene
    with pytest.raises(part("scene.errors").NoCamera):
        part("scene.background_capture").BackgroundCapture(
            scene, view_layer=bpy.context.view_layer, camera=None, output_path=tmp_path / "view.png"
        )
