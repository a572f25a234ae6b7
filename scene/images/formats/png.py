# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG files (W3C, third edition): read, and rid of the notes that Blender writes into them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .exif import orientation_of
from .file_look import BROKEN_OFF, FIRST_FRAME, FileLook, Orientation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NOTES = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
"""Chunks that hold notes about the picture: Blender writes the .blend file's path, the camera, the date."""


def look_at_png(data: bytes) -> FileLook:
    """Look at a PNG file."""
    orientation, reduction, has_end = Orientation.UPRIGHT, "", False
    try:
        for kind, chunk in _chunks(data):
            if kind == b"eXIf":
                orientation = orientation_of(chunk[8:-4])
            elif kind == b"acTL":
                reduction = FIRST_FRAME
            elif kind == b"IEND":
                has_end = True
                break
    except ValueError:
        return BROKEN_OFF
    return FileLook(orientation=orientation, reduction=reduction, is_whole=has_end)


def remove_notes(path: Path) -> None:
    """Rewrite a PNG file without its notes; what it shows stays byte for byte.

    :raises ValueError: it is no complete PNG file.
    :raises OSError: it cannot be read or written.
    """
    data = path.read_bytes()
    kept = b"".join(chunk for kind, chunk in _chunks(data) if kind not in _NOTES)
    if len(kept) + len(SIGNATURE) != len(data):
        path.write_bytes(SIGNATURE + kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(SIGNATURE):
        raise ValueError("no PNG file")
    start = len(SIGNATURE)
    while start < len(data):
        if start + 12 > len(data):
            raise ValueError("a PNG file that was cut off")
        (length,) = struct.unpack_from(">I", data, start)
        end = start + 12 + length
        if end > len(data):
            raise ValueError("a PNG file that was cut off")
        yield data[start + 4 : start + 8], data[start:end]
        start = end
