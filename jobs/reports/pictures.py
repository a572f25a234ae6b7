# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of a page: within it, since one file is what is mailed, and small."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .picture_head import sides_of_jpeg, sides_of_png
from .pixels import Pixels, png_of

SmallPicture = Callable[[Path], Pixels | None]
"""Returns the small picture of a picture file, if there is one."""

_ALL_BYTES = 8_000_000
"""Of all pictures of a page, about: so long mail programs take it."""
_MOST_BYTES, _LEAST_BYTES = 24_000, 3_000
"""Of one picture."""
_LONGEST_SIDE_PIXELS = 512
"""Of a file that is taken as it is: a few bytes can be a picture that fills the memory of who opens it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A picture as it stands in the page."""

    media_type: str
    data: bytes

    @property
    def address(self) -> str:
        """What an ``img`` has as its source; letters, digits and ``:;,/+=`` alone."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


def bytes_for_each(count: int) -> int:
    """Return how big each of so many pictures may be."""
    return max(_LEAST_BYTES, min(_MOST_BYTES, _ALL_BYTES // max(1, count)))


def embedded(path: Path, *, small_picture: SmallPicture, most_bytes: int) -> Embedded | None:
    """Return a picture file for a page: as it is if it is small, or else its small picture; None if there is neither.

    :param most_bytes: a small picture that cannot be made smaller may have more.
    """
    if (taken := _as_it_is(path, most_bytes)) is not None:
        return taken
    pixels = small_picture(path)
    return None if pixels is None else Embedded(media_type="image/png", data=png_of(pixels, most_bytes=most_bytes))


def _as_it_is(path: Path, most_bytes: int) -> Embedded | None:
    try:
        if not path.is_file():  # a pipe, say, would never end
            return None
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError:
        return None
    if len(data) > most_bytes:
        return None
    for media_type, sides in (("image/png", sides_of_png(data)), ("image/jpeg", sides_of_jpeg(data))):
        if sides is not None and _are_small(sides):
            return Embedded(media_type=media_type, data=data)
    return None


def _are_small(sides: Sequence[int]) -> bool:
    return all(1 <= side <= _LONGEST_SIDE_PIXELS for side in sides)
