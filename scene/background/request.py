# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script of ours is asked in a background Blender: plain values in a file, for both Blenders."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from ...processes import lifeline, memory

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What all requests have; each has a ``read`` of its own for what `write` wrote."""

    folder: Path
    """For the request and its answers; it is removed when the Blender that asked ends."""
    seconds: float
    memory_bytes: int = field(default_factory=memory.bound_bytes)
    """Bounds of the background Blender."""

    @property
    def path(self) -> Path:
        """Where it is written."""
        return self.folder / "request.json"

    def write(self) -> None:
        """Write it for the background Blender. A path in it may hold bytes that are no text.

        :raises OSError: it cannot be written.
        """
        self.path.write_text(json.dumps(asdict(self), default=str), "utf-8")

    def bound_this_process(self) -> None:
        """Let this process, the background Blender, end with the one that asked, and at its bounds."""
        lifeline.end_with_input(removing=self.folder, seconds=self.seconds, memory_bytes=self.memory_bytes)
