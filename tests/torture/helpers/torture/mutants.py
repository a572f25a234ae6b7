# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers and files with something wrong in them, made from right ones by a seeded hand."""

import gzip
import json
import random
from typing import Any

SUBMIT = {
    "error": None,
    "message": "Submitted.",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "jobs": {"uuids": ["a", "b"], "subscription_key": "eyJhbGciOiJIUzI1NiJ9.e30.x"},
    "prompt": "a chair",
    "consumed": 0.5,
}
STATUS = {"error": "OK", "jobs": [{"uuid": "a", "status": "Done"}, {"uuid": "b", "status": "Generating"}]}
FILES = {
    "error": "OK",
    "list": [
        {"name": "base_basic_pbr.glb", "url": "http://127.0.0.1:1/x/base_basic_pbr.glb?sig=1"},
        {"name": "preview.webp", "url": "http://127.0.0.1:1/x/preview.webp?sig=1"},
    ],
}
BALANCE = {"error": "OK", "balance": 12.5}
REFUSAL = {"error": "API_INSUFFICIENT_FUNDS", "message": "Not enough credits."}

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, -(10**400), 1.5, 1e308, float("nan"), float("inf"), "", "OK", "ok ", "\x00",
    "\u202e", "a" * 5_000, "../../x", "C:\\x", "NUL", "http://[", "https://a@b:99999/", [], {}, [[]], [None] * 50,
    {"": ""}, {"a": {"b": []}}, "Done", "Failed", "\ud800",
)  # fmt: skip
_STATUSES = (
    200,
    201,
    201,
    201,
    204,
    206,
    299,
    300,
    302,
    307,
    400,
    401,
    403,
    404,
    413,
    416,
    429,
    500,
    502,
    503,
    599,
    999,
)
_HEADERS = (
    "Retry-After: {odd}", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: deflate, gzip",
    "Content-Type: text/html", "Location: {odd}", "Location: file:///etc/passwd", "Transfer-Encoding: chunked",
    "Transfer-Encoding: {odd}", "Content-Range: bytes 5-9/10", "Content-Range: {odd}", "ETag: {odd}",
    "Content-Length: {odd}", "Content-Length: 3", "Content-Length: 99999999999999999999", "Set-Cookie: a={odd}",
    "X: \xff\xfe", "no colon at all", ": nothing", "Connection: keep-alive", "Link: {odd}",
)  # fmt: skip


def answer(hand: random.Random, right: dict[str, Any]) -> bytes:
    """A whole HTTP answer."""
    body = _body(hand, right)
    lines = [f"HTTP/1.1 {hand.choice((200, 201, hand.choice(_STATUSES)))} Some"]
    for _ in range(hand.choice((0, 0, 1, 1, 2, 4))):
        odd = str(hand.choice(_ODD))[:300].replace("\n", " ").replace("\r", " ")
        lines.append(hand.choice(_HEADERS).replace("{odd}", odd))
    if hand.random() < 0.7:
        lines.append(f"Content-Length: {len(body)}")
    if hand.random() < 0.05:
        body = gzip.compress(body)
    raw = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body
    return bytes_of(hand, raw) if hand.random() < 0.15 else raw


def _body(hand: random.Random, right: dict[str, Any]) -> bytes:
    chance = hand.random()
    if chance < 0.1:
        return hand.randbytes(hand.randrange(200))
    value = json.loads(json.dumps(right if chance < 0.9 else REFUSAL))
    for _ in range(hand.choice((0, 1, 1, 2, 3))):
        value = _changed(hand, value)
    try:
        text = json.dumps(value).encode()
    except (ValueError, UnicodeError):
        text = b"{}"
    return bytes_of(hand, text) if hand.random() < 0.3 else text


def _changed(hand: random.Random, value: Any, depth: int = 0) -> Any:
    """The value with one thing in it replaced, removed or doubled."""
    if isinstance(value, dict) and value and (depth == 0 or hand.random() < 0.8):
        name = hand.choice(list(value))
        if hand.random() < 0.2:
            del value[name]
        elif hand.random() < 0.1:
            value[str(hand.choice(_ODD))[:50]] = value[name]
        else:
            value[name] = _changed(hand, value[name], depth + 1)
        return value
    if isinstance(value, list) and value and hand.random() < 0.7:
        place = hand.randrange(len(value))
        value[place] = _changed(hand, value[place], depth + 1)
        return value * hand.choice((1, 1, 1, 3))
    return hand.choice(_ODD)


def bytes_of(hand: random.Random, right: bytes) -> bytes:
    """The bytes with some flipped, cut, put in, or repeated."""
    data = bytearray(right)
    for _ in range(hand.choice((1, 1, 2, 5, 20))):
        at = hand.randrange(len(data) + 1)
        match hand.randrange(5):
            case 0 if data:
                data[at % len(data)] = hand.randrange(256)
            case 1:
                del data[at : at + hand.choice((1, 4, 50))]
            case 2:
                data[at:at] = hand.randbytes(hand.choice((1, 4, 30)))
            case 3:
                del data[at:]
            case 4:
                data[at:at] = data[max(0, at - 20) : at]
    return bytes(data)
