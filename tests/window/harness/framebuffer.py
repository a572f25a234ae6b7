# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the screen out of Xvfb's framebuffer file (`-fbdir`) and write it as PNG. Standard library only.

Needs no X client, so a picture can be had inside Blender as well as outside, and of a Blender that hangs.
"""

import struct
import zlib
from pathlib import Path

_HEADER_FIELDS = 25
"""An XWD file starts with 25 big-endian 32-bit numbers; the window's name and the colours follow, then the pixels."""


def save_screenshot(framebuffer: Path, picture: Path) -> Path:
    """Write what the screen shows now to `picture` (PNG, RGB).

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
        rgb = bytearray(1 + 3 * width)  # the first byte says: no filter
        rgb[1::3], rgb[2::3], rgb[3::3] = row[2::4], row[1::4], row[0::4]
        rows.append(rgb)
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(_png(width, height, b"".join(rows)))
    return picture


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
