# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a script of ours in a Blender of its own, bounded in time and memory. Main thread only.

The script reads a request from a file, and ends when this Blender does (`processes.lifeline`).
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from ..processes import children, memory
from ..processes.lifeline import OUT_OF_MEMORY_EXIT_CODE, is_out_of_time
from . import background

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_LOG_BYTES = 2000
_GRACE_SECONDS = 5.0
"""The other Blender ends itself when its time is over; if it fails to, it is ended this much later."""


class Ending(Enum):
    """How a run ended."""

    BY_ITSELF = auto()
    """Whether it did what it was asked for, its answer says."""
    TOO_LONG = auto()
    TOO_BIG = auto()
    """It took more memory than it may."""
    CRASHED = auto()


class NotStarted(Exception):
    """No background Blender could be started."""


class BackgroundRun:
    """A script that runs in a Blender of its own; `close` it in the end.

    :param script: one of ours.
    :param request: its argument; what it prints is kept beside this file.
    :param seconds: how long it may take.
    :param switches: further switches of Blender's own.
    :raises NotStarted: it cannot be started.
    """

    def __init__(self, script: Path, request: Path, *, seconds: float, switches: tuple[str, ...] = ()) -> None:
        command = background.command_for(script, *switches)
        if not command:
            raise NotStarted
        self._seconds = seconds
        self._log_path = request.with_name("log.txt")
        try:
            with self._log_path.open("wb") as output:
                self._process = children.start_background(
                    [*command, str(request)], stdout=output, memory_bytes=memory.bound_bytes(), ends_by_itself=True
                )
        except OSError as error:
            log.warning("A background Blender could not be started: %s", error)
            raise NotStarted from error
        self._started_at = time.monotonic()

    def ending(self) -> Ending | None:
        """Return how it ended; None while it runs."""
        if self._process.poll() is None:
            is_over = time.monotonic() - self._started_at > self._seconds + _GRACE_SECONDS
            return Ending.TOO_LONG if is_over else None
        if is_out_of_time(self._process.returncode):
            return Ending.TOO_LONG
        if self._process.returncode == OUT_OF_MEMORY_EXIT_CODE:
            return Ending.TOO_BIG
        return Ending.CRASHED if children.has_crashed(self._process.returncode) else Ending.BY_ITSELF

    def wait(self) -> Ending:
        """Wait until it ends, and return how it did."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(self._seconds + _GRACE_SECONDS)
        return self.ending() or Ending.TOO_LONG

    def log_failure(self, sentence: str) -> None:
        """Note in the log why it failed, and what it printed last."""
        try:
            printed = self._log_path.read_bytes()[-_LOG_BYTES:].decode(errors="replace")
        except OSError:
            printed = ""
        log.warning("A background Blender ended with code %s: %s\n%s", self._process.returncode, sentence, printed)

    def close(self) -> None:
        """End it if it still runs."""
        if self._process.poll() is None:
            children.kill(self._process)
        if self._process.stdin is not None:
            self._process.stdin.close()
