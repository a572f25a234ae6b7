# SPDX-License-Identifier: GPL-3.0-or-later
"""Each failure ends in a sentence that says what happened and what to do; nothing is lost."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

MODULE = "bl_ext.user_default.rodin_props"
Jobs = Callable[[], tuple[Any, ...]]


def _generate(prompt: str = "a crate") -> str:
    """Generate and give the error's words."""
    with pytest.raises(RuntimeError) as raised:
        bpy.ops.rodin_props.generate_from_text(prompt=prompt)
    return str(raised.value)


def test_without_a_key_the_button_says_so(addon: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="Set your Rodin API key in the preferences"):
        bpy.ops.rodin_props.generate_from_text(prompt="a crate")


def test_offline_nothing_leaves(addon: ModuleType, monkeypatch: pytest.MonkeyPatch, jobs: Jobs) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "some-key")
    assert not bpy.app.online_access
    count = len(jobs())
    assert "Online access" in _generate()
    assert len(jobs()) == count


def test_an_unsafe_address_is_refused(addon: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "some-key")
    monkeypatch.setenv("RODIN_BASE_URL", "http://api.hyper3d.com/api/v2")
    assert "https" in _generate()


def test_a_wrong_key_holds_the_job(online: Any, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "a-wrong-key")
    sentence = _generate()
    assert "key" in sentence
    assert "a-wrong-key" not in sentence
    assert not online.record()["submissions"]
    # Nothing was sent, and nothing will be once there is a good key: the caller was told that it failed.
    assert jobs()[0].state.value in {"CANCELLED", "FAILED"}


def test_no_credits_fails_the_job_and_offers_to_send_again(online: Any, jobs: Jobs) -> None:
    online.scenario(credits=0.0)
    assert "credits" in _generate()
    job = jobs()[0]
    assert (job.state.value, job.remedy.value) == ("FAILED", "TOP_UP")
    assert job.may_retry
    online.scenario(credits=5.0)
    bpy.ops.rodin_props.retry_job(job=job.id)


@pytest.mark.long
def test_a_service_that_is_not_there(addon: ModuleType, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "some-key")
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9/api/v2")
    assert "connection" in _generate().lower()
    assert jobs()[0].may_retry


def test_an_answer_that_never_came_is_uncertain_and_not_sent_again(online: Any, jobs: Jobs) -> None:
    online.scenario(faults={"billed.reset": 1})
    sentence = _generate()
    job = jobs()[0]
    assert job.state.value == "UNCERTAIN", sentence
    assert len(online.record()["submissions"]) == 1


@pytest.mark.parametrize("fault", ["model.wrong_magic", "model.uri_file", "model.truncated"])
def test_a_broken_model_never_reaches_the_scene(online: Any, jobs: Jobs, fault: str) -> None:
    online.scenario(faults={fault: -1})
    before = len(bpy.data.objects)
    sentence = _generate()
    assert sentence.rstrip().endswith((".", "!"))
    job = jobs()[0]
    assert job.state.value == "FAILED"
    assert job.task_uuid
    assert job.may_resume
    # The placeholder stays: the job can be resumed without paying.
    assert len(bpy.data.objects) == before + 1


def test_a_missing_picture_is_refused_before_paying(online: Any, tmp_path: Path, jobs: Jobs) -> None:
    count = len(jobs())
    with pytest.raises(RuntimeError, match=r"gone\.png"):
        bpy.ops.rodin_props.generate_from_image(filepath=str(tmp_path / "gone.png"))
    assert not online.record()["submissions"]
    assert len(jobs()) == count
    assert not bpy.data.objects


def test_a_folder_that_cannot_be_written(online: Any, tmp_path: Path, jobs: Jobs) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.files_folder = str(blocked)
    try:
        assert "folder" in _generate().lower()
    finally:
        preferences.files_folder = ""
    assert not online.record()["submissions"]


def test_no_camera(online: Any) -> None:
    with pytest.raises(RuntimeError, match="camera"):
        bpy.ops.rodin_props.generate_from_camera()
    assert not online.record()["requests"]


@pytest.mark.parametrize("source", ["text", "camera"])
@pytest.mark.long
def test_a_worker_that_cannot_be_started_costs_no_job_its_folder(
    addon: ModuleType,
    part: Callable[[str], ModuleType],
    start_sandbox: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    jobs: Jobs,
    source: str,
) -> None:
    sandbox = start_sandbox("--key", f"a-key-without-a-worker-{source}")
    monkeypatch.setenv("RODIN_BASE_URL", sandbox.base_url)
    monkeypatch.setenv("RODIN_API_KEY", sandbox.key)
    scene = bpy.context.scene
    scene.rodin_props.prompt = "a crate"
    bpy.ops.mesh.primitive_monkey_add()
    bpy.ops.object.light_add(type="SUN")
    bpy.ops.object.camera_add(location=(0, -5, 0), rotation=(1.5708, 0, 0))
    scene.camera, scene.render.engine, scene.cycles.samples = bpy.context.object, "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 64
    account = part("session.addon").account(bpy.context)
    ledger = part("session.session").current().ledger
    in_the_way = part("jobs.accounts").worker_stop_path(ledger.path, account.id)
    in_the_way.mkdir(parents=True)
    try:
        with pytest.raises(RuntimeError, match="folder"):
            getattr(bpy.ops.rodin_props, f"generate_from_{source}")()
        job = jobs()[0]
        assert (job.account, job.state.value) == (account.id, "QUEUED")
        assert job.folder.is_dir()
        assert all((job.folder / name).is_file() for name in job.images)
    finally:
        in_the_way.rmdir()
        ledger.cancel(jobs()[0].id)
    assert not sandbox.record()["submissions"]


@pytest.mark.parametrize("executable", [None, ""])
@pytest.mark.long
def test_a_blender_that_does_not_say_where_its_python_is(
    addon: ModuleType,
    part: Callable[[str], ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    jobs: Jobs,
    executable: str | None,
) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "some-key")
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9/api/v2")
    _generate()
    failed = jobs()[0]
    monkeypatch.setattr(part("session.session").current(), "_supervisor", None)
    monkeypatch.setattr(sys, "executable", executable)
    assert "where its Python is" in _generate()
    with pytest.raises(RuntimeError, match="where its Python is"):
        bpy.ops.rodin_props.retry_job(job=failed.id)
    assert jobs()[0] == failed, "neither a new row nor a change of an old one"
    look = part("session.watching.look")
    look.forget()
    assert any("where its Python is" in notice for notice in look.facts().notices)
