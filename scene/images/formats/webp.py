# SPDX-License-Identifier: GPL-3.0-or-later
"""WebP files, after RFC 9649. Blender reads no animated ones, so their first frame is put into a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exif import orientation_of
from .file_look import BROKEN_OFF, FIRST_FRAME, FileLook, Orientation

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRAME_HEADER_BYTES = 16
_HAS_ALPHA = 0x10


def look_at_webp(data: bytes) -> FileLook:
    """Look at a WebP file."""
    orientation, frames = Orientation.UPRIGHT, []
    if 8 + int.from_bytes(data[4:8], "little") > len(data):
        return BROKEN_OFF
    try:
        for kind, content in _chunks(data, 12):
            if kind == b"EXIF":
                orientation = orientation_of(content.removeprefix(b"Exif\0\0"))
            elif kind == b"ANMF":
                frames.append(content)
    except ValueError:
        return BROKEN_OFF
    if not frames:
        return FileLook(orientation=orientation)
    return FileLook(
        orientation=orientation, reduction=FIRST_FRAME if len(frames) > 1 else "", readable=_still(frames[0])
    )


def _still(frame: bytes) -> bytes:
    """Return a file with one frame. It may be smaller than the animation's canvas: then it is all that is shown."""
    parts = dict(_chunks(frame, _FRAME_HEADER_BYTES))
    kept = [(kind, parts[kind]) for kind in (b"ALPH", b"VP8 ", b"VP8L") if kind in parts]
    if b"ALPH" in parts:
        width_and_height = frame[6:12]  # less one each, three bytes each, as VP8X wants them
        kept.insert(0, (b"VP8X", bytes([_HAS_ALPHA, 0, 0, 0]) + width_and_height))
    body = b"WEBP" + b"".join(
        kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2) for kind, content in kept
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(data: bytes, start: int) -> Iterator[tuple[bytes, bytes]]:
    while start + 8 <= len(data):
        length = int.from_bytes(data[start + 4 : start + 8], "little")
        end = start + 8 + length
        if end > len(data):
            raise ValueError("it breaks off")
        yield data[start : start + 4], data[start + 8 : end]
        start = end + length % 2
