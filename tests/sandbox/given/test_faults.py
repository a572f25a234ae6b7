# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults happen to new textures and parts as to generations."""

from typing import Any

import pytest
import requests
from support.pictures import ramp
from support.plain_client import Caller
from support.sent_models import Box, sent_glb

FILES = [
    ("image", ("look.png", ramp(), "image/png")),
    ("model", ("box.glb", sent_glb(Box()), "model/gltf-binary")),
]
CALLS = [("/rodin_texture_only", "prompt"), ("/bang", "prompt"), ("/bang", "instruction")]


def send(caller: Caller, path: str, field: str, fault: str) -> Any:
    return caller.post(path, files=FILES, data={field: f"a lid [[fault:{fault}]]", "seed": "1"})


@pytest.mark.parametrize(("path", "field"), CALLS)
class TestFaultsInWords:
    def test_before_it_is_billed(self, caller: Caller, path: str, field: str) -> None:
        with pytest.raises(requests.ConnectionError):
            send(caller, path, field, "submit.reset")
        assert send(caller, path, field, "no_funds").json()["error"] == "INSUFFICIENT_FUND"
        assert (caller.sandbox.record()["submissions"], caller.balance()) == ([], 1000)

    def test_after_it_is_billed(self, caller: Caller, path: str, field: str) -> None:
        with pytest.raises(requests.ConnectionError):
            send(caller, path, field, "billed.reset")
        assert (len(caller.sandbox.record()["submissions"]), caller.balance()) == (1, 999.5)

    def test_of_the_answers_shape(self, caller: Caller, path: str, field: str) -> None:
        assert "uuid" not in send(caller, path, field, "submit.no_uuid").json()
        assert caller.balance() == 999.5

    def test_of_the_status(self, caller: Caller, path: str, field: str) -> None:
        answer = send(caller, path, field, "status.failed").json()
        assert "Failed" in [job["status"] for job in caller.status(answer)["jobs"]]
        assert caller.files(answer) == {}

    def test_of_the_files(self, caller: Caller, path: str, field: str) -> None:
        caller.sandbox.scenario(bang_files="many")
        answer = send(caller, path, field, "model.wrong_magic").json()
        caller.wait(answer)
        got = [requests.get(url, timeout=30).content for name, url in caller.files(answer).items() if "glb" in name]
        assert {data[:4] for data in got} == {b"glTX"}

    def test_unknown_ones_are_refused(self, caller: Caller, path: str, field: str) -> None:
        assert send(caller, path, field, "status.nothing").json()["error"] == "INVALID_REQUEST"


def test_words_without_the_faults_are_what_counts(caller: Caller) -> None:
    answer = caller.post("/bang", files=FILES, data={"instruction": "lid [[fault:submit.consumed_text]], base"}).json()
    caller.wait(answer)
    with_prompt = {"asset_id": answer["uuid"], "prompt": "[[fault:submit.consumed_text]]"}
    assert caller.post("/bang", data=with_prompt).json()["consumed"] == "half"
