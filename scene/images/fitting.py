# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture comes to have sides that the service takes. Plain numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ...api.picture_rules import LEAST_SIDE_PIXELS, LONGEST_SIDE_PIXELS, SHORTEST_SIDE_PIXELS
from ..errors import PictureUnusable

_MOST_TIMES_AS_LONG = LONGEST_SIDE_PIXELS / 128
"""A longer strip would be sent less than 128 pixels high: too little is seen then."""

Sides = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What is done to a picture's sides."""

    given: Sides
    scaled: Sides
    padded: Sides

    @property
    def note(self) -> str:
        """What was done, as the end of “photo.tif was …”; empty if nothing was."""
        if self.scaled == self.given:
            return "" if self.padded == self.scaled else f"given a margin to be {_words(self.padded)} pixels"
        verb = "scaled" if self.scaled < self.given else "enlarged"
        margin = "" if self.padded == self.scaled else f" and given a margin to be {_words(self.padded)} pixels"
        return f"{verb} to {_words(self.scaled)} pixels{margin}"


def fitting(width: int, height: int) -> Fitting:
    """Return how a picture of these sides (pixels) is made fit.

    It is scaled so that its longest side is not too long. If its shortest side is too short then, it is enlarged as
    far as the longest side allows, and gets a margin for the rest.

    :raises PictureUnusable: it is too small, or too long a strip.
    """
    shorter, longer = sorted((width, height))
    if shorter < LEAST_SIDE_PIXELS:
        raise PictureUnusable(f"it is only {width} × {height} pixels")
    if longer > _MOST_TIMES_AS_LONG * shorter:
        raise PictureUnusable(
            f"it is a strip of {width} × {height} pixels, of which too little would be seen; crop it to the object"
        )
    factor = min(LONGEST_SIDE_PIXELS / longer, max(1.0, SHORTEST_SIDE_PIXELS / shorter))
    scaled = (max(1, round(width * factor)), max(1, round(height * factor)))
    padded = (max(scaled[0], SHORTEST_SIDE_PIXELS), max(scaled[1], SHORTEST_SIDE_PIXELS))
    return Fitting(given=(width, height), scaled=scaled, padded=padded)


def _words(sides: Sides) -> str:
    return f"{sides[0]} × {sides[1]}"
