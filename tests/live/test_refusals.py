# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken for a refusal is what the product takes for one."""

import json
from typing import Any

import pytest
from rodin_props.live.asking.exchange import Exchange

REFUSALS: list[tuple[int, Any, tuple[str, str]]] = [
    (201, {"error": "NO_SUCH_TASK", "message": "gone"}, ("NO_SUCH_TASK", "gone")),
    (201, {"error": {"code": "NO_SUCH_TASK", "message": ["gone", "long"]}}, ("NO_SUCH_TASK", "gone; long")),
    (200, {"error": 17}, ("17", "")),
    (404, {"detail": "gone"}, ("HTTP_404", "gone")),
    (502, "<html>", ("HTTP_502", "")),
]
ACCEPTED: list[Any] = [{}, {"error": None}, {"error": False}, {"error": " ok "}, {"error": "None"}, ["OK"], "<html>"]


def answered(status_code: int, body: Any) -> Exchange:
    data = body if isinstance(body, str) else json.dumps(body)
    return Exchange(method="POST", path="/bang", with_our_key=True, status_code=status_code, body=data.encode())


@pytest.mark.parametrize(("status_code", "body", "said"), REFUSALS)
def test_a_refusal_has_the_code_and_the_words_that_the_product_shows(
    status_code: int, body: Any, said: tuple[str, str]
) -> None:
    refusal = answered(status_code, body).refusal
    assert refusal is not None
    assert (refusal.server_code, refusal.server_message) == said


@pytest.mark.parametrize("body", ACCEPTED)
def test_what_the_product_does_not_take_for_a_refusal_is_none(body: Any) -> None:
    assert answered(201, body).refusal is None
