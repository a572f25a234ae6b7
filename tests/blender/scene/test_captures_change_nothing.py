# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way to take a picture, and every way in which it can end: nothing of the artist's file is different.

What only a window can do (to give up a running render, to copy the viewport) is in tests/window/test_scene_capture.py.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from capture_scene import rich_scene
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]

CAMERA, ALONE, VIEWS = "camera", "camera, subject alone", "views"
WAYS = (CAMERA, ALONE, VIEWS)
MESSAGES = {
    "no camera": "no camera",
    "nothing in view": "camera's view",
    "nothing that renders": "Nothing that renders",
    "no light": "black",
    "nothing shown": "empty",
    "an engine of a script": "“Of a script”",
    "no folder": "could not be saved",
    "a full disk": "could not be saved",
    "no other Blender": "second Blender",
    "a crash": "could not be taken",
}
"""What is wrong -> a part of the sentence about it."""
FAILURES = [
    *((way, "no camera") for way in (CAMERA, ALONE)),
    (ALONE, "nothing in view"),
    (VIEWS, "nothing that renders"),
    *((way, what) for way in WAYS for what in list(MESSAGES)[3:]),
]


class EngineOfAScript(bpy.types.RenderEngine):
    """Belongs to no add-on that another Blender could enable."""

    bl_idname = "RODIN_PROPS_TEST_SCRIPT"
    bl_label = "Of a script"


@pytest.fixture
def engine_of_a_script() -> Iterator[str]:
    """The name of a render engine that only this Blender has."""
    bpy.utils.register_class(EngineOfAScript)
    yield EngineOfAScript.bl_idname
    bpy.utils.unregister_class(EngineOfAScript)


@pytest.fixture
def subject(addon: ModuleType, tmp_path: Path) -> Any:
    """What is to be taken, in a scene full of things that must not change."""
    (tmp_path / "out").mkdir()
    return rich_scene(bpy.context.scene, tmp_path)


@pytest.fixture
def begin(part: Part, subject: Any, tmp_path: Path) -> Callable[..., Any]:
    """A function that makes the capture of one of the ways."""

    def make(way: str, folder: str = "out") -> Any:
        scene, captures = bpy.context.scene, part("scene.capture.ordering")
        common = {"view_layer": bpy.context.view_layer, "max_side_pixels": 64}
        if way == VIEWS:
            return captures.views_capture(scene, subject=[subject], folder=tmp_path / folder, **common)
        only = [subject] if way == ALONE else None
        path = tmp_path / folder / "image_1.png"
        return captures.camera_capture(scene, camera=scene.camera, output_path=path, only=only, **common)

    return make


@pytest.mark.parametrize("way", WAYS)
def test_taken(begin: Callable[..., Any], tmp_path: Path, way: str) -> None:
    before = snapshot()
    capture = begin(way)
    taken = capture.render_blocking()
    capture.cleanup()  # to clean up after the end is harmless
    assert differences(before, snapshot()) == {}
    beside = [path.with_suffix(suffix) for path in taken for suffix in (".card", ".rgba")]
    assert sorted((tmp_path / "out").iterdir()) == sorted([*taken, *beside])
    assert len(taken) == (4 if way == VIEWS else 1)


@pytest.mark.parametrize("way", WAYS)
def test_given_up_before_it_began(begin: Callable[..., Any], tmp_path: Path, way: str) -> None:
    before = snapshot()
    begin(way).cleanup()
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("way", WAYS)
def test_given_up_while_another_blender_renders(
    begin: Callable[..., Any], part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "out"))
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        "subprocess.Popen", lambda *args, **options: started.append(popen(*args, **options)) or started[0]
    )
    before = snapshot()
    capture = begin(way)
    capture.start()
    capture.cleanup()
    assert differences(before, snapshot()) == {}
    assert started[0].poll() is not None
    assert list((tmp_path / "out").iterdir()) == []


def _spoil(what: str, subject: Any, engine_of_a_script: str) -> None:
    scene = bpy.context.scene
    match what:
        case "no camera":
            scene.camera = None
        case "nothing in view":
            subject.animation_data_clear()
            subject.location.z = 50.0
        case "nothing that renders":
            subject.hide_render = True
        case "no light":
            scene.world = None
            bpy.data.objects["Sun"].hide_render = True
        case "nothing shown":
            bpy.context.view_layer.use_sky = bpy.context.view_layer.use_solid = False
        case "an engine of a script":
            scene.render.engine = engine_of_a_script
    bpy.context.view_layer.update()


def _let_it_fail(what: str, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong outside the scene."""
    background = part("scene.background.commands")
    if what == "a full disk":
        monkeypatch.setattr("tempfile.tempdir", "/dev/full")
    elif what == "no other Blender":
        monkeypatch.setattr(background, "command_for", lambda *_: ("/no/such/blender",))
    elif what == "a crash":
        crash = (sys.executable, "-c", "import os; os.abort()")
        monkeypatch.setattr(background, "command_for", lambda *_: crash)


@pytest.mark.parametrize(("way", "what"), FAILURES)
def test_failed(
    begin: Callable[..., Any],
    part: Part,
    subject: Any,
    tmp_path: Path,
    engine_of_a_script: str,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    what: str,
) -> None:
    _spoil(what, subject, engine_of_a_script)
    before = snapshot()
    with pytest.raises(part("scene.errors").CaptureError, match=MESSAGES[what]):  # noqa: PT012 - it may fail in both
        capture = begin(way, "missing" if what == "no folder" else "out")
        _let_it_fail(what, part, monkeypatch)
        capture.render_blocking()
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.long
def test_what_was_rendered_before_stays_in_its_slot(begin: Callable[..., Any], tmp_path: Path) -> None:
    def in_slot(index: int) -> bool:
        result = bpy.data.images["Render Result"]
        result.render_slots.active_index = index
        path = tmp_path / f"slot_{index}.png"
        try:
            result.save_render(str(path))
        except RuntimeError:
            return False
        return path.exists()

    for way in WAYS:
        begin(way).render_blocking()
    assert [in_slot(index) for index in range(3)] == [True, False, False]


def test_the_viewport_cannot_be_copied_here(part: Part, subject: Any, tmp_path: Path) -> None:
    before = snapshot()
    with pytest.raises(part("scene.errors").NoWindow, match="no 3D viewport"):
        part("scene.capture.viewport_picture").viewport_order(bpy.context, tmp_path / "out" / "image_1.png")
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []
