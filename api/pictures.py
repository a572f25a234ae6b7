# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as the service takes them: PNG, JPEG or WebP, told by their bytes and not by their names (no bpy)."""

import stat
from pathlib import Path

from ..errors import size
from .errors import PictureRefused, clean
from .http.transport import Part

PICTURE_BYTES = 16_000_000
"""The largest picture the service is known to take."""


def picture_parts(paths: tuple[Path, ...]) -> tuple[Part, ...]:
    """Return the parts of a form for the pictures, in order. Nothing of a path or a file's name goes with them.

    :raises PictureRefused: for the first that cannot be sent.
    """
    return tuple(_part(path, number) for number, path in enumerate(paths, start=1))


def picture_kind(head: bytes) -> str | None:
    """Return "png", "jpeg" or "webp" for a file that begins with these bytes (12 are enough), else None."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return None


def _part(path: Path, number: int) -> Part:
    name = clean(path.name, limit=80)
    data = _content(path, name)
    kind = picture_kind(data[:12])
    if kind is None:
        raise PictureRefused(name, "it is not a PNG, JPEG or WebP picture")
    suffix = "jpg" if kind == "jpeg" else kind
    return Part(name="images", data=data, file_name=f"image_{number}.{suffix}", content_type=f"image/{kind}")


def _content(path: Path, name: str) -> bytes:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise PictureRefused(name, "it is not a file")
        if facts.st_size > PICTURE_BYTES:
            raise PictureRefused(name, f"it is larger than {size(PICTURE_BYTES)}")
        with path.open("rb") as file:
            data = file.read(PICTURE_BYTES + 1)
    except FileNotFoundError:
        raise PictureRefused(name, "it is not there any more") from None
    except (OSError, ValueError):
        raise PictureRefused(name, "it cannot be read") from None
    if len(data) > PICTURE_BYTES:
        raise PictureRefused(name, f"it is larger than {size(PICTURE_BYTES)}")
    if not data:
        raise PictureRefused(name, "it is empty")
    return data
