# SPDX-License-Identifier: GPL-3.0-or-later
"""Something that a background Blender does for this one, in a temporary folder. Main thread only."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .run import BackgroundRun, Ending


class BackgroundTask(ABC):
    """`poll` until it is done, then `cleanup`. Who derives from it sets ``_folder`` and ``_run`` as it starts."""

    def __init__(self) -> None:
        self.is_done = False
        self._run: BackgroundRun | None = None
        self._folder: Path | None = None

    def poll(self) -> bool:
        """Check how far it is; return whether it is done."""
        if not self.is_done and self._run is not None and (ending := self._run.ending()) is not None:
            self._end(self._run, ending)
        return self.is_done

    def wait(self) -> None:
        """Wait until it is done."""
        if not self.is_done and self._run is not None:
            self._end(self._run, self._run.wait())

    def _end(self, run: BackgroundRun, ending: Ending) -> None:
        self.is_done = True
        self._conclude(run, ending)

    @abstractmethod
    def _conclude(self, run: BackgroundRun, ending: Ending) -> None:
        """Take what came of it."""

    def cleanup(self) -> None:
        """End the background Blender if it still runs, and remove what was for it alone."""
        if self._run is not None:
            self._run.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
