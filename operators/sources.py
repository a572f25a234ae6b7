# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the pictures come from. No bpy."""

from enum import StrEnum


class Source(StrEnum):
    """Stored in .blend files and in the ledger by name."""

    CAMERA = "CAMERA"
    PICTURE = "PICTURE"
    TEXT = "TEXT"

    @property
    def label(self) -> str:
        """Title case, as on the panel's switch."""
        return _LABELS[self][0]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return _LABELS[self][1]


_LABELS = {
    Source.CAMERA: ("Camera", "Take a picture of what the active camera sees"),
    Source.PICTURE: ("Picture", "Use up to five picture files of one object"),
    Source.TEXT: ("Text", "Describe the prop in words alone"),
}
