# SPDX-License-Identifier: GPL-3.0-or-later
"""What the thread of a job works with, and how long things may take."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ...api.client import RodinClient
from ..background.spares import Spares
from ..ledger.ledger import Ledger
from .pace import WINDOW_SECONDS, PaceKeeper
from .parallel_limit import ParallelLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How often to ask and when to give up."""

    poll_interval_seconds: float = 5.0
    longest_poll_seconds: float = 30.0
    long_wait_seconds: float = 120.0
    """After so long, more than most generations take, the service is asked less and less often."""
    deadline_seconds: float = 25 * 60.0
    """How long a generation is watched, and how long trouble with the service or the network is tolerated."""
    failing_seconds: float = 120.0
    """How long the other steps of a failing generation are watched while none of them changes."""
    requests_per_window: int = 60
    window_seconds: float = WINDOW_SECONDS
    landing_seconds: float = 20.0
    """So long a prop that is prepared is left to land before its levels are made; it may be that no Blender runs."""
    list_tries: int = 13
    """The list of files may stay empty for a moment after the end."""
    list_interval_seconds: float = 3.0


class PollingJobs:
    """Counts the jobs that ask for their status: the more there are, the less often each may ask."""

    def __init__(self) -> None:
        self._count = 0
        self._mutex = threading.Lock()

    @property
    def count(self) -> int:
        """Jobs that are asking."""
        return self._count

    @contextmanager
    def polling(self) -> Iterator[None]:
        """Count one more job while the block runs."""
        with self._mutex:
            self._count += 1
        try:
            yield
        finally:
            with self._mutex:
                self._count -= 1


@dataclass(slots=True, kw_only=True)
class TroubleLimit:
    """Limits how long trouble may last without a break. Only the waits between tries count, no sleep of the machine."""

    limit_seconds: float
    spent_seconds: float = 0.0
    _delay_seconds: float = 0.0

    def reset(self) -> None:
        """Begin to count anew: the trouble has ended."""
        self.spent_seconds = self._delay_seconds = 0.0

    def next_delay(self) -> float | None:
        """Return how long to wait before the next try, None when the trouble has lasted too long."""
        if self.spent_seconds >= self.limit_seconds:
            return None
        self._delay_seconds = min(60.0, max(2.0, self._delay_seconds * 2), max(1.0, self.limit_seconds / 4))
        self.spent_seconds += self._delay_seconds
        return self._delay_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTools:
    """All that one job's thread needs.

    :param client: for questions; rationed.
    :param payer: for the paid request; not rationed by itself, as its permit is taken before SUBMITTING.
    :param fetcher: for files; each of its requests is rationed.
    """

    ledger: Ledger
    client: RodinClient = field(repr=False)
    payer: RodinClient = field(repr=False)
    fetcher: RodinClient = field(repr=False)
    pace: PaceKeeper
    parallel_limit: ParallelLimit
    polling_jobs: PollingJobs
    timing: Timing
    preparations: threading.Semaphore
    spares: Spares
    stop: threading.Event
    clock: Callable[[], float] = time.monotonic

    def wait(self, seconds: float) -> bool:
        """Wait so many seconds; return True at once if this job is to stop."""
        return self.stop.wait(seconds)
