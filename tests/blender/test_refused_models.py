# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that was refused: its file is shown, and it is tried all the same where that can do no harm."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from models_of_the_world.building import Model
from support.waiting import wait_until

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]


@pytest.fixture
def refused(online: Any, jobs: Jobs, tmp_path: Path) -> Callable[..., Any]:
    """A function that has a chair with such extras refused; gives the job."""

    def run(**extras: Any) -> Any:
        model = Model()
        model.chair(extras=extras)
        (tmp_path / "a refused chair.glb").write_bytes(model.pack())
        online.scenario(models_folder=str(tmp_path))
        with pytest.raises(RuntimeError, match="Try Anyway"):
            bpy.ops.rodin_props.generate_from_text(prompt="a refused chair")
        return jobs()[0]

    return run


def nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A function that waits for the system's file browser and gives what it was asked to show."""
    if sys.platform != "linux":
        pytest.skip("the file browser of another system cannot be replaced")
    asked, browser = tmp_path / "asked", tmp_path / "bin" / "xdg-open"
    browser.parent.mkdir()
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{browser.parent}{os.pathsep}{os.environ['PATH']}")

    def read() -> str:
        return str(wait_until(lambda: asked.exists() and asked.read_text(), what="the file browser"))

    return read


def test_the_folder_with_the_file_is_opened(refused: Callable[..., Any], opened: Callable[[], str]) -> None:
    job = refused(deep=nested(90))
    assert (job.folder / "refused-model.glb").is_file()
    assert bpy.ops.rodin_props.show_job_files(job=job.id) == {"FINISHED"}
    assert Path(opened()) == job.folder


def test_a_folder_that_is_gone_is_told(refused: Callable[..., Any]) -> None:
    job = refused(deep=nested(90))
    shutil.rmtree(job.folder)
    with pytest.raises(RuntimeError, match=r"files are gone\. Resume"):
        bpy.ops.rodin_props.show_job_files(job=job.id)


def test_a_doubtful_model_becomes_a_prop_when_it_is_tried(
    refused: Callable[..., Any], look_until_all_ended: Callable[[], None], jobs: Jobs, part: Part
) -> None:
    job = refused(deep=nested(90))
    line = part("ui.status").describe(job)
    assert (line.can_show_files, line.can_try_anyway, line.can_resume) == (True, True, True)
    assert bpy.ops.rodin_props.try_anyway(job=job.id) == {"FINISHED"}
    look_until_all_ended()
    done = jobs()[0]
    assert (done.state.value, done.error) == ("IMPORTED", "")
    prop = bpy.data.objects["Refused chair"]
    assert len(prop.data.polygons) == 6  # a box of twelve triangles, which was asked for as quads
    line = part("ui.status").describe(done)
    assert (line.can_show_files, line.can_try_anyway) == (False, False)
    # The model itself was refused: without its prepared file it does not come into the artist's own Blender.
    done.prepared_path.unlink()
    with pytest.raises(RuntimeError, match="files are gone"):
        bpy.ops.rodin_props.import_job(job=done.id)


@pytest.mark.long
def test_what_names_another_file_is_not_tried_whatever_else_it_was_refused_for(
    online: Any, jobs: Jobs, look_until_all_ended: Callable[[], None], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"a secret of this machine")
    model = Model()
    model.root["images"] = [{"uri": secret.as_uri()}, {"uri": str(secret)}]
    material = model.material(color=model.texture(source=0), normal=model.texture(source=1))
    model.chair(material)
    model.root["nodes"] += [{}] * 30_000
    (tmp_path / "a spy.glb").write_bytes(model.pack())
    online.scenario(models_folder=str(tmp_path))
    with pytest.raises(RuntimeError, match="Try Anyway"):
        bpy.ops.rodin_props.generate_from_text(prompt="a spy")
    bpy.ops.rodin_props.try_anyway(job=jobs()[0].id)
    look_until_all_ended()
    failed = jobs()[0]
    assert (failed.state.value, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    assert "outside itself" in failed.error
    assert not any(b"a secret" in path.read_bytes() for path in failed.folder.iterdir())


def test_the_buttons_say_when_there_is_nothing_to_show(
    addon: ModuleType, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = part("session.session").current()
    operators = (bpy.ops.rodin_props.show_job_files, bpy.ops.rodin_props.try_anyway)
    assert state.ledger is not None
    monkeypatch.setattr(state.jobs, "count", 0)
    assert not any(operator.poll() for operator in operators)
    with pytest.raises(RuntimeError, match="Nothing was generated yet"):
        bpy.ops.rodin_props.try_anyway(job="nothing")
    monkeypatch.setattr(state, "_ledger", None)  # nobody looked yet, as at Blender's start
    monkeypatch.setattr(state, "_jobs", None)
    assert all(operator.poll() for operator in operators)
    assert all(operator.get_rna_type().description for operator in operators)
