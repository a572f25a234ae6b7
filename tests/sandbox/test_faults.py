# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of the table happens when asked for, in each of the ways of asking, and as often as asked."""

import gzip
import io
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import requests
import urllib3

from sandbox.faults.answers import Answers
from sandbox.faults.bad_models import MAKERS, bad_model
from sandbox.faults.books import FAULTS, UnknownFault, directives, full_name, parse_fault
from sandbox.faults.file_faults import DOERS, SIMPLE
from sandbox.faults.glb_surgery import pack, tiny_mesh
from sandbox.faults.shapes import CHANGES
from sandbox.faults.table import ANSWERS, CODES, FILES, MODELS, SHAPES
from sandbox.state.clock import Clock

from .conftest import FULL, Caller

NO_ANSWER = ["reset", "close", "reset_midway", "garbage", "short_body", "endless_headers"]
SILENT = ["hang", "trickle"]
STREAMS = ["gzip_bomb", "endless_body", "json_huge"]
REDIRECTS = [kind for kind in ANSWERS if kind.startswith("redirect_")]
STATUSES = {kind: int(kind[5:8]) for kind in ANSWERS if kind.startswith("http_")}
NOT_JSON = ["empty_body", "truncated_json", "html_200", "html_502", "json_not_utf8", "json_deep", "gzip_broken"]


@pytest.fixture
def ask(caller: Caller) -> Callable[..., requests.Response]:
    """Ask for the balance with a fault in the header."""

    def send(kind: str, **arguments: Any) -> requests.Response:
        headers = {**caller.headers, "X-Sandbox-Fault": f"balance.{kind}"}
        url = caller.sandbox.base_url + "/check_balance"
        return requests.get(url, **{"headers": headers, "timeout": 10, "allow_redirects": False, **arguments})

    return send


def test_the_table_has_nothing_that_is_not_done() -> None:
    answers = Answers(Clock(), other_origin=lambda: "")
    assert [kind for kind in ANSWERS if not answers.knows(kind)] == []
    by_task = {"status.failed_with_done", "status.flapping", "download.zip", "download.url_expired"}
    assert set(SHAPES) == set(CHANGES) | by_task
    assert set(FILES) == set(SIMPLE) | set(DOERS)
    assert set(MODELS) == set(MAKERS)


@pytest.mark.parametrize("kind", NO_ANSWER)
def test_broken_connections(ask: Callable[..., Any], kind: str) -> None:
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(kind)


@pytest.mark.parametrize("kind", SILENT)
def test_silence(ask: Callable[..., Any], kind: str) -> None:
    with pytest.raises((requests.Timeout, requests.ConnectionError)):
        for _ in ask(kind, timeout=0.3, stream=True).iter_content(1000):
            pass


@pytest.mark.parametrize("kind", STREAMS)
def test_floods(ask: Callable[..., Any], kind: str) -> None:
    with ask(kind, stream=True) as answer:
        size = 0
        while size < 50_000_000:
            size += len(answer.raw.read(1_000_000, decode_content=True))
    assert size >= 50_000_000


@pytest.mark.parametrize(("kind", "status"), STATUSES.items())
def test_statuses(ask: Callable[..., Any], kind: str, status: int) -> None:
    assert ask(kind).status_code == status


@pytest.mark.parametrize("kind", [kind for kind in STATUSES if kind.startswith("http_429_")])
def test_retry_after_in_all_forms(ask: Callable[..., Any], kind: str) -> None:
    assert ask(kind).headers["Retry-After"]


@pytest.mark.parametrize("kind", CODES)
def test_codes_come_with_201(ask: Callable[..., Any], kind: str) -> None:
    answer = ask(kind)
    assert (answer.status_code, answer.json()["error"]) == (201, CODES[kind][0])


@pytest.mark.parametrize("kind", NOT_JSON)
def test_bodies_that_are_not_json(ask: Callable[..., Any], kind: str) -> None:
    errors = (ValueError, RecursionError, requests.exceptions.ContentDecodingError)
    with pytest.raises(errors):
        json.loads(ask(kind).content.decode())


@pytest.mark.parametrize("kind", ["json_list", "json_null", "json_wrong_types", "message_list", "error_number"])
def test_json_of_another_kind(ask: Callable[..., Any], kind: str) -> None:
    value = ask(kind).json()
    assert not isinstance(value, dict) or not isinstance(value.get("message"), str)


@pytest.mark.parametrize("kind", REDIRECTS)
def test_redirects(ask: Callable[..., Any], kind: str) -> None:
    answer = ask(kind)
    assert answer.status_code in (302, 307)
    assert answer.headers["Location"]


def test_all_answers_are_tried_here() -> None:
    tried = [*NO_ANSWER, *SILENT, *STREAMS, *STATUSES, *CODES, *NOT_JSON, *REDIRECTS]
    tried += ["json_list", "json_null", "json_wrong_types", "message_list", "error_number"]
    assert sorted(tried) == sorted(ANSWERS)


def test_another_origin_notes_whether_the_key_came_along(caller: Caller) -> None:
    caller.sandbox.scenario(faults={"status.redirect_host_307": 1})
    caller.post("/status", json={"subscription_key": "x"})
    elsewhere = [entry for entry in caller.sandbox.record()["requests"] if entry["port"] == "files"]
    assert [(entry["path"], entry["has_authorization"]) for entry in elsewhere] == [("/elsewhere", False)]


@pytest.mark.parametrize("kind", ["reset", "http_502", "http_504", "html_200", "empty_body", "unknown_code"])
def test_a_billed_submission_is_on_the_record(caller: Caller, kind: str) -> None:
    kind = "html_502" if kind == "http_502" else kind
    caller.sandbox.scenario(faults={f"billed.{kind}": 1})
    try:
        answer = caller.submit(prompt="a ball", **FULL)
    except requests.ConnectionError:
        assert kind == "reset"
    else:
        assert b"subscription_key" not in answer.content
    record = caller.sandbox.record()
    assert (len(record["submissions"]), record["charged"], caller.balance()) == (1, 0.5, 999.5)


def test_before_it_is_billed_nothing_is_on_the_record(caller: Caller) -> None:
    caller.sandbox.scenario(faults={"submit.reset": 1})
    with pytest.raises(requests.ConnectionError):
        caller.submit(prompt="a ball", **FULL)
    assert caller.sandbox.record()["submissions"] == []
    assert caller.submit(prompt="a ball", **FULL).json()["uuid"]


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("submit.")])
def test_shapes_of_submissions(caller: Caller, name: str) -> None:
    answer = caller.submit(prompt=f"a ball [[fault:{name}]]", **FULL).json()
    good = caller.submit(prompt="a ball", **FULL).json()
    ours = {"uuid": answer.get("uuid"), "jobs": answer.get("jobs"), "consumed": answer.get("consumed")}
    assert ours.get("error") or answer != good
    assert len(caller.sandbox.record()["submissions"]) == 2


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("status.")])
def test_shapes_of_statuses_last(caller: Caller, name: str) -> None:
    answer = caller.submit(prompt=f"a ball [[fault:{name}]]", **FULL).json()
    for _ in range(4):
        assert caller.post("/status", json={"subscription_key": answer["jobs"]["subscription_key"]}).status_code == 201
    assert caller.sandbox.record()["faults"][name] == 4


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("download.")])
def test_shapes_of_lists(caller: Caller, name: str) -> None:
    prompt = f"a ball [[fault:{name}]]"
    answer = caller.submit(prompt=prompt, **FULL).json()
    caller.wait(answer)
    caller.post("/download", json={"task_uuid": answer["uuid"]})
    listed = caller.post("/download", json={"task_uuid": answer["uuid"]}).json()
    names = [entry.get("name") for entry in listed["list"]] if name.startswith("download.names_") else []
    assert "base_basic_pbr.glb" not in names or name == "download.names_duplicate"
    assert caller.sandbox.record()["faults"] == {name: 1}


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("balance.")])
def test_shapes_of_balances(caller: Caller, name: str) -> None:
    caller.sandbox.scenario(faults={name: 1})
    answer = requests.get(caller.sandbox.base_url + "/check_balance", headers=caller.headers, timeout=30)
    assert answer.json() != {"balance": 1000}
    assert caller.sandbox.record()["faults"] == {name: 1}


def test_faults_in_a_prompt_belong_to_its_task(caller: Caller) -> None:
    bad = caller.submit(prompt="a ball [[fault:status.failed]]", **FULL).json()
    good = caller.submit(prompt="a ball", **FULL).json()
    caller.wait(good)
    assert "Failed" in [job["status"] for job in caller.status(bad)["jobs"]]
    assert caller.files(good)
    assert caller.files(bad) == {}


def test_asking_for_a_fault_that_is_not_there(caller: Caller) -> None:
    with pytest.raises(UnknownFault):
        parse_fault("status.nothing")
    answer = caller.submit(prompt="a ball [[fault:status.nothing]]", **FULL).json()
    assert (answer["error"], "status.nothing" in answer["message"]) == ("INVALID_REQUEST", True)


def test_how_faults_are_written() -> None:
    assert parse_fault("file.reset:3") == ("file.reset", 3)
    assert parse_fault("file.reset:*") == ("file.reset", -1)
    assert parse_fault("model.nan") == ("model.nan", -1)
    assert full_name("no_funds") == "submit.no_funds"
    assert full_name("http_500") == "any.http_500"
    assert directives("red [[fault:file.reset:2, model.nan]] chair") == (
        "red chair",
        {"file.reset": 2, "model.nan": -1},
    )
    assert len(FAULTS) > 400


@pytest.fixture
def fetch(caller: Caller) -> Callable[..., urllib3.BaseHTTPResponse]:
    """Fetch a model with a fault, by a client that hides nothing."""

    def get(kind: str, **headers: str) -> urllib3.BaseHTTPResponse:
        answer = caller.submit(prompt=f"a ball [[fault:file.{kind}]]", **FULL).json()
        caller.wait(answer)
        url = caller.files(answer)["base_basic_pbr.glb"]
        pool = urllib3.PoolManager(retries=False, timeout=1.0)
        return pool.request("GET", url, headers=headers, redirect=False, preload_content=False, decode_content=False)

    return get


BROKEN = ["reset", "reset_midway", "hang", "hang_midway", "trickle", "short", "length_huge", "length_junk", "changed"]


def whole(answer: urllib3.BaseHTTPResponse) -> bool:
    """Whether the body that comes is the one that the head announces."""
    size = answer.headers.get("Content-Length", "")
    return size.isdigit() and sum(len(chunk) for chunk in answer.stream(65536)) == int(size)


@pytest.mark.parametrize("kind", BROKEN)
def test_transfers_that_break(fetch: Callable[..., Any], kind: str) -> None:
    try:
        complete = whole(fetch(kind))
    except urllib3.exceptions.HTTPError:
        complete = False
    assert not complete


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind not in BROKEN])
def test_transfers_that_lie(fetch: Callable[..., Any], caller: Caller, kind: str) -> None:
    whole = caller.made(prompt="a ball")["base_basic_pbr.glb"]
    answer = fetch(kind, Range="bytes=10-")
    got = answer.read(len(whole) * 2)
    answer.release_conn()
    assert (answer.status, got) != (206, whole[10:])


def test_a_transfer_cut_midway_can_be_resumed(fetch: Callable[..., Any]) -> None:
    with pytest.raises(urllib3.exceptions.HTTPError):
        fetch("reset_midway").read()
    assert fetch("no_length").read()[:4] == b"glTF"


def test_the_bomb_is_small_and_grows(fetch: Callable[..., Any]) -> None:
    answer = fetch("gzip_bomb")
    packed = answer.read(300_000)
    answer.close()
    assert len(zlib.decompressobj(31).decompress(packed)) > 100 * len(packed)
    assert gzip.GzipFile(fileobj=io.BytesIO(packed)).read(4) == b"glTF"


@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind != "texture_bomb"])
def test_bad_models_are_bad(kind: str) -> None:
    real = pack(tiny_mesh())
    assert bad_model(kind, real) != real


def test_a_bad_model_is_served_in_place_of_the_real_one(caller: Caller) -> None:
    files = caller.made(prompt="a ball [[fault:model.wrong_magic]]")
    assert files["base_basic_pbr.glb"].startswith(b"glTX")
    assert files["preview.webp"].startswith(b"RIFF")
