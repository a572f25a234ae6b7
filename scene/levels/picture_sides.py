# SPDX-License-Identifier: GPL-3.0-or-later
"""How big pictures are, without having Blender decode those that nobody has looked at yet."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Image

_HEAD_BYTES = 64 * 1024
"""A JPEG's size stands behind what cameras and editors note, a preview of up to this for instance."""
_NOT_A_FRAME = {0xC4, 0xC8, 0xCC}
_known: dict[tuple[int, int, str], tuple[int, int]] = {}
"""Uid, packed bytes and path of a picture -> width and height."""


def size_of(image: Image) -> tuple[int, int]:
    """Return width and height in pixels; (0, 0) if that cannot be told. Reads a file's head once."""
    any_image: Any = image
    if any_image.has_data:
        width, height = any_image.size
        return int(width), int(height)
    if any_image.source == "GENERATED":
        return int(any_image.generated_width), int(any_image.generated_height)
    packed = any_image.packed_file
    key = (any_image.session_uid, packed.size if packed is not None else -1, any_image.filepath)
    if key not in _known:
        _known[key] = _size_in(packed.data[:_HEAD_BYTES] if packed is not None else _head_of(any_image))
    return _known[key]


def memory_bytes(size: tuple[int, int]) -> int:
    """Return what a picture takes on the graphics card: four bytes a pixel, and a third more for its smaller copies."""
    width, height = size
    return width * height * 4 * 4 // 3


def _head_of(image: Any) -> bytes:
    try:
        with Path(bpy.path.abspath(image.filepath, library=image.library)).open("rb") as file:
            return file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return b""


def _size_in(head: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, JPEG or WebP file, by its first bytes."""
    try:
        if head.startswith(b"\x89PNG"):
            width, height = struct.unpack_from(">II", head, 16)
            return width, height
        if head.startswith(b"\xff\xd8"):
            return _size_in_jpeg(head)
        return _size_in_webp(head) if head[8:12] == b"WEBP" else (0, 0)
    except struct.error:  # it breaks off
        return 0, 0


def _size_in_jpeg(head: bytes) -> tuple[int, int]:
    at = 2
    while True:
        _, marker, length = struct.unpack_from(">BBH", head, at)
        if 0xC0 <= marker <= 0xCF and marker not in _NOT_A_FRAME:
            height, width = struct.unpack_from(">HH", head, at + 5)
            return width, height
        at += 2 + length


def _size_in_webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF
