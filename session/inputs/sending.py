# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service is given of an object that is split."""

from enum import StrEnum


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
