# SPDX-License-Identifier: GPL-3.0-or-later
"""How big PNG and JPEG files are in pixels, by their first bytes.

After the PNG specification, section 11.2.1, and ITU-T T.81, annex B.
"""

import struct

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a frame's head."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""


def sides_of_png(data: bytes) -> tuple[int, int] | None:
    """Return width and height; None if it is no PNG file."""
    if not data.startswith(_PNG) or len(data) < len(_PNG) + 8:
        return None
    width, height = struct.unpack_from(">II", data, len(_PNG))
    return width, height


def sides_of_jpeg(data: bytes) -> tuple[int, int] | None:
    """Return width and height; None if it is no JPEG file, or if they are not told before the picture begins."""
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if marker == 0xFF:  # a byte that fills up
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
