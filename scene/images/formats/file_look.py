# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be told of a picture file without decoding it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Orientation(Enum):
    """How the stored rows and columns are to be turned to stand upright; the values are those of EXIF (tag 274)."""

    UPRIGHT = 1
    MIRRORED = 2
    UPSIDE_DOWN = 3
    MIRRORED_UPSIDE_DOWN = 4
    MIRRORED_LEFT = 5
    LEFT = 6
    """The stored picture lies on its left side; it is turned clockwise."""
    MIRRORED_RIGHT = 7
    RIGHT = 8
    """The stored picture lies on its right side; it is turned counter-clockwise."""

    @property
    def is_sideways(self) -> bool:
        """The stored rows are columns of the upright picture."""
        return self.value >= Orientation.MIRRORED_LEFT.value

    @classmethod
    def of(cls, value: int) -> Orientation:
        """Return the orientation of a value found in a file; what makes no sense counts as upright."""
        return cls(value) if 1 <= value <= 8 else cls.UPRIGHT


FIRST_FRAME = "reduced to the first of its frames"
"""What becomes of a picture that moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """What can be told of a picture file without decoding it."""

    orientation: Orientation = Orientation.UPRIGHT
    is_whole: bool = True
    """False for a file that breaks off."""
    reduction: str = ""
    """What is left of several pictures, after "it was"; empty for a single picture."""
    is_raw: bool = False
    """A camera's raw file, of which Blender would read the small preview."""
    readable: bytes | None = None
    """Another file with the same first picture, where Blender cannot read it from the file itself."""


BROKEN_OFF = FileLook(is_whole=False)
