# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender make levels for the meshes of a .blend. Main thread only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..background.run import BackgroundRun, Ending
from .orders import LevelsMade, LevelsRequest

if TYPE_CHECKING:
    from typing import Final

LEVELS_SCRIPT: Final = Path(__file__).parent / "making" / "levels_script.py"
_BASE_SECONDS = 300.0
_SECONDS_PER_MEGABYTE = 20.0
"""A mesh of 500,000 triangles takes a fast computer 20 s; it takes 40 MB."""
_LONGEST_SECONDS = 3600.0


class LevelsOrder:
    """Levels that a background Blender makes; `close` it in the end.

    :param source: a .blend with meshes and their materials.
    :param output: where the levels go, as `level` says. It is written whole or not at all, in place of what is there.
    :param folder: for the request and the answer; it is removed if this Blender ends meanwhile, else the caller does.
    :raises NotStarted: no background Blender can be started.
    :raises OSError: the request cannot be written.
    """

    def __init__(self, source: Path, output: Path, folder: Path) -> None:
        seconds = min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * source.stat().st_size / 1e6)
        self._request = LevelsRequest(source=source, output=output, folder=folder, seconds=seconds)
        self._made: LevelsMade | None = None
        self._run = BackgroundRun(LEVELS_SCRIPT, self._request)

    @property
    def made(self) -> LevelsMade | None:
        """What became of it; None until then."""
        return self._made

    def poll(self) -> bool:
        """Check how far it is; return whether it is done."""
        if self._made is None and (ending := self._run.ending()) is not None:
            self._conclude(ending)
        return self._made is not None

    def wait(self) -> LevelsMade:
        """Wait until it is done, and return what became of it."""
        if self._made is None:
            self._conclude(self._run.wait())
        assert self._made is not None
        return self._made

    def _conclude(self, ending: Ending) -> None:
        try:
            self._made = LevelsMade.from_json(self._request.answer_path.read_text("utf-8"))
        except (OSError, KeyError, ValueError, TypeError):
            self._made = LevelsMade(error=ending.reason)
        if self._made.error:
            self._run.log_failure(self._made.error)
        self._run.close()

    def close(self) -> None:
        """End the background Blender if it still runs; nothing is written then."""
        self._run.close()
