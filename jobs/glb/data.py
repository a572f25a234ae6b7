# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the geometry of a GLB, read in pieces: finite numbers, and corners at points that exist."""

import math
import sys
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from .document import COMPONENT_BYTES, TYPE_SIZES, Document
from .limits import FARTHEST, refuse

_PIECE_BYTES = 1 << 20
_CODES = {5121: "B", 5123: "H", 5125: "I", 5126: "f"}
_FLOAT = 5126


def check_geometry(file: BinaryIO, document: Document, bin_offset: int) -> None:
    """Check positions and indices. :raises ModelRefused:"""
    checked: set[tuple[int, int]] = set()
    for primitive in document.primitives():
        position = primitive["attributes"]["POSITION"]
        corners = primitive.get("indices", -1)
        if (position, corners) in checked:
            continue
        checked.add((position, corners))
        accessor = document.accessors[position]
        if accessor["componentType"] == _FLOAT:
            for numbers in _pieces(file, document, accessor, bin_offset):
                # A sum is not finite as soon as one of its numbers is not.
                if not math.isfinite(sum(numbers)) or max(numbers) > FARTHEST or min(numbers) < -FARTHEST:
                    refuse("it holds points that are nowhere")
        if corners >= 0:
            for numbers in _pieces(file, document, document.accessors[corners], bin_offset):
                if max(numbers, default=0) >= accessor["count"]:
                    refuse("its triangles use points that do not exist")


def _pieces(file: BinaryIO, document: Document, accessor: Mapping[str, Any], bin_offset: int) -> "Iterator[array[Any]]":
    """Yield an accessor's numbers, some at a time; none for one without data of its own."""
    place = document.stored(accessor)
    if place is None:
        return
    begin, stride = place
    component_count = TYPE_SIZES[accessor["type"]]
    size = COMPONENT_BYTES[accessor["componentType"]]
    if stride % size or begin % size:
        refuse("its data is not aligned")
    remaining = int(accessor["count"])
    elements_per_piece = max(1, _PIECE_BYTES // stride)
    file.seek(bin_offset + begin)
    while remaining > 0:
        count = min(remaining, elements_per_piece)
        remaining -= count
        # The last element may end before its stride does.
        data = file.read(stride * count if remaining else stride * (count - 1) + size * component_count)
        numbers = array(_CODES[accessor["componentType"]])
        numbers.frombytes(data)
        if sys.byteorder == "big":
            numbers.byteswap()
        if stride == size * component_count:
            yield numbers
        else:
            for component in range(component_count):
                yield numbers[component :: stride // size]
