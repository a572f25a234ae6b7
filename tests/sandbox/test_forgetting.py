# SPDX-License-Identifier: GPL-3.0-or-later
"""What was forgotten does not come back: a test never sees what an earlier one had begun to send."""

import socket
from typing import Any
from urllib.parse import urlsplit

from support.plain_client import Caller
from support.waiting import wait_until

_BODY = b"prompt=a+stool&tier=Sketch"


def test_a_submission_that_came_in_before_all_was_forgotten_is_neither_answered_nor_paid(caller: Caller) -> None:
    sandbox: Any = caller.sandbox
    address = urlsplit(sandbox.base_url)
    head = f"POST {address.path}/rodin HTTP/1.1\r\nHost: {address.netloc}\r\n"
    head += f"Authorization: Bearer {sandbox.key}\r\nContent-Length: {len(_BODY)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=30) as line:
        line.sendall(head.encode() + _BODY[:5])
        wait_until(lambda: sandbox.record()["requests"], what="the request in the record")
        sandbox.reset()
        line.sendall(_BODY[5:])
        assert line.recv(1000) == b""
    assert sandbox.record()["submissions"] == []


def test_each_sandbox_lets_in_nobody_who_was_told_the_key_of_another_one(caller: Caller, start_sandbox: Any) -> None:
    other = start_sandbox()
    answer = caller.post("/status", json={"subscription_key": "x"}, headers={"Authorization": f"Bearer {other.key}"})
    assert (answer.status_code, answer.json()["error"]) == (401, "UNAUTHORIZED")
