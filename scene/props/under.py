# SPDX-License-Identifier: GPL-3.0-or-later
"""What parts can be children of. Blender loads it at start, for the dialog's property."""

from enum import StrEnum


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
