# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files, ordered to be made fit: the main thread looks at no more than their beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import PictureUnusable
from .formats.kinds import HEAD_BYTES, kind_of
from .orders import PictureOrder

if TYPE_CHECKING:
    from pathlib import Path


def order_of_file(file: Path, destination: Path) -> PictureOrder:
    """Return an order for a picture file.

    :raises PictureUnusable: it is not there, empty, or no picture at all; ``str()`` ends a sentence.
    """
    if not file.exists():
        raise PictureUnusable("it is not there any more")
    if not file.is_file():
        raise PictureUnusable("it is not a file")
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
    except OSError as error:
        raise PictureUnusable("the file cannot be read") from error
    if not head:
        raise PictureUnusable("the file is empty")
    kind = kind_of(head)
    if kind is not None and not kind.is_picture:
        raise PictureUnusable(kind.reason)
    return PictureOrder(destination=destination, file=file)
