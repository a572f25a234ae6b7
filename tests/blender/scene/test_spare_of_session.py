# SPDX-License-Identifier: GPL-3.0-or-later
"""A Blender that was started before the press takes the picture, makes pictures fit, or costs nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from picture_kinds import saved, upright
from support.process_state import runs

Part = Callable[[str], ModuleType]


@pytest.fixture
def runs_of_blender(part: Part, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module that starts Blenders, which takes this one for one with a window."""
    module = part("scene.background.run")
    monkeypatch.setattr(module, "bpy", SimpleNamespace(app=SimpleNamespace(background=False)))
    yield module
    module.end_spare()


@pytest.fixture
def started(part: Part, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes of the Blenders that were started."""
    children, found = part("processes.children"), []
    start = children.start_background

    def count(*args: Any, **named: Any) -> Any:
        process = start(*args, **named)
        found.append(process.pid)
        return process

    monkeypatch.setattr(children, "start_background", count)
    return found


def test_one_blender_is_started_for_a_picture_before_its_copy_is_written(
    order: Callable[..., Any],
    stage: Any,
    runs_of_blender: Any,
    started: list[int],
    part: Part,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = part("scene.capture.picture_capture")
    write = module.write_copy
    seen: list[int] = []
    monkeypatch.setattr(module, "write_copy", lambda *args, **named: seen.extend(started) or write(*args, **named))
    capture = order()
    capture.render_blocking()
    assert capture.pictures[0].is_file()
    assert seen == started
    assert len(started) == 1


def test_a_dialog_and_two_presses_start_two_blenders(
    order: Callable[..., Any], stage: Any, runs_of_blender: Any, started: list[int]
) -> None:
    runs_of_blender.get_ready()
    runs_of_blender.get_ready()
    for _ in range(2):
        order().render_blocking()
    assert len(started) == 2
    assert not any(map(runs, started))


@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_spare_that_was_killed_costs_nothing(
    order: Callable[..., Any],
    stage: Any,
    runs_of_blender: Any,
    started: list[int],
    monkeypatch: pytest.MonkeyPatch,
    is_noticed: bool,
) -> None:
    def kill(spare: Any) -> None:
        spare.process.send_signal(signal.SIGKILL)
        spare.process.wait(10.0)

    if is_noticed:
        runs_of_blender.get_ready()
        kill(runs_of_blender._spare)
    else:
        give = runs_of_blender.Spare.give

        def give_to_a_dying_one(spare: Any, request: Any, **named: Any) -> None:
            os.kill(spare.process.pid, signal.SIGSTOP)
            give(spare, request, **named)
            kill(spare)

        monkeypatch.setattr(runs_of_blender.Spare, "give", give_to_a_dying_one)
    capture = order()
    capture.render_blocking()
    assert capture.pictures[0].is_file()
    assert len(started) == 2


def test_it_ends_when_the_add_on_does(part: Part, runs_of_blender: Any, started: list[int]) -> None:
    runs_of_blender.get_ready()
    (pid,) = started
    assert runs(pid)
    handlers = part("operators.handlers")
    handlers.unregister()
    try:
        assert not runs(pid)
    finally:
        handlers.register()


def test_in_background_mode_none_is_started(part: Part, started: list[int]) -> None:
    assert bpy.app.background
    part("scene.background.run").get_ready()
    assert started == []


def test_it_makes_pictures_fit(part: Part, runs_of_blender: Any, started: list[int], tmp_path: Path) -> None:
    saved(upright, "PNG")(tmp_path / "dropped.png")
    picture = part("scene.images.orders").PictureOrder(destination=tmp_path / "fit.png", file=tmp_path / "dropped.png")
    runs_of_blender.get_ready()
    preparation = part("scene.images.preparation").PicturePreparation((picture,), tmp_path)
    preparation.wait()
    preparation.close()
    assert [each.refusal for each in preparation.pictures] == [""]
    assert (tmp_path / "fit.png").is_file()
    assert len(started) == 1


def test_it_exports_meshes(part: Part, runs_of_blender: Any, started: list[int], stage: Any, tmp_path: Path) -> None:
    export = part("scene.export.mesh_export").MeshExport(
        bpy.context.view_layer, [(stage, tmp_path)], largest_bytes=10_000_000
    )
    export.wait()
    export.cleanup()
    assert export.error is None
    assert (tmp_path / "mesh.glb").is_file()
    assert len(started) == 1


def test_it_writes_props_into_a_file(
    part: Part, runs_of_blender: Any, started: list[int], stage: Any, tmp_path: Path
) -> None:
    bpy.data.libraries.write(str(tmp_path / "chair.blend"), {stage})
    source = part("scene.prop_files.orders").PropSource(prepared=tmp_path / "chair.blend")
    runs_of_blender.get_ready()
    assert part("scene.prop_files.written_file").write_file([source], tmp_path / "chair.obj") == ""
    assert (tmp_path / "chair.obj").is_file()
    assert len(started) == 1


def test_it_knows_each_script_that_it_may_be_asked_to_serve(part: Part) -> None:
    module = part("scene.standby.script")
    scripts = Path(module.__file__).parents[1].rglob("*_script.py")
    assert {path.name for path in scripts} == set(module.SERVING)
