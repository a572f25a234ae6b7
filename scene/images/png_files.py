# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG files that Blender wrote, made fit to be sent: without the notes that it writes into them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NOTES = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
"""Chunks that hold notes about the picture: Blender writes the .blend file's path, the camera, the date."""


def remove_notes(path: Path) -> None:
    """Rewrite a PNG file without its notes; what it shows stays byte for byte.

    :raises ValueError: it is no complete PNG file.
    :raises OSError: it cannot be read or written.
    """
    data = path.read_bytes()
    kept = b"".join(chunk for kind, chunk in _chunks(data) if kind not in _NOTES)
    if len(kept) + len(_SIGNATURE) != len(data):
        path.write_bytes(_SIGNATURE + kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG file")
    start = len(_SIGNATURE)
    while start < len(data):
        if start + 12 > len(data):
            raise ValueError("a PNG file that was cut off")
        (length,) = struct.unpack_from(">I", data, start)
        end = start + 12 + length
        if end > len(data):
            raise ValueError("a PNG file that was cut off")
        yield data[start + 4 : start + 8], data[start:end]
        start = end
