# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses how to look at a file. Files that are not known here are Blender's to judge."""

from __future__ import annotations

from .exif import look_at_tiff
from .file_look import FileLook
from .gif import look_at_gif
from .jpeg import look_at_jpeg
from .png import SIGNATURE, look_at_png
from .webp import look_at_webp

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def look_at(data: bytes) -> FileLook:
    """Return what can be told of a picture file without decoding it."""
    if data.startswith(b"\xff\xd8\xff"):
        return look_at_jpeg(data)
    if data.startswith(SIGNATURE):
        return look_at_png(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return look_at_webp(data)
    if data.startswith(b"GIF8"):
        return look_at_gif(data)
    return look_at_tiff(data) if data.startswith(_TIFF) else FileLook()
