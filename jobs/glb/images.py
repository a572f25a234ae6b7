# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures inside a GLB: their sizes, read from their headers without decoding."""

import base64
import io
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from .document import BASE64, Document
from .limits import PIXELS_PER_BYTE, refuse, whole

_HEADER_BYTES = 32
_JPEG_MARKERS = 10_000

Size = tuple[int, int]
Part = tuple[BinaryIO, int, int]
"""A file, and the beginning and the length of a part of it."""


def check_images(document: Document, binary: Part) -> list[Size]:
    """Return width and height of each picture whose kind is known here; of others, Blender says what they are.

    :param binary: the binary part of the GLB.
    :raises ModelDoubtful: for excessive sizes.
    """
    limits = document.limits
    sizes: list[Size] = []
    unstored_pixels = 0
    buffers = [_linked(buffer) or binary for buffer in document.buffers] if document.images else []
    for number, image in enumerate(document.images):
        part = _linked(image) or _part_of(document, image.get("bufferView"), buffers)
        size = _size(*part) if part is not None else None
        if part is not None and size is not None:
            sizes.append(size)
            unstored_pixels += max(0, size[0] * size[1] - PIXELS_PER_BYTE * part[2])
        elif not limits.unknown_sizes and number in document.sources():
            refuse("a picture in it is of an unknown kind")
    if any(not 0 < side <= limits.picture_side for size in sizes for side in size):
        refuse("a picture in it is too large")
    if sum(width * height for width, height in sizes) > limits.picture_pixels:
        refuse("its pictures are too large")
    if unstored_pixels > limits.unstored_pixels:
        refuse("its pictures unpack to far more than they hold")
    return sizes


def _linked(holder: Mapping[str, Any]) -> Part | None:
    """Return the data inside a link, None if there is none that can be read."""
    uri = holder.get("uri")
    if not isinstance(uri, str):
        return None
    try:
        data = base64.b64decode(uri.partition(BASE64)[2])
    except ValueError:
        return None
    return io.BytesIO(data), 0, len(data)


def _part_of(document: Document, number: Any, buffers: list[Part]) -> Part | None:
    """Return what a buffer view shows, as far as it is there."""
    view = document.buffer_views[number] if isinstance(number, int) and number < len(document.buffer_views) else {}
    buffer = whole(view.get("buffer"), "bufferViews")
    if buffer >= len(buffers):
        return None
    file, begin, length = buffers[buffer]
    offset = min(length, whole(view.get("byteOffset"), "bufferViews"))
    return file, begin + offset, min(length - offset, whole(view.get("byteLength"), "bufferViews"))


def _size(file: BinaryIO, begin: int, length: int) -> Size | None:
    """Return width and height of a PNG, JPEG or WebP; None for anything else."""
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
    return None


def _jpeg_size(file: BinaryIO, begin: int, length: int) -> Size | None:
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
    return None


def _webp_size(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
