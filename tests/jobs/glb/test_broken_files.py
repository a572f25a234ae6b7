# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken files, numbers without sense, giant pictures and whatever is beyond a limit are refused with a sentence."""

import struct
from pathlib import Path
from typing import Any

import numpy
import pytest
from rodin_props.api.errors import ModelRefused
from rodin_props.jobs.glb.check import check_glb
from support.jobs.small_model import glb, triangle
from support.pictures import plain_picture

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a GLB"),
    "web page": (b"<!DOCTYPE html><html>" + b" " * 100, "not a GLB"),
    "short head": (b"glTF\x02\0\0\0", "not a GLB"),
    "version 1": (glb(*triangle(), version=1), "version"),
    "cut": (glb(*triangle())[:-40], "cut short"),
    "longer than it says": (glb(*triangle()) + b"\0\0\0\0", "longer"),
    "length in the skies": (glb(*triangle(), length=0xFFFFFFFF), "cut short"),
    "no description": (struct.pack("<4sIIII", b"glTF", 2, 24, 4, 0x004E4942) + b"\0\0\0\0", "description"),
    "nothing in it": (struct.pack("<4sII", b"glTF", 2, 12), "description"),
    "half a chunk head": (struct.pack("<4sII", b"glTF", 2, 16) + b"\0\0\0\0", "cut short"),
    "chunk past the end": (struct.pack("<4sIIII", b"glTF", 2, 24, 4000, 0x4E4F534A) + b"{}  ", "does not fit"),
    "two descriptions": (
        struct.pack("<4sII", b"glTF", 2, 36) + (struct.pack("<II", 4, 0x4E4F534A) + b"{}  ") * 2,
        "two parts",
    ),
    "no JSON": (glb(b"{nonsense}"), "cannot be read"),
    "no text": (glb(b"\xff\xfe\xff\xfe"), "cannot be read"),
    "a list": (glb([]), "cannot be read"),
    "NaN": (glb(b'{"asset": {"version": "2.0"}, "nodes": [{"translation": [NaN, 0, 0]}]}'), "impossible places"),
    "infinity": (glb(b'{"asset": {"version": "2.0"}, "nodes": [{"scale": [1e999, 0, 0]}]}'), "impossible places"),
    "endless number": (glb(b'{"asset": ' + b"9" * 5000 + b"}"), "version"),
    "nested without end": (glb(b'{"asset": ' + b"[" * 500_000 + b"]" * 500_000 + b"}"), "exhaust|nested"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_a_sentence(check: Any, name: str) -> None:
    content, words = BROKEN[name]
    with pytest.raises(ModelRefused, match=words):
        check(content)


@pytest.mark.parametrize(("kind", "offset", "size"), [("PNG", 16, ">II"), ("WEBP", 24, None)])
def test_giant_pictures_are_refused_by_their_heads(check: Any, kind: str, offset: int, size: str | None) -> None:
    image = bytearray(plain_picture(64, 64, kind))
    if size is None:
        image[:30] = b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0" + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    else:
        image[offset : offset + 8] = struct.pack(size, 60_000, 60_000)
    document, data = triangle()
    data = data[:44] + bytes(image)
    document["bufferViews"][2]["byteLength"] = len(image)
    document["buffers"][0]["byteLength"] = len(data)
    with pytest.raises(ModelRefused, match="too large"):
        check(glb(document, data))


def test_limits_can_be_set(check: Any) -> None:
    good = glb(*triangle())
    for limits, words in (
        ({"triangles": 0}, "too many"),
        ({"vertices": 2}, "too many"),
        ({"size_bytes": 100}, "too large"),
        ({"json_bytes": 100}, "too large"),
        ({"picture_side": 4}, "too large"),
        ({"picture_pixels": 40}, "too large"),
    ):
        with pytest.raises(ModelRefused, match=words):
            check(good, **limits)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="cannot be read"):
        check_glb(tmp_path / "nothing.glb")


def test_random_damage_never_ends_in_anything_but_a_refusal(check: Any) -> None:
    good = bytearray(glb(*triangle()))
    generator = numpy.random.default_rng(2)
    outcomes = set()
    for _ in range(1500):
        bad = bytearray(good)
        for place in generator.integers(0, len(bad), size=generator.integers(1, 6)):
            bad[place] = generator.integers(0, 256)
        try:
            check(bytes(bad))
            outcomes.add("passed")
        except ModelRefused:
            outcomes.add("refused")
    assert outcomes == {"passed", "refused"}
