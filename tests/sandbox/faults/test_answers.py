# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer of the table that is broken or says no comes when asked for, whatever call it is for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from support.plain_client import FULL, Caller

from sandbox.faults.table import ANSWERS, CODES

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
