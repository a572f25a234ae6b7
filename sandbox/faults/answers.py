# SPDX-License-Identifier: GPL-3.0-or-later
"""Faulty answers of the API by kind: one small function per entry of fault_table.ANSWERS."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.utils import format_datetime

from aiohttp import web

from ..state.clock import Clock
from . import wire
from .table import CODES

HTML = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><hr>proxy</body></html>"
JSON_TEXT = json.dumps({"error": "OK", "message": "Submitted.", "uuid": "x" * 36, "jobs": [], "list": [], "balance": 1})

Doer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def html(status: int, title: str) -> web.Response:
    """Answer with a page such as proxies send."""
    return web.Response(status=status, text=HTML.format(title), content_type="text/html")


def json_answer(value: object, *, status: int = 201, headers: dict[str, str] | None = None) -> web.Response:
    """Answer with a JSON body."""
    return web.Response(status=status, text=json.dumps(value), content_type="application/json", headers=headers)


def code(kind: str, *, status: int = 201) -> web.Response:
    """Answer with an error code of the table."""
    name, message = CODES[kind]
    return json_answer({"error": name, "message": message}, status=status)


class Answers:
    """Does the faults that replace an answer. `other_origin` is where redirects to another host lead."""

    def __init__(self, clock: Clock, *, other_origin: Callable[[], str]) -> None:
        self._clock = clock
        self._other_origin = other_origin
        self._doers: dict[str, Doer] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }

    async def do(self, kind: str, request: web.Request) -> web.StreamResponse:
        """Answer as the fault says."""
        if kind in CODES:
            return code(kind)
        if kind in SIMPLE:
            return SIMPLE[kind]()
        if kind.startswith("http_429"):
            return self._too_many(kind)
        return await self._doers[kind](request)

    def knows(self, kind: str) -> bool:
        """Say whether there is something behind the name."""
        return kind in CODES or kind in SIMPLE or kind in self._doers or kind in RETRY_AFTER or kind.endswith("_date")

    def _too_many(self, kind: str) -> web.Response:
        after = RETRY_AFTER.get(kind)
        if kind == "http_429_date":
            after = format_datetime(self._clock.wall() + timedelta(seconds=2), usegmt=True)
        headers = {"Retry-After": after} if after else {}
        return json_answer({"error": "TOO_MANY_REQUESTS", "message": "Slow down."}, status=429, headers=headers)

    async def do_reset(self, request: web.Request) -> web.StreamResponse:
        return wire.cut(request, reset=True)

    async def do_close(self, request: web.Request) -> web.StreamResponse:
        return wire.cut(request, reset=False)

    async def do_hang(self, request: web.Request) -> web.StreamResponse:
        return await wire.hold(request)

    async def do_reset_midway(self, request: web.Request) -> web.StreamResponse:
        start = wire.head(status="201 Created", Content_Type="application/json", Content_Length=str(len(JSON_TEXT)))
        return await wire.raw(request, start + JSON_TEXT[:40].encode(), reset=True)

    async def do_garbage(self, request: web.Request) -> web.StreamResponse:
        return await wire.raw(request, b"\x00\x01SSH-2.0-nothing\r\n\r\n\xff\xfe")

    async def do_short_body(self, request: web.Request) -> web.StreamResponse:
        start = wire.head(status="201 Created", Content_Type="application/json", Content_Length="5000")
        return await wire.raw(request, start + JSON_TEXT.encode())

    async def do_json_huge(self, request: web.Request) -> web.StreamResponse:
        body = wire.repeated(b'{"error":"OK","pad":"', b"a" * 65536, 1024, b'"}')
        return await wire.stream(request, body, status=201, headers={"Content-Type": "application/json"})

    async def do_gzip_bomb(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        bomb = wire.gzip_bomb(first=b'{"error":"OK","pad":"', filler=b"a")
        return await wire.stream(request, bomb, status=201, headers=headers)

    async def do_gzip_broken(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return web.Response(status=201, body=JSON_TEXT.encode(), headers=headers)

    async def do_trickle(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "application/json"}
        return await wire.stream(request, wire.trickle(JSON_TEXT.encode()), status=201, headers=headers)

    async def do_endless_body(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "application/json"}
        return await wire.stream(request, wire.endless(b" " * 65536), status=201, headers=headers)

    async def do_endless_headers(self, request: web.Request) -> web.StreamResponse:
        lines = b"".join(b"X-Filler-%d: %s\r\n" % (index, b"a" * 1000) for index in range(20_000))
        return await wire.raw(request, b"HTTP/1.1 201 Created\r\n" + lines)

    async def do_redirect_host(self, request: web.Request) -> web.StreamResponse:
        return _redirect(f"{self._other_origin()}/elsewhere", status=302)

    async def do_redirect_host_307(self, request: web.Request) -> web.StreamResponse:
        return _redirect(f"{self._other_origin()}/elsewhere", status=307)

    async def do_redirect_loop(self, request: web.Request) -> web.StreamResponse:
        return _redirect(str(request.url), status=307)


def _redirect(location: str, *, status: int = 302) -> web.Response:
    return web.Response(status=status, headers={"Location": location}, text="Moved")


RETRY_AFTER = {
    "http_429": "",
    "http_429_seconds": "2",
    "http_429_past": "Mon, 06 Jan 2025 08:00:00 GMT",
    "http_429_century": "3153600000",
    "http_429_nonsense": "soon",
}

WRONG_TYPES: dict[str, object] = {
    "error": None,
    "uuid": 7,
    "jobs": "none",
    "list": {"url": 1},
    "balance": [],
    "message": {"a": 1},
}

SIMPLE: dict[str, Callable[[], web.Response]] = {
    "empty_body": lambda: web.Response(status=201),
    "truncated_json": lambda: web.Response(status=201, text=JSON_TEXT[:45], content_type="application/json"),
    "html_200": lambda: html(200, "Welcome"),
    "html_502": lambda: html(502, "502 Bad Gateway"),
    "json_list": lambda: json_answer(["OK"]),
    "json_null": lambda: json_answer(None),
    "json_wrong_types": lambda: json_answer(WRONG_TYPES),
    "json_deep": lambda: web.Response(status=201, text="[" * 100_000, content_type="application/json"),
    "json_not_utf8": lambda: web.Response(
        status=201, body=b'{"error": "\xff\xfe\xfa"}', content_type="application/json"
    ),
    "redirect_http": lambda: _redirect("http://rodin.invalid/api/v2/elsewhere"),
    "redirect_file": lambda: _redirect("file:///etc/passwd"),
    "message_list": lambda: json_answer(
        {"error": "INVALID_REQUEST", "message": ["seed must be an integer number", "tier is unknown"]}
    ),
    "error_number": lambda: json_answer({"error": 17, "message": None}),
    "http_400": lambda: code("invalid_request", status=400),
    "http_401": lambda: code("unauthorized", status=401),
    "http_402": lambda: code("api_no_funds", status=402),
    "http_403": lambda: code("permission_denied", status=403),
    "http_404": lambda: html(404, "404 Not Found"),
    "http_413": lambda: html(413, "413 Request Entity Too Large"),
    "http_500": lambda: json_answer({"statusCode": 500, "message": "Internal server error"}, status=500),
    "http_500_json_syntax": lambda: json_answer(
        {"statusCode": 500, "message": "Unexpected token 'F', \"F\" is not valid JSON"}, status=500
    ),
    "http_503_seconds": lambda: json_answer({"message": "Maintenance"}, status=503, headers={"Retry-After": "2"}),
    "http_504": lambda: web.Response(status=504),
}
"""Answers that are nothing but a status and a body."""
