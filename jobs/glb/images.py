# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures inside a GLB: their sizes, read from their headers without decoding."""

import struct
from typing import BinaryIO

from ...api.errors import ModelRefused
from .document import Document
from .limits import PIXELS_PER_BYTE, index, refuse

_HEADER_BYTES = 32
_JPEG_MARKERS = 10_000
_UNREADABLE = "a picture in it cannot be read"


def check_images(file: BinaryIO, document: Document, bin_offset: int) -> list[tuple[int, int]]:
    """Return width and height of each picture. :raises ModelRefused: for unknown kinds and excessive sizes."""
    sizes: list[tuple[int, int]] = []
    unstored_pixels = 0
    for image in document.images:
        view = document.buffer_views[index(image.get("bufferView"), document.buffer_views, "images")]
        begin = bin_offset + view.get("byteOffset", 0)
        width, height = _size(file, begin, view["byteLength"])
        sizes.append((width, height))
        unstored_pixels += max(0, width * height - PIXELS_PER_BYTE * view["byteLength"])
    limits = document.limits
    if any(not 0 < side <= limits.picture_side for sides in sizes for side in sides):
        refuse("a picture in it is too large")
    if sum(width * height for width, height in sizes) > limits.picture_pixels:
        refuse("its pictures are too large")
    if unstored_pixels > limits.unstored_pixels:
        refuse("its pictures unpack to far more than they hold")
    return sizes


def _size(file: BinaryIO, begin: int, length: int) -> tuple[int, int]:
    file.seek(begin)
    head = file.read(min(length, _HEADER_BYTES))
    if len(head) == _HEADER_BYTES:
        if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
            width, height = struct.unpack(">II", head[16:24])
            return width, height
        if head.startswith(b"\xff\xd8\xff"):
            return _jpeg_size(file, begin, length)
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return _webp_size(head)
    raise ModelRefused(_UNREADABLE)


def _jpeg_size(file: BinaryIO, begin: int, length: int) -> tuple[int, int]:
    """Return width and height, going from marker to marker until the one that holds them."""
    at, end = begin + 2, begin + length
    for _ in range(_JPEG_MARKERS):
        file.seek(at)
        head = file.read(9)
        if len(head) < 9 or at + 9 > end or head[0] != 0xFF:
            break
        marker = head[1]
        if marker == 0xFF:  # padding
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", head[5:9])
            return width, height
        elif marker in {0xD9, 0xDA}:
            break
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(head[2:4], "big"))
    raise ModelRefused(_UNREADABLE)


def _webp_size(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise ModelRefused(_UNREADABLE)
