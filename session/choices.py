# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist chooses of what is done with props: words with their labels. Blender loads it at its start."""

from enum import StrEnum


class Keep(StrEnum):
    """What becomes of a prop once it has landed."""

    NOWHERE = "NOWHERE"
    FILE = "FILE"
    LIBRARY = "LIBRARY"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return {"NOWHERE": "Nowhere", "FILE": "This File", "LIBRARY": "Library"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "NOWHERE": "New props are in the scene alone; they can be kept later",
            "FILE": "New props become assets of the .blend that they land in",
            "LIBRARY": "New props are written into the library, each into a file of its own, and can be used anywhere",
        }[self.value]


class Send(StrEnum):
    """What the service is given."""

    TASK = "TASK"
    MESH = "MESH"

    @property
    def label(self) -> str:
        """Title case, as in the dialog."""
        return {"TASK": "Rodin's Own Model", "MESH": "Send the Mesh"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "TASK": "Rodin splits the model that it made; nothing is sent but the names. For seven days",
            "MESH": "The object's mesh is sent as it is, and a picture of it if the parts are to get materials",
        }[self.value]


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
TEXTURE_SIDES = (
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
