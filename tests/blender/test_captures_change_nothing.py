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
HERE = (CAMERA, ALONE, VIEWS)
ELSEWHERE = tuple(f"{each}, in another Blender" for each in HERE)
MESSAGES = {
    "no camera": "no camera",
    "nothing in view": "camera's view",
    "nothing that renders": "Nothing that renders",
    "no light": "black",
    "nothing shown": "empty",
    "a failing engine": "empty",
    "no folder": "could not be saved",
    "a full disk": "could not be taken",
    "a crash": "could not be taken",
}
"""What is wrong -> a part of the sentence about it."""
FAILURES = [
    *((way, "no camera") for way in (*HERE[:2], *ELSEWHERE[:2])),
    *((way, "nothing in view") for way in (HERE[1], ELSEWHERE[1])),
    *((way, "nothing that renders") for way in (HERE[2], ELSEWHERE[2])),
    *((way, what) for way in HERE for what in ("no light", "nothing shown", "no folder", "a failing engine")),
    *((way, "a full disk") for way in HERE),
    *((way, "a crash") for way in ELSEWHERE),
    *zip(ELSEWHERE, ("no light", "nothing shown", "no folder"), strict=True),
]


class FailingEngine(bpy.types.RenderEngine):
    """Renders nothing but an error."""

    bl_idname = "RODIN_PROPS_TEST_FAILING"
    bl_label = "Failing"

    def render(self, _: Any) -> None:
        """Say so."""
        self.error_set("out of memory")


@pytest.fixture
def failing_engine() -> Iterator[str]:
    """The name of a render engine that fails."""
    bpy.utils.register_class(FailingEngine)
    yield FailingEngine.bl_idname
    bpy.utils.unregister_class(FailingEngine)


@pytest.fixture
def subject(addon: ModuleType, tmp_path: Path) -> Any:
    """What is to be taken, in a scene full of things that must not change."""
    (tmp_path / "out").mkdir()
    return rich_scene(bpy.context.scene, tmp_path)


@pytest.fixture
def begin(part: Part, subject: Any, tmp_path: Path) -> Callable[..., Any]:
    """A function that makes the capture of one of the ways."""

    def make(way: str, folder: str = "out") -> Any:
        scene, elsewhere = bpy.context.scene, way.endswith("another Blender")
        if way.startswith("views"):
            kind = part("scene.views_capture").BackgroundViewsCapture if elsewhere else None
            kind = kind or part("scene.views_capture").ViewsCapture
            wanted = {"subject": [subject], "folder": tmp_path / folder, "max_side_pixels": 64}
        else:
            kind = part("scene.background_capture").BackgroundCapture if elsewhere else None
            kind = kind or part("scene.capture").CameraCapture
            only = [subject] if "subject alone" in way else None
            path = tmp_path / folder / "image_1.png"
            wanted = {"camera": scene.camera, "output_path": path, "max_side_pixels": 64, "only": only}
        return kind(scene, view_layer=bpy.context.view_layer, **wanted)

    return make


@pytest.mark.parametrize("way", [*HERE, *ELSEWHERE])
def test_taken(begin: Callable[..., Any], tmp_path: Path, way: str) -> None:
    before = snapshot()
    capture = begin(way)
    taken = capture.render_blocking()
    capture.cleanup()  # to clean up after the end is harmless
    assert differences(before, snapshot()) == {}
    assert sorted((tmp_path / "out").iterdir()) == sorted(taken)
    assert len(taken) == (4 if way.startswith("views") else 1)


@pytest.mark.parametrize("way", [*HERE, *ELSEWHERE])
def test_given_up_before_it_began(begin: Callable[..., Any], tmp_path: Path, way: str) -> None:
    before = snapshot()
    begin(way).cleanup()
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("way", ELSEWHERE)
def test_given_up_while_another_blender_renders(
    begin: Callable[..., Any], part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "out"))
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        part("scene.background_capture").subprocess,
        "Popen",
        lambda *args, **options: started.append(popen(*args, **options)) or started[0],
    )
    before = snapshot()
    capture = begin(way)
    capture.start()
    capture.cleanup()
    assert differences(before, snapshot()) == {}
    assert started[0].poll() is not None
    assert list((tmp_path / "out").iterdir()) == []


def _spoil(what: str, subject: Any, failing_engine: str) -> None:
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
        case "a failing engine":
            scene.render.engine = failing_engine
    bpy.context.view_layer.update()


def _let_it_fail(what: str, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong after the capture was made."""
    if what == "a full disk":
        temporary = next(each for each in bpy.data.scenes if part("scene.temporary").MARK in each)
        temporary.render.filepath = "/dev/null/picture.png"
    elif what == "a crash":
        popen, crash = subprocess.Popen, [sys.executable, "-c", "import os; os.abort()"]
        background_capture = part("scene.background_capture")
        monkeypatch.setattr(background_capture.subprocess, "Popen", lambda _, **options: popen(crash, **options))


@pytest.mark.parametrize(("way", "what"), FAILURES)
def test_failed(
    begin: Callable[..., Any],
    part: Part,
    subject: Any,
    tmp_path: Path,
    failing_engine: str,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    what: str,
) -> None:
    _spoil(what, subject, failing_engine)
    before = snapshot()
    with pytest.raises(part("scene.errors").CaptureError, match=MESSAGES[what]):  # noqa: PT012 - it may fail in both
        capture = begin(way, "missing" if what == "no folder" else "out")
        _let_it_fail(what, part, monkeypatch)
        capture.render_blocking()
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []


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

    for way in HERE:
        begin(way).render_blocking()
    assert [in_slot(index) for index in range(3)] == [True, False, False]


def test_the_viewport_cannot_be_copied_here(part: Part, subject: Any, tmp_path: Path) -> None:
    before = snapshot()
    with pytest.raises(part("scene.errors").NoWindow, match="no 3D viewport"):
        part("scene.viewport").viewport_capture(bpy.context, tmp_path / "out" / "image_1.png")
    assert differences(before, snapshot()) == {}
    assert list((tmp_path / "out").iterdir()) == []
