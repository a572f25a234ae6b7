# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace keeper: all requests of an account go through one budget.

A request counts from its permit until one window after its answer began, since nobody knows when in between it
reached the service: so no window of the service's own time holds more than the budget, however slow the connection.

The budget lives in the ledger, so several processes and restarts share it. It is kept by the monotonic clock, which
all processes of a machine share and which no change of the system's time can touch. That clock begins anew when the
machine starts: a time in the future was noted before that, so it counts as zero.
"""

import contextlib
import itertools
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ...api.client import Priority
from ...api.http.transport import Request, Stream, Transport
from ...errors import RodinError, Stopped
from ..ledger.database import Database

WINDOW_SECONDS = 60.0
_RESERVED_PART = 0.1
"""Of the budget, for submissions and files: polls leave it alone."""
_LONGEST_PAUSE_SECONDS = 3600.0
_TURN_SECONDS = 0.05


class PaceKeeper:
    """Lets requests of one account leave, at most so many in any window of time.

    :param database: the ledger's.
    :param requests_per_window: the budget.
    :param wait: waits so many seconds; True if somebody asked to stop.
    :param clock: seconds since the machine started.
    """

    def __init__(
        self,
        database: Database,
        account: str,
        *,
        requests_per_window: int = 60,
        window_seconds: float = WINDOW_SECONDS,
        wait: Callable[[float], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._account = account
        self._budget = max(1, requests_per_window)
        self._window_seconds = window_seconds
        self._wait = wait
        self._clock = clock
        self._waiting: list[tuple[int, int]] = []
        self._tickets = itertools.count()
        self._mutex = threading.Lock()
        self._own = threading.local()

    def adopt(self) -> None:
        """Take over from a worker that was killed: what it had under way has reached the service by now."""
        with self._database.transaction(quiet=True) as connection:
            connection.execute(
                "UPDATE sends SET at = ?, under_way = 0 WHERE account = ? AND under_way",
                (self._clock(), self._account),
            )

    def acquire(self, priority: int, *, wait: Callable[[float], bool] | None = None) -> None:
        """Wait until one request may leave; the lowest number goes first, then the one that came first.

        :param wait: replaces the keeper's own for a caller that has a stop event of its own.
        :raises Stopped: if somebody asked to stop meanwhile.
        """
        self.arrived()
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

    def arrived(self) -> None:
        """Note that the request of this thread's last permit has reached the service, or never will."""
        permit: int | None = getattr(self._own, "permit", None)
        self._own.permit = None
        if permit is None:
            return
        with contextlib.suppress(RodinError), self._database.transaction(quiet=True) as connection:
            connection.execute("UPDATE sends SET at = ?, under_way = 0 WHERE seq = ?", (self._clock(), permit))

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
            count_before = sum(other < ticket for other in self._waiting)
        if count_before:
            return min(1.0, _TURN_SECONDS * count_before)
        budget = self._budget
        if ticket[0] >= Priority.STATUS:
            budget -= int(budget * _RESERVED_PART)
        with self._database.transaction(quiet=True) as connection:
            now = self._clock()
            if paused := self._seconds_paused(connection, now):
                return min(1.0, paused)
            times = self._times_that_count(connection, now)
            if len(times) >= budget:
                return max(0.005, min(1.0, times[len(times) - budget] + self._window_seconds - now))
            added = connection.execute(
                "INSERT INTO sends (account, at, under_way) VALUES (?, ?, 1)", (self._account, now)
            )
            self._own.permit = added.lastrowid
        return 0.0

    def _times_that_count(self, connection: sqlite3.Connection, now: float) -> list[float]:
        """Return from when on the requests count that still do, oldest first; those under way count from now."""
        last = now - self._window_seconds
        connection.execute("UPDATE sends SET at = 0 WHERE account = ? AND at > ?", (self._account, now))
        connection.execute("DELETE FROM sends WHERE account = ? AND at <= ? AND NOT under_way", (self._account, last))
        rows = connection.execute("SELECT at, under_way FROM sends WHERE account = ?", (self._account,))
        return sorted(now if row["under_way"] else float(row["at"]) for row in rows)

    def _seconds_paused(self, connection: sqlite3.Connection, now: float) -> float:
        rows = connection.execute("SELECT recorded_at, until FROM pauses WHERE account = ?", (self._account,))
        for row in rows.fetchall():
            if row["recorded_at"] <= now:  # else the machine was started since
                return max(0.0, float(row["until"]) - now)
        return 0.0


@dataclass(frozen=True, slots=True)
class JobPace:
    """The pace keeper as one job uses it: with the job's own way of waiting."""

    keeper: PaceKeeper = field(repr=False)
    wait: Callable[[float], bool] = field(repr=False)

    def acquire(self, priority: int) -> None:
        """See ``PaceKeeper.acquire``."""
        self.keeper.acquire(priority, wait=self.wait)

    def penalty(self, seconds: float) -> None:
        """See ``PaceKeeper.penalty``."""
        self.keeper.penalty(seconds)


@dataclass(frozen=True, slots=True)
class PacedTransport:
    """A transport that tells the pace keeper when a request has arrived."""

    transport: Transport = field(repr=False)
    keeper: PaceKeeper = field(repr=False)

    @contextlib.contextmanager
    def open(self, request: Request, /) -> Iterator[Stream]:
        """See ``Transport.open``."""
        try:
            with self.transport.open(request) as stream:
                self.keeper.arrived()
                yield stream
        finally:
            self.keeper.arrived()


@dataclass(frozen=True, slots=True)
class RationedTransport:
    """A transport where each request, also one for a file or a part of it, waits for its permit."""

    transport: Transport = field(repr=False)
    pace: JobPace = field(repr=False)

    def open(self, request: Request, /) -> contextlib.AbstractContextManager[Stream]:
        """See ``Transport.open``."""
        self.pace.acquire(Priority.FILES)
        return self.transport.open(request)
