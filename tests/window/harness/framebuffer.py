# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the screen out of Xvfb's framebuffer file (`-fbdir`), and write it as PNG. Standard library only.

Needs no X client, so a picture can be had inside Blender as well as outside, and of a Blender that hangs.
"""

import struct
import zlib
from pathlib import Path
from typing import NamedTuple

_HEADER_FIELDS = 25
"""An XWD file starts with 25 big-endian 32-bit numbers; the window's name and the colours follow, then the pixels."""


class Box(NamedTuple):
    """A part of the screen, in pixels from the lower left; right and top are within it."""

    left: int
    bottom: int
    right: int
    top: int

    @property
    def middle(self) -> tuple[int, int]:
        """The pixel in its middle."""
        return (self.left + self.right) // 2, (self.bottom + self.top) // 2


class Screen(NamedTuple):
    """What is to be seen: rows from top to bottom, three bytes a pixel."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def read_screen(framebuffer: Path) -> Screen:
    """Return what the screen shows now.

    :raises ValueError: the framebuffer is not 32 bits a pixel, least significant byte first.
    """
    raw = framebuffer.read_bytes()
    header = struct.unpack(f">{_HEADER_FIELDS}I", raw[: 4 * _HEADER_FIELDS])
    header_bytes, width, height, bits_per_pixel, stride, colors = (header[i] for i in (0, 4, 5, 11, 12, 19))
    if bits_per_pixel != 32 or header[7] != 0:
        raise ValueError(f"a framebuffer of {bits_per_pixel} bits a pixel, byte order {header[7]}, cannot be read")
    start = header_bytes + 12 * colors
    rows = []
    for y in range(height):
        row = raw[start + y * stride : start + y * stride + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        rows.append(bytes(rgb))
    return Screen(width, height, tuple(rows))


def changed_within(before: Screen, after: Screen, part: Box) -> Box | None:
    """Return the smallest box that holds all that differs within a part of the screen; None if nothing does."""
    found: list[tuple[int, int]] = []
    for y in range(part.bottom, part.top + 1):
        rows = (screen.rows[screen.height - 1 - y] for screen in (before, after))
        old, new = (row[3 * part.left : 3 * (part.right + 1)] for row in rows)
        if old != new:
            found += [
                (part.left + at // 3, y) for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other
            ]
    if not found:
        return None
    across, up = zip(*found, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def save_screenshot(framebuffer: Path, picture: Path) -> Path:
    """Write what the screen shows now to `picture` (PNG, RGB).

    :raises ValueError: the framebuffer cannot be read.
    """
    screen = read_screen(framebuffer)
    rows = (b"\0" + row for row in screen.rows)  # the first byte says: no filter
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(_png(screen.width, screen.height, b"".join(rows)))
    return picture


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
