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
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...processes import children, memory
from ...processes.lifeline import OUT_OF_MEMORY_EXIT_CODE, is_out_of_time
from ...processes.spare import Spare, SpareGone, was_taken
from ...processes.standby import log_of
from . import commands

if TYPE_CHECKING:
    from .request import RunRequest

log = logging.getLogger(__name__)

_spare: Spare | None = None

_STANDBY_SCRIPT = Path(__file__).parents[1] / "standby" / "script.py"
_OF_USE_SECONDS = 90.0
"""So long a Blender waits for a run; it takes memory."""
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

    @property
    def reason(self) -> str:
        """Why nothing came of it, the middle of a sentence."""
        return _REASONS[self]


_REASONS = {
    Ending.BY_ITSELF: "the background Blender ended too early",
    Ending.TOO_LONG: "it takes too long",
    Ending.TOO_BIG: "it takes more memory than this computer can spare",
    Ending.CRASHED: "the background Blender crashed",
}


class NotStarted(Exception):
    """No background Blender could be started."""


class BackgroundRun:
    """A script that runs in a Blender of its own; `close` it in the end.

    :param script: one of ours, which `standby.script` knows.
    :param request: what it is asked; what it prints is kept beside that.
    :raises OSError: the request cannot be written.
    :raises NotStarted: it cannot be started.
    """

    def __init__(self, script: Path, request: RunRequest) -> None:
        request.write()
        self._script = script
        self._request = request.path
        self._seconds = request.seconds
        self._log_path = log_of(request.path)
        self._spare = _take(script, request.path)
        self._process = self._start() if self._spare is None else self._spare.process
        self._started_at = time.monotonic()

    def _start(self) -> subprocess.Popen[bytes]:
        command = commands.command_for(self._script, *commands.graphics_switches())
        if not command:
            raise NotStarted
        try:
            with self._log_path.open("wb") as output:
                return children.start_background(
                    [*command, str(self._request)],
                    stdout=output,
                    memory_bytes=memory.bound_bytes(),
                    ends_by_itself=True,
                )
        except OSError as error:
            log.warning("A background Blender could not be started: %s", error)
            raise NotStarted from error

    def ending(self) -> Ending | None:
        """Return how it ended; None while it runs."""
        if self._process.poll() is None:
            is_over = time.monotonic() - self._started_at > self._seconds + _GRACE_SECONDS
            return Ending.TOO_LONG if is_over else None
        if self._spare is not None and not was_taken(self._request):
            return self._begin_anew()
        if is_out_of_time(self._process.returncode):
            return Ending.TOO_LONG
        if self._process.returncode == OUT_OF_MEMORY_EXIT_CODE:
            return Ending.TOO_BIG
        return Ending.CRASHED if children.has_crashed(self._process.returncode) else Ending.BY_ITSELF

    def _begin_anew(self) -> Ending | None:
        """Start another Blender: the one that waited has ended, and has not even seen the request."""
        self.close()
        self._spare = None
        try:
            self._process = self._start()
        except NotStarted:
            return Ending.CRASHED
        self._started_at = time.monotonic()
        return None

    def wait(self) -> Ending:
        """Wait until it ends, and return how it did."""
        ending: Ending | None = None
        while ending is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._seconds + _GRACE_SECONDS)
            ending = self.ending()
        return ending

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


def get_ready() -> None:
    """Start a Blender that waits for a run that will probably begin soon, unless one waits already.

    It ends by itself if none begins. In background mode nothing is gained: nobody waits for a press there.
    """
    global _spare  # one for the whole process
    if bpy.app.background or (_spare is not None and _spare.is_waiting):
        return
    end_spare()
    if not (command := _standby_command()):
        return
    try:
        _spare = Spare(
            command,
            stdout=subprocess.DEVNULL,
            seconds=_OF_USE_SECONDS,
            memory_bytes=memory.bound_bytes(),
            ends_by_itself=True,
        )
    except OSError as error:
        log.warning("A background Blender could not be started: %s", error)


def end_spare() -> None:
    """End the Blender that waits, if there is one."""
    global _spare  # see above
    if _spare is not None:
        _spare.end()
        _spare = None


def _take(script: Path, request: Path) -> Spare | None:
    """Have the Blender that waits serve a request, and return it; None if there is none like a new one."""
    global _spare  # see above
    if _spare is None or not _spare.is_waiting or _spare.command != _standby_command():
        return None
    taken, _spare = _spare, None
    try:
        taken.give(request, script=script.name)
    except SpareGone:
        taken.end()
        return None
    return taken


def _standby_command() -> tuple[str, ...]:
    return commands.command_for(_STANDBY_SCRIPT, *commands.graphics_switches())
