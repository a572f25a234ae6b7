# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist chooses of places and sizes: words with their labels. Blender loads it at its start."""

from __future__ import annotations

import math
from enum import StrEnum


class Place(StrEnum):
    """Where new props go."""

    CURSOR = "CURSOR"
    BLOCKOUT = "BLOCKOUT"
    SEEN = "SEEN"

    @property
    def label(self) -> str:
        """Title case, as on the panel's switch."""
        return {"CURSOR": "3D Cursor", "BLOCKOUT": "Blockouts", "SEEN": "As Seen"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "CURSOR": "A placeholder stands at the 3D cursor until the prop comes",
            "SEEN": "A placeholder stands where the picture's subject stands, or where the camera looks; "
            "at the 3D cursor where no picture is taken",
            "BLOCKOUT": "Every selected mesh becomes a prop: in its box, turned like it, under its parent",
        }[self.value]


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


class SizeAxis(StrEnum):
    """What the size that the artist set measures."""

    HEIGHT = "HEIGHT"
    LONGEST_SIDE = "LONGEST_SIDE"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return {"HEIGHT": "Height", "LONGEST_SIDE": "Longest Side"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "HEIGHT": "The prop becomes this tall",
            "LONGEST_SIDE": "The prop's longest side, in whichever direction, becomes this long",
        }[self.value]


class Under(StrEnum):
    """What the parts are children of."""

    EMPTY = "EMPTY"
    LARGEST = "LARGEST"

    @property
    def label(self) -> str:
        """Title case, as in the dialog."""
        return {"EMPTY": "Empty", "LARGEST": "Largest Part"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "EMPTY": "The parts are children of one empty, which stands at the origin of the whole",
            "LARGEST": "The parts are children of the largest of them, such as a chest of its drawers",
        }[self.value]
