# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture beside one that is sent, read without decoding it: its pixels lie in the file as they are drawn."""

from __future__ import annotations

import shutil
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"RODIN CARD 1"
_SIDES = struct.Struct("<HH")
_LONGEST_SIDE_PIXELS = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A small picture."""

    width: int
    height: int
    pixels: bytes
    """Red, green, blue, alpha (not multiplied) in sRGB, a byte each, from the lower left corner."""


def card_path(picture: Path) -> Path:
    """Return where the card of a picture file is."""
    return picture.with_suffix(".card")


def take_along(picture: Path, destination: Path) -> None:
    """Copy the card of a picture that was copied or moved; if it has none, or the disk refuses, nothing is done."""
    with suppress(OSError):
        shutil.copyfile(card_path(picture), card_path(destination))


def write(card: Card, path: Path) -> None:
    """Write a card.

    :raises OSError: it cannot be written.
    """
    path.write_bytes(_MAGIC + _SIDES.pack(card.width, card.height) + zlib.compress(card.pixels, 1))


def read(path: Path) -> Card:
    """Read a card.

    :raises OSError: it is not there.
    :raises ValueError: it is not whole.
    """
    data = path.read_bytes()
    start = len(_MAGIC) + _SIDES.size
    if not data.startswith(_MAGIC) or len(data) < start:
        raise ValueError("no card")
    width, height = _SIDES.unpack_from(data, len(_MAGIC))
    if not (0 < width <= _LONGEST_SIDE_PIXELS and 0 < height <= _LONGEST_SIDE_PIXELS):
        raise ValueError(f"a card of {width} × {height} pixels")
    try:
        pixels = zlib.decompressobj().decompress(data[start:], 4 * width * height)
    except zlib.error as error:
        raise ValueError("a broken card") from error
    if len(pixels) != 4 * width * height:
        raise ValueError("half a card")
    return Card(width=width, height=height, pixels=pixels)
