# SPDX-License-Identifier: GPL-3.0-or-later
"""How far jobs are, on the error stream: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Protocol, TextIO

from ...session.watching.progress import fraction, seconds_left, short_progress

if TYPE_CHECKING:
    from ...jobs.job import Job

_BAR_WIDTH = 24
"""Characters."""
_ERASE = "\r\x1b[K"
"""Goes to the beginning of the line and clears it."""


class Progress(Protocol):
    """Shows how far jobs are."""

    def show(self, jobs: tuple[Job, ...]) -> None:
        """Show them as they are now."""

    def say(self, sentence: str) -> None:
        """Say what is done now, beside the jobs."""

    def end(self) -> None:
        """Leave the screen as what comes next wants to find it."""


class Silent:
    """Shows nothing."""

    def show(self, jobs: tuple[Job, ...]) -> None:
        """Show nothing."""

    def say(self, sentence: str) -> None:
        """Say nothing."""

    def end(self) -> None:
        """End nothing."""


class Lines:
    """Writes a line for each job whenever it says something else than before. :param stream: is written to."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told: dict[str, str] = {}

    def show(self, jobs: tuple[Job, ...]) -> None:
        """Write what is new."""
        for job in jobs:
            words = _words(job)
            if self._told.get(job.id) != words:
                self._told[job.id] = words
                self.say(f"{job.name}: {words}")

    def say(self, sentence: str) -> None:
        """Write a line."""
        self._stream.write(f"{sentence}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the lines."""


class Bar:
    """Draws one line again and again. :param stream: a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_drawn = False

    def show(self, jobs: tuple[Job, ...]) -> None:
        """Draw how far they are together."""
        if not jobs:
            return
        done = sum(map(fraction, jobs)) / len(jobs)
        full = round(done * _BAR_WIDTH)
        bar = "#" * full + "-" * (_BAR_WIDTH - full)
        self._draw(f"[{bar}] {int(done * 100):3d}%  {_together(jobs)}")

    def say(self, sentence: str) -> None:
        """Draw a sentence in the place of the bar."""
        self._draw(sentence)

    def end(self) -> None:
        """Remove the line, if there is one."""
        if self._is_drawn:
            self._stream.write(_ERASE)
            self._stream.flush()
        self._is_drawn = False

    def _draw(self, text: str) -> None:
        self._stream.write(_ERASE + text[: self._columns() - 1])
        self._stream.flush()
        self._is_drawn = True

    def _columns(self) -> int:
        """Return how wide the terminal is: this one, whatever the environment says of another."""
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
        return columns or shutil.get_terminal_size().columns


def progress_for(stream: TextIO, *, is_quiet: bool) -> Progress:
    """Return what fits a stream."""
    if is_quiet:
        return Silent()
    return Bar(stream) if stream.isatty() else Lines(stream)


def _words(job: Job) -> str:
    """Return how far a job is; the same words for a while, so that a log stays short."""
    words = short_progress(job) or "in the scene"
    return f"{words}. {job.hold}" if job.active and job.hold else words


def _together(jobs: tuple[Job, ...]) -> str:
    """Return what is said beside the bar."""
    if len(jobs) > 1:
        ended = sum(not job.active for job in jobs)
        return f"{ended} of {len(jobs)}"
    job = jobs[0]
    left = seconds_left(job)
    said = job.hold if job.active and job.hold else f"{job.state.value.lower()}{f', about {left} s' if left else ''}"
    return f"{job.name}: {said}"
