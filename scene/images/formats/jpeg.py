# SPDX-License-Identifier: GPL-3.0-or-later
"""JPEG files, after ITU-T T.81 (annex B), and MPO files, which hold several (CIPA DC-007)."""

from __future__ import annotations

from .exif import orientation_of
from .file_look import BROKEN_OFF, FileLook, Orientation

_END, _SCAN, _EXIF, _SEVERAL = 0xD9, 0xDA, 0xE1, 0xE2
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def look_at_jpeg(data: bytes) -> FileLook:
    """Look at a JPEG file. It is whole if its first picture has an end."""
    orientation, reduction = Orientation.UPRIGHT, ""
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return BROKEN_OFF
        marker = data[at + 1]
        if marker == _END:
            return FileLook(orientation=orientation, reduction=reduction)
        if marker in (0x00, 0xFF) or marker in _WITHOUT_LENGTH:  # data of a scan, padding, restarts
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at + 4 : at + 2 + length]
        if marker == _EXIF and segment.startswith(b"Exif\0\0"):
            orientation = orientation_of(segment[6:])
        elif marker == _SEVERAL and segment.startswith(b"MPF\0"):
            reduction = "reduced to the first of its pictures"
        at += 2 + max(length, 2)
