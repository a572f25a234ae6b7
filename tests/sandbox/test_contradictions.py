# SPDX-License-Identifier: GPL-3.0-or-later
"""Contradictions as they are asked for; that each is done, tests/live shows by noticing it."""

from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

import pytest
import requests
from support.plain_client import FULL, Caller

from sandbox.contradictions.table import CONTRADICTIONS


def _wrong_key(caller: Caller) -> tuple[int, str]:
    url = f"{caller.sandbox.base_url}/check_balance"
    answer = requests.get(url, headers={"Authorization": "Bearer wrong"}, timeout=30)
    return answer.status_code, answer.json()["error"]


def test_the_command_line_and_a_scenario_ask_for_them(start_sandbox: Callable[..., Any]) -> None:
    caller = Caller(start_sandbox("--contradict", "wrong_key_403"))
    assert _wrong_key(caller) == (403, "API_KEY_INVALID")
    caller.sandbox.scenario(contradictions=[])
    assert _wrong_key(caller) == (401, "UNAUTHORIZED")
    caller.sandbox.reset()
    assert _wrong_key(caller) == (403, "API_KEY_INVALID")


def test_one_that_there_is_not_is_refused(caller: Caller) -> None:
    with pytest.raises(HTTPError):
        caller.sandbox.scenario(contradictions=["moon_phase"])
    assert _wrong_key(caller) == (401, "UNAUTHORIZED")


def test_what_costs_otherwise_is_in_the_record_and_in_the_balance(caller: Caller) -> None:
    caller.sandbox.scenario(contradictions=["high_pack_dear", "quad_normal_charged"])
    before = caller.balance()
    fields = FULL | {"tier": "Gen-2.5-Low", "addons": "HighPack", "quad_normal": "true"}
    body = caller.submit(prompt="a ball", **fields).json()
    assert body.get("consumed", 3.0) == 3.0
    assert caller.sandbox.record()["charged"] == 3.0
    assert caller.balance() == before - 3.0


def test_all_can_be_asked_for_at_once(caller: Caller) -> None:
    caller.sandbox.scenario(contradictions=list(CONTRADICTIONS))
    assert caller.made(prompt="a mug").keys() == {"base_basic_pbr.glb", "preview.webp"}
