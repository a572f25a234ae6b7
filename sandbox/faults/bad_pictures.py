# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that promise far more than they hold."""

import struct
import zlib

_BLOCK_BYTES = 1 << 20
_JPEG_START = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def _png(*, width: int, height: int, pixels: bytes, bits: int = 8) -> bytes:
    """Write a grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _blank_pixels(*, width: int, height: int, bits: int = 8) -> bytes:
    """Pack rows of zeros: a block is packed once and repeated, since packing gigabytes takes long."""
    blocks, rest = divmod((width * bits // 8 + 1) * height, _BLOCK_BYTES)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_BLOCK_BYTES)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(bytes(rest)) + packer.flush()
    adler = (blocks * _BLOCK_BYTES + rest) % 65521 << 16 | 1
    return b"\x78\xda" + block * blocks + end + struct.pack(">I", adler)


def huge_png() -> bytes:
    """Write a PNG that says that it has 60,000 by 60,000 pixels, and has none."""
    return _png(width=60_000, height=60_000, pixels=zlib.compress(b""))


def huge_jpeg() -> bytes:
    """Write a JPEG that says that it has 30,000 by 30,000 pixels, and has none."""
    frame = struct.pack(">BHHB", 8, 30_000, 30_000, 1) + b"\x01\x11\x00"
    return _JPEG_START + b"\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xd9"


def huge_webp() -> bytes:
    """Write a WebP that says that it has 30,000 by 30,000 pixels, and has none."""
    canvas = b"\0\0\0\0" + (29_999).to_bytes(3, "little") * 2
    body = b"WEBPVP8X" + struct.pack("<I", len(canvas)) + canvas + bytes(16)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def dense_png() -> bytes:
    """Write a PNG of 16,000 by 16,000 pixels, a gigabyte once it is unpacked, in some thirty kilobytes."""
    return _png(width=16_000, height=16_000, bits=1, pixels=_blank_pixels(width=16_000, height=16_000, bits=1))


def bomb_png() -> bytes:
    """Write a PNG of 40,000 by 40,000 pixels, in some two megabytes."""
    return _png(width=40_000, height=40_000, pixels=_blank_pixels(width=40_000, height=40_000))
