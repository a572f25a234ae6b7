# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist chooses when props are shown lighter. Blender loads it at start, for operators' properties."""

from enum import StrEnum


class Scope(StrEnum):
    """Which props."""

    ACTIVE = "ACTIVE"
    SELECTION = "SELECTION"
    COLLECTION = "COLLECTION"
    SCENE = "SCENE"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return {"ACTIVE": "Active", "SELECTION": "Selected", "COLLECTION": "Collection", "SCENE": "Scene"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "ACTIVE": "The active prop, and what shares its mesh",
            "SELECTION": "The selected props, and what shares their meshes",
            "COLLECTION": "The props of the active collection and of the collections inside it",
            "SCENE": "All props of this scene",
        }[self.value]


FULL_SIDE = "FULL"
SIDES = (
    (FULL_SIDE, "Full", "The textures as they came"),
    ("4096", "4K", "At most 4,096 pixels a side"),
    ("2048", "2K", "At most 2,048 pixels a side"),
    ("1024", "1K", "At most 1,024 pixels a side"),
    ("512", "512", "At most 512 pixels a side"),
)
"""Word, label and help of the sizes of textures."""
LEVELS = (
    ("FULL", "Full", "The props as they came"),
    ("HALF", "Half", "Half of the faces"),
    ("QUARTER", "Quarter", "A quarter of the faces"),
    ("TENTH", "Tenth", "A tenth of the faces"),
    ("PROXY", "Proxy", "A few hundred faces, with colors in place of textures"),
)
"""Word, label and help of the levels."""
