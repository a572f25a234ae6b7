# SPDX-License-Identifier: GPL-3.0-or-later
"""Transfers that break or lie, and models that are bad."""

import gzip
import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import urllib3
from support.plain_client import FULL, Caller

from sandbox.faults.bad_models import bad_model
from sandbox.faults.bad_pictures import bomb_png, dense_png
from sandbox.faults.glb_surgery import pack, tiny_mesh
from sandbox.faults.table import FILES, MODELS


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


@pytest.mark.parametrize("kind", MODELS)
def test_bad_models_are_bad(kind: str) -> None:
    real = pack(tiny_mesh())
    assert bad_model(kind, real) != real


def test_a_bad_model_is_served_in_place_of_the_real_one(caller: Caller) -> None:
    files = caller.made(prompt="a ball [[fault:model.wrong_magic]]")
    assert files["base_basic_pbr.glb"].startswith(b"glTX")
    assert files["preview.webp"].startswith(b"RIFF")


@pytest.mark.parametrize(("picture", "width", "height"), [(bomb_png, 40_000, 40_000), (dense_png, 2_000, 16_000)])
def test_a_small_picture_unpacks_to_all_the_dots_that_it_promises(
    picture: Callable[[], bytes], width: int, height: int
) -> None:
    data = picture()
    assert len(data) < 2_000_000
    size, offset = struct.unpack(">I", data[33:37])[0], 41
    unpacker, unpacked = zlib.decompressobj(), 0
    for begin in range(offset, offset + size, 16_384):
        unpacked += len(unpacker.decompress(data[begin : min(begin + 16_384, offset + size)]))
    assert unpacker.eof
    assert unpacked == (width + 1) * height
