# SPDX-License-Identifier: GPL-3.0-or-later
"""Misbehaviour below HTTP's surface: resets, silence, trickles and floods. Used for answers and files alike."""

import asyncio
import socket
import struct
import zlib
from collections.abc import AsyncIterator
from functools import lru_cache

from aiohttp import web

HOLD_SECONDS = 600.0
BOMB_BLOCK_BYTES = 16 * 1024 * 1024


def _gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def cut(request: web.Request, *, reset: bool) -> web.Response:
    """End the connection now: with a TCP reset, or by an orderly close."""
    transport = request.transport
    if transport is not None:
        if reset:
            raw_socket = transport.get_extra_info("socket")
            raw_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
        else:
            transport.close()
    return web.Response()  # nobody is there to read it


async def raw(request: web.Request, data: bytes, *, reset: bool = False) -> web.Response:
    """Send these very bytes and end the connection."""
    if request.transport is not None:
        request.transport.write(data)
        await asyncio.sleep(0.05)  # a reset would overtake what is still being sent
    return cut(request, reset=reset)


async def hold(request: web.Request) -> web.Response:
    """Say nothing more until the other side gives up."""
    for _ in range(int(HOLD_SECONDS / 0.1)):
        if _gone(request):
            break
        await asyncio.sleep(0.1)
    return cut(request, reset=False)


def head(*, status: str = "200 OK", **headers: str) -> bytes:
    """Return a response's head as bytes; underscores in names become hyphens."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def stream(
    request: web.Request, chunks: AsyncIterator[bytes], *, status: int = 200, headers: dict[str, str]
) -> web.StreamResponse:
    """Send chunks for as long as somebody listens."""
    response = web.StreamResponse(status=status, headers=headers)
    await response.prepare(request)
    async for chunk in chunks:
        if _gone(request):
            break
        await response.write(chunk)
    await response.write_eof()
    return response


async def trickle(data: bytes, *, seconds: float = 1.0) -> AsyncIterator[bytes]:
    """Yield one byte at a time."""
    for index in range(len(data)):
        yield data[index : index + 1]
        await asyncio.sleep(seconds)


async def endless(block: bytes) -> AsyncIterator[bytes]:
    """Yield the same for ever, without starving the rest of the service."""
    while True:
        yield block
        await asyncio.sleep(0)


async def repeated(first: bytes, block: bytes, times: int, last: bytes) -> AsyncIterator[bytes]:
    """Yield a long body from few bytes."""
    yield first
    for _ in range(times):
        yield block
        await asyncio.sleep(0)
    yield last


async def gzip_bomb(*, size_bytes: int = 4 * 1024**3, first: bytes = b"", filler: bytes = b" ") -> AsyncIterator[bytes]:
    """Yield a gzip stream of some megabytes that unpacks to gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(size_bytes // BOMB_BLOCK_BYTES):
        yield _packed_block(filler)
        await asyncio.sleep(0)


@lru_cache
def _packed_block(filler: bytes) -> bytes:
    """Pack a block once for all bombs: behind a full flush it can stand anywhere."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(filler * BOMB_BLOCK_BYTES) + packer.flush(zlib.Z_FULL_FLUSH)
