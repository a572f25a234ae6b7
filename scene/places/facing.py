# SPDX-License-Identifier: GPL-3.0-or-later
"""Which side of its place a prop's front faces. The service's models have theirs toward Blender's -Y."""

from __future__ import annotations

import math
from enum import StrEnum


class Facing(StrEnum):
    """A side of a place, as it appears to somebody in front of it, as Blender's own views do."""

    FRONT = "FRONT"
    RIGHT = "RIGHT"
    BACK = "BACK"
    LEFT = "LEFT"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return {"FRONT": "Front (-Y)", "RIGHT": "Right (+X)", "BACK": "Back (+Y)", "LEFT": "Left (-X)"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "FRONT": "The prop's front is where its place's front is, toward the place's own -Y",
            "RIGHT": "The prop's front is on the right side of its place, toward the place's own +X",
            "BACK": "The prop's front is at the back of its place, toward the place's own +Y",
            "LEFT": "The prop's front is on the left side of its place, toward the place's own -X",
        }[self.value]

    @property
    def turn(self) -> float:
        """From the place's front, about its vertical, in radians; counter-clockwise from above."""
        return {"FRONT": 0.0, "RIGHT": math.pi / 2, "BACK": math.pi, "LEFT": -math.pi / 2}[self.value]

    @property
    def is_sideways(self) -> bool:
        """The place's depth is the prop's width."""
        return self in {Facing.RIGHT, Facing.LEFT}

    @classmethod
    def of_word(cls, word: object) -> Facing:
        """Read it back from what was stored, with the default for what makes no sense."""
        return cls(word) if word in set(cls) else cls.FRONT
