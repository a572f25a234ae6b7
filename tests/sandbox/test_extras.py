# SPDX-License-Identifier: GPL-3.0-or-later
"""The two lesser endpoints: new textures for a model, and a model split into parts."""

import io
from typing import Any

import pytest
import requests
import trimesh
from support.pictures import teapot
from support.plain_client import FULL, Caller


@pytest.fixture
def mug(caller: Caller) -> dict[str, Any]:
    """A finished task's answer, and its model."""
    answer = caller.submit(prompt="a mug", **FULL).json()
    caller.wait(answer)
    url = caller.files(answer)["base_basic_pbr.glb"]
    return {"uuid": answer["uuid"], "model": requests.get(url, timeout=30).content}


def fetched(caller: Caller, answer: dict[str, Any]) -> dict[str, bytes]:
    caller.wait(answer)
    return {name: requests.get(url, timeout=30).content for name, url in caller.files(answer).items()}


def test_a_model_is_painted_anew(caller: Caller, mug: dict[str, Any]) -> None:
    picture = ("image", ("look.png", teapot(), "image/png"))
    files = [picture, ("model", ("mug.glb", mug["model"], "model/gltf-binary"))]
    answer = caller.post("/rodin_texture_only", files=files, data={"material": "All", "resolution": "Basic"}).json()
    painted = fetched(caller, answer)
    assert set(painted) == {"base_basic_pbr.glb", "base_basic_shaded.glb", "preview.webp"}
    before = trimesh.load(io.BytesIO(mug["model"]), file_type="glb", force="mesh")
    after = trimesh.load(io.BytesIO(painted["base_basic_pbr.glb"]), file_type="glb", force="mesh")
    assert after.extents == pytest.approx(before.extents, abs=1e-3)
    assert len(after.faces) == len(before.faces)
    assert caller.balance() == 999


def test_a_task_is_split_into_parts(caller: Caller, mug: dict[str, Any]) -> None:
    answer = caller.post("/bang", data={"asset_id": mug["uuid"], "strength": "4"}).json()
    scene = trimesh.load(io.BytesIO(fetched(caller, answer)["bang.glb"]), file_type="glb")
    assert len(scene.geometry) == 4


def test_a_sent_model_is_split_into_parts(caller: Caller, mug: dict[str, Any]) -> None:
    picture = ("image", ("look.png", teapot(), "image/png"))
    files = [picture, ("model", ("mug.glb", mug["model"], "model/gltf-binary"))]
    answer = caller.post("/bang", files=files, data={"strength": "3"}).json()
    scene = trimesh.load(io.BytesIO(fetched(caller, answer)["bang.glb"]), file_type="glb")
    assert len(scene.geometry) == 3


def test_what_they_refuse(caller: Caller, mug: dict[str, Any]) -> None:
    picture = ("image", ("look.png", teapot(), "image/png"))
    model = ("model", ("mug.glb", mug["model"], "model/gltf-binary"))
    huge = ("model", ("huge.glb", b"glTF" + bytes(11_000_000), "model/gltf-binary"))
    refused = [
        caller.post("/rodin_texture_only", files=[picture]),
        caller.post("/rodin_texture_only", files=[picture, huge]),
        caller.post("/rodin_texture_only", files=[picture, model], data={"resolution": "8K"}),
        caller.post("/bang", data={"strength": "3"}),
        caller.post("/bang", files=[model], data={"asset_id": mug["uuid"]}),
        caller.post("/bang", data={"asset_id": mug["uuid"], "strength": "13"}),
    ]
    assert [answer.json()["error"] for answer in refused] == ["INVALID_REQUEST"] * len(refused)
    assert caller.post("/bang", data={"asset_id": "nobody's"}).json()["error"] == "NO_SUCH_TASK"


def test_a_model_that_cannot_be_read_fails(caller: Caller) -> None:
    files = [("model", ("mug.glb", b"glTF nothing", "model/gltf-binary"))]
    answer = caller.post("/bang", files=files, data={"material": "None"}).json()
    assert "Failed" in caller.wait(answer)
    assert caller.files(answer) == {}
