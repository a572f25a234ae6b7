# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service adds to its answers, wherever and of whatever type, changes nothing of what is read from them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.client import RodinClient
from support.api.canned import Canned
from support.api.submission import ACCEPTED, TEXT

DEEP: Any = "end"
for _ in range(100):
    DEEP = {"error": [DEEP]}

VALUES = [None, True, False, 0, -1, 10**40, 0.5, float("nan"), "", "NO_SUCH_TASK", "x" * 10_000, [], [None, {}], {}]
VALUES += [{"error": "UNAUTHORIZED", "uuid": 7}, "\ud800", DEEP]

SUBMISSION = {**ACCEPTED, "consumed": 1.5, "prompt": "an oak stool"}
STATUS = {"error": "OK", "jobs": [{"uuid": "A", "status": "Done"}, {"uuid": "B", "status": "Waiting"}]}
FILES = {"list": [{"url": "https://files.example/a.glb?k=v", "name": "base.glb"}], "error": None}
BALANCE = {"balance": 12.5}

CALLS: dict[str, tuple[Mapping[str, Any], Callable[[RodinClient], object]]] = {
    "submit": (SUBMISSION, lambda client: client.submit(TEXT)),
    "status": (STATUS, lambda client: client.status("K")),
    "files": (FILES, lambda client: client.files("T")),
    "balance": (BALANCE, lambda client: client.balance()),
}
READ = frozenset({"error", "message", "detail", "uuid", "jobs", "uuids", "subscription_key", "consumed", "prompt"}) | {
    *("status", "queue_length", "list", "url", "name", "balance")
}
"""Fields that are read somewhere; elsewhere each of them is as good as unknown."""
READ_HERE = {
    "submit": {"error", "message", "detail", "uuid", "jobs", "consumed", "prompt"},
    "status": {"error", "message", "detail", "jobs", "queue_length"},
    "files": {"error", "message", "detail", "list"},
    "balance": {"error", "message", "detail", "balance"},
}
NEW = st.text(max_size=12).filter(lambda name: name not in READ) | st.sampled_from(["eta_seconds", "data", "errors"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(sorted(READ)), inner),
    max_leaves=10,
)


def _with(body: Any, added: Mapping[str, Any]) -> Any:
    """Add fields to every object of an answer, before what is there, which stays as it is."""
    if isinstance(body, Mapping):
        return {**added, **{name: _with(value, added) for name, value in body.items()}}
    return [_with(value, added) for value in body] if isinstance(body, list) else body


def _client(body: object) -> RodinClient:
    transport = Canned(201, {}, json.dumps(body).encode())
    return RodinClient(api_key="key", base_url="https://api.example", transport=transport, wait=lambda seconds: False)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_a_new_field_is_passed_over(server: Any, client: RodinClient, call: str, value: object) -> None:
    body, ask = CALLS[call]
    server.reply(201, json_body=body)
    expected = ask(client)
    server.reply(201, json_body=_with(body, {"eta_seconds": value, "region": value}))
    assert ask(client) == expected
    elsewhere = dict.fromkeys(READ - READ_HERE[call] - set(str(body).split("'")), value)
    server.reply(201, json_body=_with(body, elsewhere))
    assert ask(client) == expected


@pytest.mark.parametrize("call", CALLS)
@given(added=st.dictionaries(NEW, ANYTHING, max_size=4))
def test_whatever_is_added_is_passed_over(call: str, added: Mapping[str, Any]) -> None:
    body, ask = CALLS[call]
    assert ask(_client(_with(body, added))) == ask(_client(body))
