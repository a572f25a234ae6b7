# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a press holds Blender is told before it is pressed, and what a closed file leaves is told after it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from capture_scene import lit_stage

Part = Callable[[str], ModuleType]


@pytest.fixture
def copy_time(addon: ModuleType, part: Part, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module, on a computer of which nothing is known yet."""
    module = part("session.making.copy_time")
    monkeypatch.setattr(module, "_SMALLEST_MEASURED_BYTES", 1e6)
    usual = module._known.bytes_per_second
    module._known.seconds.clear()
    yield module
    module._known.bytes_per_second = usual
    module._known.seconds.clear()


@pytest.fixture
def grids(addon: ModuleType) -> Any:
    """A small cube, selected, and a grid of 90,000 points (9 MB) that is not."""
    cube = lit_stage(bpy.context.scene)
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=299, y_subdivisions=299)
    bpy.context.object.select_set(False)
    cube.select_set(True)
    return cube


def _said(part: Part, copy_time: Any, source: str, *, alone: bool = False) -> str:
    bpy.context.scene.rodin_props.only_selected = alone
    copy_time._known.seconds.clear()
    return copy_time.sentence(bpy.context, part("session.sources").Source[source])


def test_a_short_press_says_nothing(part: Part, copy_time: Any, grids: Any) -> None:
    for source in ("CAMERA", "VIEWS", "VIEWPORT", "PICTURE", "TEXT"):
        assert _said(part, copy_time, source) == ""


def test_a_long_press_says_how_long(part: Part, copy_time: Any, grids: Any) -> None:
    copy_time._known.bytes_per_second = 8.6e6 / 2.4
    assert _said(part, copy_time, "CAMERA") == "Copying the scene holds Blender for about 2 s."
    copy_time._known.bytes_per_second = 8.6e6 / 1.2
    assert _said(part, copy_time, "CAMERA").startswith("Copying the scene holds Blender for about 1.")
    for source, alone in (("CAMERA", True), ("VIEWS", False), ("VIEWPORT", False), ("TEXT", False)):
        assert _said(part, copy_time, source, alone=alone) == ""


def test_hidden_and_linked_objects_do_not_count(part: Part, copy_time: Any, grids: Any) -> None:
    copy_time._known.bytes_per_second = 1e6
    bpy.data.objects["Grid"].hide_render = True
    assert _said(part, copy_time, "CAMERA") == ""


def test_what_is_counted_is_what_is_written(part: Part, copy_time: Any, grids: Any, tmp_path: Path) -> None:
    scene = bpy.context.scene
    capture = part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=tmp_path / "picture.png"
    )
    capture.start()
    capture.cleanup()
    counted = part("scene.capture.copy_size").copy_bytes(scene.objects)
    assert counted == pytest.approx(capture.copied_bytes, rel=0.15)
    copy_time.remember_speed(capture.copied_bytes, 2.0)
    assert copy_time.seconds_to_copy(scene.objects) == pytest.approx(2.0, rel=0.15)


def test_opening_another_file_gives_the_pictures_up_and_says_so(part: Part, grids: Any, tmp_path: Path) -> None:
    scene, waiting = bpy.context.scene, part("session.session").current().pending
    folder = tmp_path / "job"
    folder.mkdir()
    capture = part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=folder / "image_1.png"
    )
    capture.start()
    inputs = part("session.inputs.from_settings").inputs_from_settings(
        bpy.context, part("session.sources").Source.CAMERA
    )
    pending = part("session.pending_pictures").PendingPictures(planned=((folder, inputs),), capture=capture)
    waiting["job"] = pending
    try:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        assert "Another file was opened" in pending.error
        assert capture._run.ending() is not None
        assert not folder.exists()
        assert part("session.making.picture_queue").cancel("job")
        assert waiting == {}
    finally:
        waiting.clear()
