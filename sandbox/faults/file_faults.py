# SPDX-License-Identifier: GPL-3.0-or-later
"""What the file host can do wrong by kind: one small function per entry of fault_table.FILES."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable

from aiohttp import web

from . import wire

Headers = dict[str, str]
Doer = Callable[[web.Request, bytes, Headers], Awaitable[web.StreamResponse]]


def _error(status: int, code: str, **headers: str) -> web.Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
    return web.Response(status=status, text=text, content_type="application/xml", headers=headers)


def _rest(request: web.Request, data: bytes) -> tuple[bytes, bytes]:
    """Return what was asked for with `bytes=N-`, and the raw head that announces it in full."""
    asked = request.headers.get("Range", "")
    start = int(asked[6:-1]) if asked.startswith("bytes=") and asked[6:-1].isdigit() else 0
    rest = data[start:]
    if not start:
        return rest, wire.head(Content_Length=str(len(rest)), ETag='"one"', Accept_Ranges="bytes")
    span = f"bytes {start}-{len(data) - 1}/{len(data)}"
    return rest, wire.head(
        status="206 Partial Content", Content_Length=str(len(rest)), Content_Range=span, ETag='"one"'
    )


async def _reset(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return wire.cut(request, reset=True)


async def _reset_midway(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    rest, start = _rest(request, data)
    return await wire.raw(request, start + rest[: len(rest) // 2], reset=True)


async def _hang(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.hold(request)


async def _hang_midway(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    rest, start = _rest(request, data)
    if request.transport is not None:
        request.transport.write(start + rest[: len(rest) // 2])
    return await wire.hold(request)


async def _trickle(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.stream(request, wire.trickle(data), headers={**headers, "Content-Length": str(len(data))})


async def _endless(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.stream(request, wire.endless(data[:65536].ljust(65536, b"\0")), headers=headers)


async def _short(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.raw(request, wire.head(Content_Length=str(len(data))) + data[:-100])


async def _long(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.raw(request, wire.head(Content_Length=str(len(data) - 100)) + data)


async def _length_small(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return web.Response(body=data[: len(data) // 2], headers=headers)


async def _length_huge(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.write(wire.head(Content_Length=str(16 * 1024**4)) + data)
    return await wire.hold(request)


async def _length_junk(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.raw(request, wire.head(Content_Length="a lot") + data)


async def _no_length(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.stream(request, wire.repeated(data, b"", 0, b""), headers=headers)


async def _no_length_close(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return await wire.raw(request, wire.head(Connection="close") + data)


async def _no_range(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return web.Response(body=data, headers={k: v for k, v in headers.items() if k != "Accept-Ranges"})


async def _wrong_range(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    headers = {**headers, "Content-Range": f"bytes 7-{len(data) - 1}/{len(data)}"}
    return web.Response(status=206, body=data[7:], headers=headers)


async def _changed(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    """Send a file that is another one at every look: only whoever compares ETags can tell."""
    stamp = str(id(request)).encode()
    rest, _ = _rest(request, data)
    body = rest[: len(rest) // 2]
    start = wire.head(
        status="206 Partial Content" if "Range" in request.headers else "200 OK",
        Content_Length=str(len(rest)),
        Content_Range=f"bytes {len(data) - len(rest)}-{len(data) - 1}/{len(data)}",
        ETag=f'"changed-{stamp.decode()}"',
    )
    return await wire.raw(request, start + body[: -len(stamp)] + stamp, reset=True)


async def _gzip(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    packed = await asyncio.to_thread(gzip.compress, data, 1)
    return web.Response(body=packed, headers={**headers, "Content-Encoding": "gzip"})


async def _gzip_bomb(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    headers = {**headers, "Content-Encoding": "gzip"}
    return await wire.stream(request, wire.gzip_bomb(first=data[:4096], filler=b"\0"), headers=headers)


async def _redirect_host(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return _moved(str(request.url).replace("127.0.0.1", "localhost", 1))


async def _redirect_loop(request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    return _moved(str(request.url))


def _moved(location: str) -> web.Response:
    return web.Response(status=302, headers={"Location": location})


SIMPLE: dict[str, Callable[[], web.Response]] = {
    "expired": lambda: _error(403, "AccessDenied"),
    "http_403": lambda: web.Response(status=403),
    "http_404": lambda: _error(404, "NoSuchKey"),
    "http_416": lambda: _error(416, "InvalidRange"),
    "http_429": lambda: _error(429, "SlowDown", **{"Retry-After": "2"}),
    "http_500": lambda: _error(500, "InternalError"),
    "http_503": lambda: _error(503, "ServiceUnavailable"),
    "html_200": lambda: web.Response(text="<!DOCTYPE html><h1>Log in</h1>", content_type="text/html"),
    "empty": lambda: web.Response(body=b""),
    "redirect_http": lambda: _moved("http://rodin.invalid/base_basic_pbr.glb"),
    "redirect_file": lambda: _moved("file:///etc/passwd"),
}

DOERS: dict[str, Doer] = {
    "reset": _reset,
    "reset_midway": _reset_midway,
    "hang": _hang,
    "hang_midway": _hang_midway,
    "trickle": _trickle,
    "endless_body": _endless,
    "short": _short,
    "long": _long,
    "length_small": _length_small,
    "length_huge": _length_huge,
    "length_junk": _length_junk,
    "no_length": _no_length,
    "no_length_close": _no_length_close,
    "no_range": _no_range,
    "wrong_range": _wrong_range,
    "changed": _changed,
    "gzip": _gzip,
    "gzip_bomb": _gzip_bomb,
    "redirect_host": _redirect_host,
    "redirect_loop": _redirect_loop,
}


async def do_file_fault(kind: str, request: web.Request, data: bytes, headers: Headers) -> web.StreamResponse:
    """Answer as the fault says."""
    return SIMPLE[kind]() if kind in SIMPLE else await DOERS[kind](request, data, headers)
