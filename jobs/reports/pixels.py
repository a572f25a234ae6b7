# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures as PNG files, made without any library of pictures.

After the PNG specification (W3C, third edition): chunks in section 5, filter “Up” in section 9.
"""

import struct
import zlib
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLORS, _COLORS_AND_ALPHA = 2, 6
_UP = b"\x02"
_LEAST_SIDE_PIXELS = 48
"""A picture whose longer side would get shorter than that says nothing any more."""
_FAR_TOO_BIG = 3
"""How much bigger a quick packing is than what fits, if the best one will not fit either."""
_ROUNDED = bytes(min(255, (value + 2) // 4 * 4) for value in range(256))
"""In steps of four no difference is seen, and a file has two thirds of the bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A small picture: red, green, blue, alpha in sRGB, a byte each, from the upper left corner.

    Colors are multiplied by their alpha.
    """

    width: int
    height: int
    values: bytes


def png_of(pixels: Pixels, *, most_bytes: int) -> bytes:
    """Return a picture as a PNG file, made smaller until it has at most so many bytes, as far as it can still be seen.

    :param most_bytes: the file may have more if the picture is small already.
    """
    while _may_be_halved(pixels):
        is_far_too_big = len(zlib.compress(pixels.values, 1)) > _FAR_TOO_BIG * most_bytes
        if not is_far_too_big and len(png := _png(pixels)) <= most_bytes:
            return png
        pixels = _halved(pixels)
    return _png(pixels)


def _may_be_halved(pixels: Pixels) -> bool:
    return max(pixels.width, pixels.height) >= 2 * _LEAST_SIDE_PIXELS and min(pixels.width, pixels.height) >= 2


def _png(pixels: Pixels) -> bytes:
    data, alphas = pixels.values, pixels.values[3::4]
    is_opaque = not alphas.strip(b"\xff")
    data = (_without_alpha(data) if is_opaque else _not_multiplied(data, alphas)).translate(_ROUNDED)
    row = (3 if is_opaque else 4) * pixels.width
    filtered = _differences(data, bytes(row) + data[:-row])
    lines = b"".join(_UP + filtered[start : start + row] for start in range(0, len(filtered), row))
    kind = _COLORS if is_opaque else _COLORS_AND_ALPHA
    head = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, kind, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _without_alpha(values: bytes) -> bytes:
    colors = bytearray(len(values) // 4 * 3)
    for channel in range(3):
        colors[channel::3] = values[channel::4]
    return bytes(colors)


def _not_multiplied(values: bytes, alphas: bytes) -> bytes:
    straight = bytearray(values)
    for pixel, alpha in enumerate(alphas):
        if 0 < alpha < 255:
            for place in range(4 * pixel, 4 * pixel + 3):
                straight[place] = min(255, (255 * values[place] + alpha // 2) // alpha)
    return bytes(straight)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _halved(pixels: Pixels) -> Pixels:
    """Return a picture of half the width and height; each pixel is the mean of four. An odd last one is left out."""
    width, height = pixels.width // 2, pixels.height // 2
    whole = memoryview(pixels.values).cast("I")  # a pixel each

    def every_other(column: int, line: int) -> bytes:
        starts = ((2 * y + line) * pixels.width + column for y in range(height))
        return b"".join(whole[start : start + 2 * width - 1 : 2].tobytes() for start in starts)

    upper, lower = (_means(every_other(0, line), every_other(1, line)) for line in (0, 1))
    return Pixels(width=width, height=height, values=_means(upper, lower))


# A long integer is a row of bytes that Python reckons with at once: a hundred times as fast as one by one.


def _differences(bytes_: bytes, others: bytes) -> bytes:
    """Return each byte less the other one, modulo 256."""
    ones, twos, high = _number(bytes_), _number(others), _number(b"\x80" * len(bytes_))
    low = _number(b"\x7f" * len(bytes_))
    return (((ones | high) - (twos & low)) ^ ((ones ^ twos ^ high) & high)).to_bytes(len(bytes_), "big")


def _means(bytes_: bytes, others: bytes) -> bytes:
    """Return the mean of each byte and the other one, rounded up."""
    ones, twos = _number(bytes_), _number(others)
    return ((ones | twos) - (((ones ^ twos) & _number(b"\xfe" * len(bytes_))) >> 1)).to_bytes(len(bytes_), "big")


def _number(bytes_: bytes) -> int:
    return int.from_bytes(bytes_, "big")
