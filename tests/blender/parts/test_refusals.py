# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be split is said before anything is paid, and what fails afterwards is said, too."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from variant_scene import activate

Part = Callable[[str], ModuleType]


def refused(**properties: Any) -> str:
    with pytest.raises(RuntimeError) as raised:
        bpy.ops.rodin_props.split_into_parts(**properties)
    return str(raised.value)


def nothing_was_paid(sandbox: Any, *, before: int = 1) -> bool:
    return len(sandbox.record()["submissions"]) == before


def new_mesh(*, with_face: bool) -> bpy.types.Object:
    mesh = bpy.data.meshes.new("Thing")
    mesh.from_pydata([(0, 0, 0), (1, 0, 0), (0, 1, 0)], [], [(0, 1, 2)] if with_face else [])
    made = bpy.data.objects.new("Thing", mesh)
    bpy.context.scene.collection.objects.link(made)
    activate(made)
    return made


def test_no_mesh_and_a_mesh_without_faces(online: Any) -> None:
    lamp = bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "POINT"))
    bpy.context.scene.collection.objects.link(lamp)
    activate(lamp)
    assert "Select a mesh" in refused()
    new_mesh(with_face=False)
    assert "has no faces" in refused()
    assert nothing_was_paid(online, before=0)


def test_edit_mode_and_a_library(online: Any, tmp_path: Path) -> None:
    thing = new_mesh(with_face=True)
    bpy.ops.object.mode_set(mode="EDIT")
    assert "Object Mode" in refused()
    bpy.ops.object.mode_set(mode="OBJECT")
    bpy.data.libraries.write(str(tmp_path / "library.blend"), {thing})
    with bpy.data.libraries.load(str(tmp_path / "library.blend"), link=True) as (held, wanted):
        wanted.objects = held.objects
    (linked,) = wanted.objects
    bpy.context.scene.collection.objects.link(linked)
    activate(linked)
    assert "is linked from another file" in refused()
    assert nothing_was_paid(online, before=0)


def remade(chest: bpy.types.Object, part: Part, **changes: Any) -> None:
    """Let a prop say something else of how it was made, as one from another computer does."""
    key = part("scene.provenance").MADE_KEY
    for owner in (chest, chest.data):
        owner[key] = json.dumps(json.loads(owner[key]) | {"job_id": "another-computer"} | changes)
    activate(chest)


@pytest.mark.long
def test_an_expired_task_offers_to_send_the_mesh(chest: bpy.types.Object, online: Any, part: Part) -> None:
    remade(chest, part, made_at=1.0)
    said = refused()
    assert "seven days" in said
    assert "Send the Mesh" in said
    assert nothing_was_paid(online)
    assert bpy.ops.rodin_props.split_into_parts(send="MESH", strength=2, seed=1) == {"FINISHED"}


@pytest.mark.long
def test_a_prop_of_another_computer_is_split_by_its_task(chest: bpy.types.Object, online: Any, part: Part) -> None:
    remade(chest, part)
    assert bpy.ops.rodin_props.split_into_parts(strength=2, seed=1) == {"FINISHED"}
    assert online.record()["submissions"][-1]["model_bytes"] == 0


@pytest.mark.parametrize(
    ("changes", "words"), [({"task_uuid": ""}, "not known"), ({"options": {"tier": "REGULAR"}}, "Gen-2 and newer")]
)
@pytest.mark.long
def test_tasks_that_cannot_be_split(
    chest: bpy.types.Object, online: Any, part: Part, changes: dict[str, Any], words: str
) -> None:
    remade(chest, part, **changes)
    assert words in refused()
    assert nothing_was_paid(online)


def test_another_key(chest: bpy.types.Object, online: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "another-key")
    assert "another API key" in refused()
    monkeypatch.delenv("RODIN_API_KEY")
    assert "API key" in refused()
    assert nothing_was_paid(online)


@pytest.mark.long
def test_no_credits_and_the_artist_s_own_limit(chest: bpy.types.Object, online: Any, part: Part) -> None:
    online.scenario(credits=0.0)
    assert "credit" in refused(seed=1).lower()
    assert not chest.hide_get()
    online.scenario(credits=100.0)
    preferences = part("session.addon").preferences(bpy.context)
    preferences.daily_credit_limit = 0.5
    try:
        activate(chest)
        assert "limit" in refused(seed=1)
    finally:
        preferences.daily_credit_limit = 0.0
    assert nothing_was_paid(online)


def test_a_mesh_that_is_surely_too_big_is_refused_unless_it_may_be_reduced(online: Any) -> None:
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=900, y_subdivisions=900)
    assert "too big" in refused()
    assert nothing_was_paid(online, before=0)


@pytest.mark.long
def test_what_is_split_or_waits_is_not_split_again(chest: bpy.types.Object, online: Any) -> None:
    bpy.ops.rodin_props.split_into_parts(strength=2, seed=1)
    activate(bpy.data.objects[f"{chest.name} Parts"])
    assert "Select a mesh" in refused()
    chest.hide_set(False)
    activate(chest)
    assert "is split already" in refused()


def test_a_refused_zip_is_kept_and_said(chest: bpy.types.Object, online: Any, jobs: Any) -> None:
    online.scenario(bang_files="zip", faults={"zip.encrypted": "-1"})
    assert "encrypted" in refused(seed=1)
    job = jobs()[0]
    assert (job.state, job.error_code) == ("FAILED", "MODEL_BROKEN")
    assert (job.folder / "refused-model.zip").is_file()
    assert not chest.hide_get()
