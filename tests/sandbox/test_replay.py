# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded answers are given again. That a whole run is the same again, tests/live shows."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from support.package import ROOT
from support.plain_client import FULL, Caller
from support.sandbox_process import SOON

LINK = "<link 1>?X-Tos-Expires=42&X-Tos-Signature=<hidden>"
JOB = {"uuid": "<id 2>", "status": "Done"}


def exchange(path: str, fields: dict[str, str], body: Any, *, status: int = 201, **more: Any) -> dict[str, Any]:
    """One recorded request and its answer."""
    answer = {"status": status, "headers": {"content-type": "application/json"}, "json": body}
    return {"method": "POST", "path": path, "key": "ours", "request": {"fields": fields}, "answer": answer} | more


EXCHANGES = [
    exchange("/rodin", {"tier": "Sketch"}, {"error": "EMPTY", "message": ["a", "b"]}, status=422),
    exchange(
        "/rodin",
        {"prompt": "a chest", "tier": "Gen-2"},
        {"uuid": "<id 1>", "jobs": {"uuids": ["<id 2>"], "subscription_key": "<key 1>"}, "mood": {"of": "<id 1>"}},
    ),
    exchange("/status", {"subscription_key": "<key 1>"}, {"jobs": [JOB | {"status": "Waiting"}], "eta": 9}, times=2),
    exchange("/status", {"subscription_key": "<key 1>"}, {"jobs": [JOB]}),
    exchange("/download", {"task_uuid": "<id 1>"}, {"list": [{"url": LINK, "name": "../odd name.glb", "size": 1}]}),
]
KEPT = {"method": "GET", "path": "file", "key": "other", "kept": "models/1.glb"}
KEPT |= {"request": {"link": LINK}, "answer": {"status": 200, "headers": {}}}


@pytest.fixture
def replaying(start_sandbox: Callable[..., Any], tmp_path: Path) -> Callable[..., Caller]:
    def start(*exchanges: dict[str, Any]) -> Caller:
        path = tmp_path / "recording.json"
        path.write_text(json.dumps({"format": 1, "exchanges": exchanges}))
        return Caller(start_sandbox(*SOON, "--replay", str(path)))

    return start


def test_a_task_is_lived_through_again_with_ids_of_ours(replaying: Callable[..., Caller], tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "1.glb").write_bytes(b"glTF, kept")
    caller = replaying(*EXCHANGES, KEPT)
    body = caller.submit(prompt="a mug", **FULL).json()
    assert body["mood"] == {"of": body["uuid"]}
    assert len(body["jobs"]["uuids"]) == 1
    seen = [caller.status(body) for _ in range(4)]
    assert [each["jobs"][0]["status"] for each in seen] == ["Waiting", "Waiting", "Done", "Done"]
    assert [each.get("eta") for each in seen] == [9, 9, None, None]
    assert {each["jobs"][0]["uuid"] for each in seen} == set(body["jobs"]["uuids"])
    (entry,) = caller.post("/download", json={"task_uuid": body["uuid"]}).json()["list"]
    assert (entry["name"], entry["size"]) == ("../odd name.glb", 1)
    assert "X-Tos-Expires=42&" in entry["url"]
    assert requests.get(entry["url"], timeout=30).content == b"glTF, kept"


def test_a_model_that_was_not_kept_is_one_of_ours(replaying: Callable[..., Caller]) -> None:
    caller = replaying(*EXCHANGES)
    body = caller.submit(prompt="a mug", **FULL).json()
    assert requests.get(next(iter(caller.files(body).values())), timeout=30).content.startswith(b"glTF")


def test_what_the_service_took_is_taken_though_we_would_refuse_it(replaying: Callable[..., Caller]) -> None:
    caller = replaying(*EXCHANGES)
    body = caller.submit(prompt="a mug", tier="Gen-9", material="Velvet").json()
    assert body["mood"] == {"of": body["uuid"]}


def test_a_refusal_is_for_just_what_was_refused(replaying: Callable[..., Caller]) -> None:
    caller = replaying(*EXCHANGES)
    refused = caller.submit(tier="Sketch")
    assert (refused.status_code, refused.json()) == (422, {"error": "EMPTY", "message": ["a", "b"]})
    assert "uuid" in caller.submit(tier="Sketch", prompt="a mug").json()


def test_what_was_not_recorded_is_answered_as_ever(replaying: Callable[..., Caller]) -> None:
    caller = replaying(EXCHANGES[0])
    assert caller.balance() == 100
    assert caller.made(prompt="a mug").keys() == {"base_basic_pbr.glb", "preview.webp"}


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "is no recording"), ('{"format": 9, "exchanges": []}', "another format"), (None, "cannot be read")],
)
def test_a_file_that_cannot_be_replayed_is_said_in_words(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "recording.json"
    if content is not None:
        path.write_text(content)
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--replay", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, said in done.stdout, "Traceback" in done.stderr) == (1, True, False)


def test_no_file_outside_of_the_recordings_folder_is_served(replaying: Callable[..., Caller], tmp_path: Path) -> None:
    (tmp_path.parent / "outside.glb").write_bytes(b"glTF, outside")
    caller = replaying(*EXCHANGES, KEPT | {"kept": "../outside.glb"})
    body = caller.submit(prompt="a mug", **FULL).json()
    data = requests.get(next(iter(caller.files(body).values())), timeout=30).content
    assert data.startswith(b"glTF")
    assert b"outside" not in data
