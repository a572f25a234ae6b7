# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace keeper: all requests of an account go through one budget (plain Python, no bpy).

The budget lives in the ledger, so several processes and restarts share it. It is kept by the monotonic clock, which
all processes of a machine share and which no change of the system's time can touch. That clock begins anew when the
machine starts: a time in the future was noted before that, hence at "zero" at the latest.
"""

import itertools
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from ..api.client import Priority
from ..api.errors import Stopped
from ..api.transport import Request, Stream, Transport
from .database import Database

WINDOW_SECONDS = 60.0
_MARGIN_SECONDS = 1.0
"""A request may need a moment from its permit to the service: windows are kept this much longer."""
_RESERVED_PART = 0.1
"""Of the budget, for submissions and files: polls leave it alone."""
_LONGEST_PAUSE_SECONDS = 3600.0
_TURN_SECONDS = 0.05


class PaceKeeper:
    """Lets requests of one account leave, at most so many in any window of time.

    :param database: the ledger, or its path.
    :param requests_per_window: the budget.
    :param wait: waits so many seconds; True if somebody asked to stop.
    :param clock: seconds since the machine started.
    """

    def __init__(
        self,
        database: Database | Path,
        account: str,
        *,
        requests_per_window: int = 60,
        window_seconds: float = WINDOW_SECONDS,
        wait: Callable[[float], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = Database(database) if isinstance(database, Path) else database
        self._account = account
        self._budget = max(1, requests_per_window)
        self._window_seconds = window_seconds + min(_MARGIN_SECONDS, window_seconds / 10)
        self._wait = wait
        self._clock = clock
        self._waiting: list[tuple[int, int]] = []
        self._tickets = itertools.count()
        self._mutex = threading.Lock()

    def acquire(self, priority: int, *, wait: Callable[[float], bool] | None = None) -> None:
        """Wait until one request may leave; the lowest number goes first, then who came first.

        :param wait: of a caller that is stopped in its own way.
        :raises Stopped: if somebody asked to stop meanwhile.
        """
        ticket = (priority, next(self._tickets))
        with self._mutex:
            self._waiting.append(ticket)
        try:
            while (seconds := self._seconds_to_wait(ticket)) > 0:
                if (wait or self._wait)(seconds):
                    raise Stopped
        finally:
            with self._mutex:
                self._waiting.remove(ticket)

    def penalty(self, seconds: float) -> None:
        """Let nothing leave for so long: the service asked for it."""
        with self._database.transaction(quiet=True) as connection:
            now = self._clock()
            until = now + min(max(0.0, seconds), _LONGEST_PAUSE_SECONDS)
            until = max(until, now + self._seconds_paused(connection, now))
            connection.execute("INSERT OR REPLACE INTO pauses VALUES (?, ?, ?)", (self._account, now, until))

    def _seconds_to_wait(self, ticket: tuple[int, int]) -> float:
        """Take a permit and return 0, or say how long to wait before the next try."""
        with self._mutex:
            before = sum(other < ticket for other in self._waiting)
        if before:
            return min(1.0, _TURN_SECONDS * before)
        budget = self._budget
        if ticket[0] >= Priority.STATUS:
            budget -= int(budget * _RESERVED_PART)
        with self._database.transaction(quiet=True) as connection:
            now = self._clock()
            if paused := self._seconds_paused(connection, now):
                return min(1.0, paused)
            times = self._forget_old(connection, now)
            if len(times) >= budget:
                return max(0.001, min(1.0, times[len(times) - budget] + self._window_seconds - now))
            connection.execute("INSERT INTO sends VALUES (?, ?)", (self._account, now))
        return 0.0

    def _forget_old(self, connection: sqlite3.Connection, now: float) -> list[float]:
        """Return when requests of the window left, oldest first."""
        last = now - self._window_seconds
        connection.execute("UPDATE sends SET at = 0 WHERE account = ? AND at > ?", (self._account, now))
        connection.execute("DELETE FROM sends WHERE account = ? AND at <= ?", (self._account, last))
        found = connection.execute("SELECT at FROM sends WHERE account = ? ORDER BY at", (self._account,))
        return [float(row["at"]) for row in found]

    def _seconds_paused(self, connection: sqlite3.Connection, now: float) -> float:
        found = connection.execute("SELECT recorded_at, until FROM pauses WHERE account = ?", (self._account,))
        for row in found.fetchall():
            if row["recorded_at"] <= now:  # else the machine was started since
                return max(0.0, float(row["until"]) - now)
        return 0.0


@dataclass(frozen=True, slots=True)
class JobPace:
    """The pace keeper as one job sees it, which is stopped in its own way."""

    keeper: PaceKeeper = field(repr=False)
    wait: Callable[[float], bool] = field(repr=False)

    def acquire(self, priority: int) -> None:
        """See ``PaceKeeper.acquire``."""
        self.keeper.acquire(priority, wait=self.wait)

    def penalty(self, seconds: float) -> None:
        """See ``PaceKeeper.penalty``."""
        self.keeper.penalty(seconds)


@dataclass(frozen=True, slots=True)
class RationedTransport:
    """A way out where each request, also one for a file or a part of it, waits for its permit."""

    transport: Transport = field(repr=False)
    pace: JobPace = field(repr=False)

    def open(self, request: Request, /) -> AbstractContextManager[Stream]:
        """See ``Transport.open``."""
        self.pace.acquire(Priority.FILES)
        return self.transport.open(request)
