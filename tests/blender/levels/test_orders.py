# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels that a session orders for any mesh: made in a background Blender, whole or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def order(part: Part, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that orders levels of a .blend; they go to `levels.blend` beside it."""
    made: list[Any] = []

    def begin(source: Path) -> Any:
        folder = tmp_path / f"order {len(made)}"
        folder.mkdir()
        made.append(part("scene.levels.ordering").LevelsOrder(source, source.with_name("levels.blend"), folder))
        return made[-1]

    yield begin
    for each in made:
        each.close()


@pytest.fixture
def sheet(blend_of: Any) -> Path:
    """A .blend with a mesh of 800 triangles."""
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=20, y_subdivisions=20)
    path: Path = blend_of(bpy.context.object.data)
    return path


def test_levels_of_any_mesh_are_made_when_they_are_ordered(order: Any, sheet: Path) -> None:
    ordered = order(sheet)
    made = ordered.wait()
    assert made.error == ""
    assert {(each.level.value, each.is_kept) for each in made.levels} == {
        (word, True) for word in ("HALF", "QUARTER", "TENTH", "PROXY")
    }
    assert [each.triangles for each in made.levels] == pytest.approx([400, 200, 80, 400], rel=0.05)
    assert all(each.likeness > 0.99 for each in made.levels)
    with bpy.data.libraries.load(str(sheet.with_name("levels.blend"))) as (held, _):
        assert len(held.meshes) == 4
    assert (ordered.poll(), ordered.made) == (True, made)


def test_an_order_that_is_closed_leaves_nothing(order: Any, sheet: Path) -> None:
    ordered = order(sheet)
    assert ordered.made is None
    ordered.close()
    assert not list(sheet.parent.glob("levels*"))


def test_the_levels_that_are_there_stay_if_new_ones_cannot_be_made(order: Any, sheet: Path) -> None:
    before = sheet.with_name("levels.blend")
    before.write_bytes(b"BLENDER")
    sheet.write_bytes(b"no file of Blender's")
    made = order(sheet).wait()
    assert (made.error, made.levels) == ("an unexpected OSError", ())
    assert before.read_bytes() == b"BLENDER"


def test_one_that_crashes_is_a_reason(order: Any, sheet: Path, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    script = sheet.with_name("crash.py")
    script.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    monkeypatch.setattr(part("scene.levels.ordering"), "LEVELS_SCRIPT", script)
    assert order(sheet).wait().error == "the background Blender crashed"


def test_a_blender_that_waits_makes_levels_too(
    order: Any, sheet: Path, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = part("scene.background.run")
    monkeypatch.setattr(run, "bpy", SimpleNamespace(app=SimpleNamespace(background=False)))
    run.get_ready()
    waiting = run._spare.process
    assert order(sheet).wait().error == ""
    assert waiting.returncode == 0
    assert run._spare is None
