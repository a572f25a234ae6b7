# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call for parts takes and refuses, what it costs, how long it takes, and what is on the record."""

from typing import Any

import pytest
import requests
from support.pictures import ramp
from support.plain_client import FULL, Caller
from support.sent_models import Box, placed_meshes, sent_glb

MODEL = ("model", ("box.glb", sent_glb(Box()), "model/gltf-binary"))
PICTURE = ("image", ("look.png", ramp(), "image/png"))


@pytest.fixture
def ball(caller: Caller) -> str:
    """The uuid of a finished generation."""
    answer = caller.submit(prompt="a ball", **FULL).json()
    caller.wait(answer)
    return str(answer["uuid"])


def parts(caller: Caller, answer: dict[str, Any]) -> int:
    """How many parts there are in the end."""
    assert "Failed" not in caller.wait(answer)
    return len(placed_meshes(requests.get(caller.files(answer)["bang.glb"], timeout=30).content))


@pytest.mark.parametrize("kind", ["multipart", "form-encoded", "JSON"])
def test_every_kind_of_body_is_taken(caller: Caller, ball: str, kind: str) -> None:
    values: dict[str, Any] = {"asset_id": ball, "strength": 3, "explode_strength": 0.5, "instruction": None}
    sent = {name: (None, str(value)) for name, value in values.items() if value is not None}
    ways: dict[str, dict[str, Any]] = {
        "multipart": {"files": sent},
        "form-encoded": {"data": values},
        "JSON": {"json": values},
    }
    assert parts(caller, caller.post("/bang", **ways[kind]).json()) == 3


@pytest.mark.parametrize(
    ("files", "fields", "words"),
    [
        ([], {"strength": "3"}, "Exactly one of asset_id and model"),
        ([MODEL, PICTURE], {"asset_id": "x"}, "Exactly one of asset_id and model"),
        ([MODEL], {}, "image should not be empty unless material is None"),
        ([PICTURE], {"asset_id": "x"}, "image is only available with model"),
        ([], {"asset_id": "x", "prompt": "a box"}, "prompt is only available with model"),
        ([MODEL, PICTURE, PICTURE], {}, "Only one image"),
        ([MODEL, ("images", PICTURE[1])], {}, "Unexpected field: images"),
        ([PICTURE, ("model", ("box.blend", b"BLENDER", "x/y"))], {}, "model must be one of the following formats"),
        ([], {"asset_id": "x", "strength": "1"}, "strength must not be less than 2"),
        ([], {"asset_id": "x", "strength": "13"}, "strength must not be greater than 12"),
        ([], {"asset_id": "x", "strength": "2.5"}, "strength must be an integer number"),
        ([], {"asset_id": "x", "explode_strength": "-0.1"}, "explode_strength must not be less than 0"),
        ([], {"asset_id": "x", "explode_strength": "nan"}, "explode_strength must be a number"),
        ([], {"asset_id": "x", "material": "Hybrid"}, "material must be one of"),
        ([], {"asset_id": "x", "resolution": "high"}, "resolution must be one of"),
        ([], {"asset_id": "x", "seed": "-1"}, "seed must not be less than 0"),
    ],
)
def test_what_is_wrong_is_refused(caller: Caller, files: list[Any], fields: dict[str, str], words: str) -> None:
    answer = caller.post("/bang", files=files, data=fields)
    assert (answer.status_code, answer.json()["error"]) == (201, "INVALID_REQUEST")
    assert words in str(answer.json()["message"])
    assert caller.sandbox.record()["submissions"] == []


def test_a_smaller_strength_can_be_allowed(caller: Caller, ball: str) -> None:
    caller.sandbox.scenario(bang_least_strength=1)
    assert parts(caller, caller.post("/bang", data={"asset_id": ball, "strength": "1"}).json()) == 1


def test_a_sent_model_needs_no_picture_without_material(caller: Caller) -> None:
    assert parts(caller, caller.post("/bang", files=[MODEL], data={"material": "None", "strength": "2"}).json()) == 2


def test_a_sent_model_may_be_large(caller: Caller) -> None:
    large = sent_glb(Box()) + bytes(30 * 1024 * 1024)
    files = [("model", ("box.glb", large, "model/gltf-binary"))]
    assert "uuid" in caller.post("/bang", files=files, data={"material": "None"}).json()


def test_tasks_that_are_not_there_or_not_done(caller: Caller, ball: str) -> None:
    assert caller.post("/bang", data={"asset_id": "nobody's"}).json()["error"] == "NO_SUCH_TASK"
    caller.sandbox.scenario(speed=1)
    young = caller.submit(prompt="a ball", **FULL).json()
    refused = caller.post("/bang", data={"asset_id": young["uuid"]}).json()
    assert (refused["error"], "no model yet" in refused["message"]) == ("INVALID_REQUEST", True)
    failed = caller.submit(prompt="a ball [[fault:status.failed]]", **FULL).json()
    caller.status(failed)
    caller.sandbox.scenario(advance_seconds=200)
    assert caller.post("/bang", data={"asset_id": failed["uuid"]}).json()["error"] == "INVALID_REQUEST"
    caller.sandbox.scenario(advance_seconds=8 * 86400)
    assert caller.post("/bang", data={"asset_id": ball}).json()["error"] == "NO_SUCH_TASK"
    assert len(caller.sandbox.record()["submissions"]) == 3


@pytest.mark.parametrize("files", ["one", "many", "zip"])
def test_what_was_split_or_covered_can_be_split_again(caller: Caller, files: str) -> None:
    caller.sandbox.scenario(bang_files=files)
    covered = caller.post("/rodin_texture_only", files=[MODEL, PICTURE]).json()
    caller.wait(covered)
    first = caller.post("/bang", data={"asset_id": covered["uuid"], "strength": "3"}).json()
    caller.wait(first)
    caller.sandbox.scenario(bang_files="one")
    second = caller.post("/bang", data={"asset_id": first["uuid"], "strength": "3", "explode_strength": "0"}).json()
    assert parts(caller, second) == 3


def test_the_seed_is_inherited(caller: Caller, ball: str) -> None:
    for fields in ({"asset_id": ball}, {"asset_id": ball, "seed": "77"}):
        caller.post("/bang", data=fields)
    assert [each["seed"] for each in caller.sandbox.record()["submissions"]] == [
        int(FULL["seed"]),
        int(FULL["seed"]),
        77,
    ]


def test_what_it_costs_is_set_by_kind(caller: Caller, ball: str) -> None:
    caller.sandbox.scenario(price_textures=0.75, price_parts=2)
    caller.post("/rodin_texture_only", files=[MODEL, PICTURE])
    caller.post("/bang", data={"asset_id": ball})
    assert [each["charged"] for each in caller.sandbox.record()["submissions"]] == [0.5, 0.75, 2]
    caller.sandbox.scenario(credits=1.5)
    assert caller.post("/bang", data={"asset_id": ball}).json()["error"] == "API_INSUFFICIENT_FUNDS"


def test_the_record_tells_the_kind_and_the_size_of_what_was_sent(caller: Caller, ball: str) -> None:
    caller.post("/rodin_texture_only", files=[MODEL, PICTURE])
    caller.post("/bang", data={"asset_id": ball, "wild": "1"})
    told = caller.sandbox.record()["submissions"]
    assert [(each["kind"], each["model_bytes"]) for each in told] == [
        ("generation", 0),
        ("texture", len(MODEL[1][1])),
        ("bang", 0),
    ]
    assert "wild" in told[2]["warnings"][0]


@pytest.mark.parametrize(("path", "short", "long"), [("/rodin_texture_only", 60, 120), ("/bang", 240, 360)])
def test_they_take_their_time(caller: Caller, path: str, short: int, long: int) -> None:
    caller.sandbox.scenario(speed=1)
    answer = caller.post(path, files=[MODEL, PICTURE]).json()
    caller.sandbox.scenario(advance_seconds=short)
    assert caller.files(answer) == {}
    caller.sandbox.scenario(advance_seconds=long - short)
    assert set(caller.wait(answer)) == {"Done"}
    assert caller.files(answer)


def test_a_model_that_cannot_be_read_fails(caller: Caller) -> None:
    for data in (b"glTF nothing", sent_glb(Box())[:400], sent_glb()):
        files = [("model", ("box.glb", data, "model/gltf-binary"))]
        answer = caller.post("/bang", files=files, data={"material": "None"}).json()
        assert "Failed" in caller.wait(answer)
        assert caller.files(answer) == {}
