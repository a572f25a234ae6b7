# SPDX-License-Identifier: GPL-3.0-or-later
"""The background Blender that makes pictures fit: it may crash, hang or take too much, and it may not be there."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from picture_kinds import saved, upright
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]

STAND_IN = """
import json, os, sys, time
request = json.load(open(sys.argv[-1]))
answers = []
for order in request["orders"]:
    if "bad" in order["file"]:
        {ending}
    answers.append({{"path": order["destination"], "note": "", "refusal": ""}})
    with open(os.path.join(request["folder"], "answers.json"), "w") as file:
        json.dump(answers, file)
"""


@pytest.fixture
def prepare(part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A function that has pictures made fit by a background Blender that ends as it is told at each bad one."""

    def run(ending: str, *names: str) -> list[str]:
        module, orders = part("scene.images.preparation"), part("scene.images.orders")
        script = tmp_path / "stand_in.py"
        script.write_text(STAND_IN.format(ending=ending))
        monkeypatch.setattr(module, "PREPARE_SCRIPT", script)
        preparation = module.PicturePreparation(
            tuple(orders.PictureOrder(destination=tmp_path / f"{name}.png", file=tmp_path / name) for name in names),
            tmp_path,
        )
        preparation.wait()
        preparation.close()
        return [each.refusal for each in preparation.pictures]

    return run


@pytest.mark.parametrize("ending", ["os.abort()", "os._exit(11)", "raise SystemExit(1)"])
def test_a_picture_that_ends_it_is_refused_and_the_others_go_on(prepare: Callable[..., Any], ending: str) -> None:
    first, bad, third, also_bad, last = prepare(ending, "one", "bad_2", "three", "bad_4", "five")
    assert (first, third, last) == ("", "", "")
    for refusal in (bad, also_bad):
        assert "the file is broken" in refusal


def test_a_picture_that_takes_too_much_memory_is_told(prepare: Callable[..., Any], part: Part) -> None:
    code = part("processes.lifeline").OUT_OF_MEMORY_EXIT_CODE
    bad, fine = prepare(f"os._exit({code})", "bad", "fine")
    assert "more memory than this computer can spare" in bad
    assert fine == ""


def test_a_picture_that_takes_too_long_is_told(
    prepare: Callable[..., Any], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("scene.images.preparation"), "_BASE_SECONDS", 0.2)
    monkeypatch.setattr(part("scene.background.run"), "_GRACE_SECONDS", 0.2)
    assert "takes too long" in prepare("time.sleep(600)", "bad")[0]


def test_without_a_background_blender_this_one_does_it_and_says_so(
    online: Any,
    part: Part,
    jobs: Jobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "jug.png"
    saved(upright, "PNG")(path)
    monkeypatch.setattr(part("scene.background.commands"), "command_for", lambda *arguments: ())
    before = snapshot()
    prepared = part("session.inputs.pictures").order_pictures(bpy.context, [path])[path].wait()
    assert prepared.refusal == ""
    assert differences(before, snapshot()) == {}
    bpy.ops.rodin_props.generate_from_image(filepath=str(path))
    assert "so this one made the picture ready" in capfd.readouterr().out
    assert jobs()[0].images == ("image_1.png",)


@pytest.fixture
def started(part: Part, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The background Blenders that are started for pictures."""
    found: list[Any] = []
    module = part("scene.images.preparation")
    run = module.BackgroundRun
    monkeypatch.setattr(module, "BackgroundRun", lambda *args, **named: found.append(args) or run(*args, **named))
    return found


@pytest.mark.long
def test_a_picture_is_made_fit_once_until_its_file_changes(
    online: Any, part: Part, tmp_path: Path, started: list[Any]
) -> None:
    path, order = tmp_path / "jug.png", part("session.inputs.pictures").order_pictures
    saved(upright, "PNG")(path)
    for _ in range(3):
        first = order(bpy.context, [path])[path].wait()
    assert len(started) == 1
    saved(lambda: upright().rotate(90, expand=True), "PNG")(path)
    assert order(bpy.context, [path])[path].wait().path != first.path
    assert len(started) == 2


@pytest.mark.long
def test_several_pictures_are_made_fit_by_one_process(
    online: Any, part: Part, tmp_path: Path, started: list[Any]
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for path in paths:
        saved(upright, "PNG")(path)
    ordered = part("session.inputs.pictures").order_pictures(bpy.context, paths)
    assert [ordered[path].wait().refusal for path in paths] == [""] * 5
    assert len(started) == 1


@pytest.mark.long
def test_a_refused_picture_is_tried_again_at_the_next_press(
    online: Any, part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, order = tmp_path / "jug.png", part("session.inputs.pictures").order_pictures
    saved(upright, "PNG")(path)
    with monkeypatch.context() as short:
        short.setenv(part("processes.memory").VARIABLE, str(1 << 20))  # a megabyte: no Blender begins with so little
        assert "memory" in order(bpy.context, [path])[path].wait().refusal
    assert order(bpy.context, [path])[path].wait().refusal == ""
