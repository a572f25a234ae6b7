# SPDX-License-Identifier: GPL-3.0-or-later
"""A submission: what is sent, and that it is sent once, whatever the answer."""

from dataclasses import replace

import pytest
from rodin_props.api import errors
from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Addons, Tier
from rodin_props.errors import RodinError
from support.api.submission import ACCEPTED, TEXT
from support.pictures import plain_picture

PNG = plain_picture()


def _texts(received) -> dict[str, str]:
    return {name: content.decode() for name, file_name, _, content in received.parts if file_name is None}


def test_a_prompt_alone_is_submitted_as_a_form(server, client, api_key):
    server.reply(201, json_body=ACCEPTED)
    submission = client.submit(TEXT)
    assert (submission.task_uuid, submission.subscription_key) == ("T", "K")
    received = server.received[0]
    assert (received.method, received.path) == ("POST", "/api/v2/rodin")
    assert received.headers["authorization"] == f"Bearer {api_key}"
    assert _texts(received) == {
        "tier": "Gen-2",
        "geometry_file_format": "glb",
        "material": "PBR",
        "mesh_mode": "Quad",
        "quality": "medium",
        "seed": "7",
        "prompt": "an oak stool",
    }


def test_a_prompt_may_hold_any_characters(server, client):
    server.reply(201, json_body=ACCEPTED)
    client.submit(replace(TEXT, prompt="ein Stühlchen 🪑 \ud800\x00"))
    assert _texts(server.received[0])["prompt"] == "ein Stühlchen 🪑 ?\x00"


def test_pictures_boxes_and_labels_go_with_it(server, client, tmp_path):
    server.reply(201, json_body=ACCEPTED)
    for name in ("front view.png", "left.png"):
        (tmp_path / name).write_bytes(PNG + name.encode()[::-1])
    request = GenerationRequest(
        options=GenerationOptions(tier=Tier.GEN_2_5_MEDIUM, addons=Addons.HIGH_PACK, ta_pose=True),
        images=(tmp_path / "front view.png", tmp_path / "left.png"),
        image_labels=("F", "L"),
        bbox_condition=(100, 50, 25),
    )
    client.submit(request)
    received = server.received[0]
    files = [(name, file_name, content[-4:]) for name, file_name, _, content in received.parts if file_name]
    assert files == [("images", "image_1.png", b"norf"), ("images", "image_2.png", b"tfel")]
    texts = _texts(received)
    assert (texts["bbox_condition"], texts["image_label"]) == ("[100,50,25]", '["F","L"]')
    assert (texts["addons"], texts["TAPose"]) == ("HighPack", "true")
    assert b"front view" not in received.body


def test_what_would_be_refused_is_not_sent(server, client):
    request = replace(TEXT, prompt="", images=())
    with pytest.raises(errors.InvalidOptions):
        client.submit(request)
    assert server.received == []


def test_a_picture_that_cannot_be_sent_costs_nothing(server, client, tmp_path):
    with pytest.raises(errors.PictureRefused):
        client.submit(replace(TEXT, images=(tmp_path / "gone.png",)))
    assert server.received == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_submission_is_never_repeated_after_a_fault(server, client, waits, status):
    server.reply(status, "<html>oops</html>", headers={"Retry-After": "1"})
    with pytest.raises(errors.ServerFault) as caught:
        client.submit(TEXT)
    assert errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda server: server.run(lambda sock: None), id="hung up"),
        pytest.param(lambda server: server.reply(201, '{"uuid', length=100), id="cut"),
        pytest.param(lambda server: server.reply(201, "<html>ok</html>"), id="a web page"),
        pytest.param(lambda server: server.reply(201, ""), id="nothing"),
        pytest.param(lambda server: server.reply(201, json_body={"uuid": "T", "jobs": {}}), id="half an answer"),
        pytest.param(lambda server: server.reply(201, json_body=[]), id="no object"),
        pytest.param(lambda server: server.reply(201, json_body=ACCEPTED | {"error": "ODD"}), id="yes and no"),
    ],
)
def test_a_submission_without_a_clear_answer_is_uncertain_and_sent_once(server, client, waits, script):
    script(server)
    with pytest.raises(RodinError) as caught:
        client.submit(TEXT)
    assert errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (201, {"error": "API_INSUFFICIENT_FUNDS", "message": "No"}, errors.InsufficientCredits),
        (201, {"error": "INSUFFICIENT_FUND"}, errors.InsufficientCredits),
        (201, {"error": "API_PARALLELISM_LIMIT_REACHED"}, errors.TooManyTasks),
        (201, {"error": "INVALID_REQUEST", "message": ["a", "b"]}, errors.InvalidRequest),
        (401, {"error": "UNAUTHORIZED", "message": "An active key is needed"}, errors.Unauthorized),
        (429, {}, errors.RateLimited),
        (413, {}, errors.TooMuchData),
        (302, {}, errors.WrongAddress),
    ],
)
def test_a_refused_submission_is_certain_and_sent_once(server, client, waits, status, body, kind):
    server.reply(status, json_body=body, headers={"Location": "/elsewhere"})
    with pytest.raises(kind) as caught:
        client.submit(TEXT)
    assert not errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


def test_the_key_does_not_follow_a_redirect(server, other_server, client):
    server.reply(307, headers={"Location": f"{other_server.url}/api/v2/rodin"})
    with pytest.raises(errors.WrongAddress):
        client.submit(TEXT)
    assert other_server.received == []
