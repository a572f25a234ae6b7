# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the pictures come from. No bpy."""

from enum import StrEnum


class Source(StrEnum):
    """Stored in .blend files and in the ledger by name."""

    CAMERA = "CAMERA"
    VIEWPORT = "VIEWPORT"
    VIEWS = "VIEWS"
    PICTURE = "PICTURE"
    TEXT = "TEXT"

    @property
    def label(self) -> str:
        """Title case, as on the panel's switch."""
        return _WORDS[self][0]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return _WORDS[self][1]

    @property
    def is_of_scene(self) -> bool:
        """True when the picture shows the scene, so that there is a place where its subject stands."""
        return self in (Source.CAMERA, Source.VIEWPORT, Source.VIEWS)

    @property
    def is_rendered(self) -> bool:
        """True when the pictures are rendered first, which takes its time."""
        return self in (Source.CAMERA, Source.VIEWS)


_WORDS = {
    Source.CAMERA: ("Camera", "Take a picture of what the active camera sees"),
    Source.VIEWPORT: ("Viewport", "Take a picture of the 3D viewport as it is shown, in a moment"),
    Source.VIEWS: ("Views", "Take pictures of the selected objects from the front, the left, the back and the right"),
    Source.PICTURE: ("Picture", "Use up to five pictures of one object: files, or images of this file"),
    Source.TEXT: ("Text", "Describe the prop in words alone"),
}
