# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox's own clock: real seconds plus what a scenario has advanced it by."""

import time
from datetime import UTC, datetime


class Clock:
    """Counts seconds; days pass on request, so that expiry and retention can be seen at once."""

    def __init__(self) -> None:
        self._advanced = 0.0
        self._wall_start = time.time() - time.monotonic()

    def now(self) -> float:
        """Return the seconds since some fixed moment; they never go back."""
        return time.monotonic() + self._advanced

    def advance(self, seconds: float) -> None:
        """Let this many seconds have passed."""
        self._advanced += seconds

    def wall(self, moment: float | None = None) -> datetime:
        """Return the date and time of a moment of `now()` (default: this one)."""
        return datetime.fromtimestamp(self._wall_start + (self.now() if moment is None else moment), tz=UTC)
