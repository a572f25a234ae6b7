# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as parts of a form; their kind is read from their bytes, not from their names."""

import stat
from pathlib import Path

from ..errors import size
from .errors import PictureRefused, clean
from .http.transport import Part
from .picture_rules import LARGEST_BYTES, picture_kind, suffix_of


def picture_parts(paths: tuple[Path, ...]) -> tuple[Part, ...]:
    """Return the parts of a form for the pictures, in order. Nothing of a path or a file's name is sent.

    :raises PictureRefused: for the first that cannot be sent.
    """
    return tuple(_part(path, name="images", file_name=f"image_{number}") for number, path in enumerate(paths, start=1))


def parts_of_one_picture(path: Path | None) -> tuple[Part, ...]:
    """Return the part of a form that takes one picture at most; none without a picture.

    :raises PictureRefused: it cannot be sent.
    """
    return () if path is None else (_part(path, name="image", file_name="image"),)


def _part(path: Path, *, name: str, file_name: str) -> Part:
    """Return the part of a form for one picture.

    :param name: of the form's field.
    :param file_name: without its suffix.
    """
    shown_name = clean(path.name, limit=80)
    data = _content(path, shown_name)
    kind = picture_kind(data[:12])
    if kind is None:
        raise PictureRefused(shown_name, "it is not a PNG, JPEG or WebP picture")
    return Part(name=name, data=data, file_name=f"{file_name}.{suffix_of(kind)}", content_type=f"image/{kind}")


def _content(path: Path, name: str) -> bytes:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise PictureRefused(name, "it is not a file")
        if facts.st_size > LARGEST_BYTES:
            raise PictureRefused(name, f"it is larger than {size(LARGEST_BYTES)}")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise PictureRefused(name, "it is not there any more") from None
    except (OSError, ValueError):
        raise PictureRefused(name, "it cannot be read") from None
    if len(data) > LARGEST_BYTES:
        raise PictureRefused(name, f"it is larger than {size(LARGEST_BYTES)}")
    if not data:
        raise PictureRefused(name, "it is empty")
    return data
