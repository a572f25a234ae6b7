# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop is kept beside the scene that it lands in: the artist's choice."""

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
