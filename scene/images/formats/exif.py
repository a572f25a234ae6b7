# SPDX-License-Identifier: GPL-3.0-or-later
"""TIFF structures: TIFF files themselves, and the EXIF blocks in other files, which are little TIFF files.

After the TIFF 6.0 specification (1992), Adobe's BigTIFF variant of it, and EXIF 2.3, section 4.6.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .file_look import BROKEN_OFF, FileLook, Orientation

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORIENTATION = 274
_DNG_VERSION, _REDUCED, _FURTHER_DIRECTORIES = 50706, 254, 330
_OFFSETS_AND_LENGTHS = ((273, 279), (324, 325))
"""Tags of where strips or tiles begin, and how long each is."""
_FORMATS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}
"""Field type -> struct code, of the types that the tags above may have."""
_MOST_ENTRIES = 4096


class _Directory:
    """The entries of one image file directory.

    :raises ValueError, struct.error: the data is no TIFF, or breaks off.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
        if not self.order:
            raise ValueError("no TIFF")
        (version,) = struct.unpack_from(self.order + "H", data, 2)
        if version not in {42, 43}:
            raise ValueError("no TIFF")
        self.is_big = version == 43
        (begin,) = struct.unpack_from(self.order + ("Q" if self.is_big else "I"), data, 8 if self.is_big else 4)
        self.entries: dict[int, tuple[int, int, int]] = {}
        """Tag -> type, count, where the value or its offset stands."""
        self.next = self._read(begin)

    def _read(self, begin: int) -> int:
        count_code, entry_bytes, value_at = ("Q", 20, 12) if self.is_big else ("H", 12, 8)
        (count,) = struct.unpack_from(self.order + count_code, self.data, begin)
        if count > _MOST_ENTRIES:
            raise ValueError("no TIFF")
        at = begin + struct.calcsize(count_code)
        for _ in range(count):
            tag, kind, number = struct.unpack_from(self.order + ("HHQ" if self.is_big else "HHI"), self.data, at)
            self.entries[tag] = (kind, number, at + value_at)
            at += entry_bytes
        if at + 4 > len(self.data):
            return 0
        return int(struct.unpack_from(self.order + ("Q" if self.is_big else "I"), self.data, at)[0])

    def numbers(self, tag: int) -> Iterator[int]:
        """Yield the values of an entry; none if it is not there or no number."""
        kind, count, at = self.entries.get(tag, (0, 0, 0))
        code = _FORMATS.get(kind)
        if code is None:
            return
        size = struct.calcsize(code)
        if count * size > (8 if self.is_big else 4):
            (at,) = struct.unpack_from(self.order + ("Q" if self.is_big else "I"), self.data, at)
        if at + count * size > len(self.data):
            raise ValueError("it breaks off")
        for index in range(count):
            yield struct.unpack_from(self.order + code, self.data, at + index * size)[0]


def orientation_of(exif: bytes) -> Orientation:
    """Return the orientation that an EXIF block says; upright if it says none or is broken."""
    try:
        return Orientation.of(next(_Directory(exif).numbers(_ORIENTATION), 1))
    except (ValueError, struct.error):
        return Orientation.UPRIGHT


def look_at_tiff(data: bytes) -> FileLook:
    """Look at a TIFF file: its first page, and whether the strips or tiles of that are there."""
    try:
        directory = _Directory(data)
        for offsets, lengths in _OFFSETS_AND_LENGTHS:
            for begin, length in zip(directory.numbers(offsets), directory.numbers(lengths), strict=False):
                if begin + length > len(data):
                    return BROKEN_OFF
        orientation = Orientation.of(next(directory.numbers(_ORIENTATION), 1))
    except (ValueError, struct.error):
        return BROKEN_OFF
    if _is_raw(directory):
        return FileLook(is_raw=True)
    return FileLook(orientation=orientation, reduction="reduced to the first of its pages" if directory.next else "")


def _is_raw(directory: _Directory) -> bool:
    """Say whether it is a camera's raw file: its first picture is a small one of another, or it says so itself."""
    if _DNG_VERSION in directory.entries or directory.data[8:10] == b"CR":
        return True
    return bool(next(directory.numbers(_REDUCED), 0) & 1) and _FURTHER_DIRECTORIES in directory.entries
