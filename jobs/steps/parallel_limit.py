# SPDX-License-Identifier: GPL-3.0-or-later
"""Says when the next paid request may leave: learns the account's limit of tasks at once."""

import threading
import time
from collections.abc import Callable

_GROWS_AFTER = 5
"""After so many accepted submissions in a row, one more task at once is tried."""
_FIRST_PAUSE_SECONDS = 10.0
_LONGEST_PAUSE_SECONDS = 60.0


class ParallelLimit:
    """Counts what runs on the service and learns from its refusals.

    :param most: how many tasks at once the artist allows.
    :param learned: what was learned earlier, None for nothing.
    :param trouble_seconds: how long to go on while the service cannot be asked.
    :param on_learned: called with the limit when it changes.
    :param clock: seconds that only grow.
    """

    def __init__(
        self,
        *,
        most: int,
        learned: int | None = None,
        trouble_seconds: float = 1500.0,
        on_learned: Callable[[int], None] = lambda limit: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = max(1, most)
        self._limit = min(self._most, max(1, learned or self._most))
        self._longest_trouble_seconds = trouble_seconds
        self._on_learned = on_learned
        self._clock = clock
        self._accepted = 0
        self._pause_seconds = 0.0
        self._troubled_seconds = 0.0
        self._paused_until = 0.0
        self._mutex = threading.Lock()

    @property
    def limit(self) -> int:
        """How many tasks at once are tried."""
        return self._limit

    def free(self, running: int) -> bool:
        """Say whether one more may be sent while so many run."""
        return running < self._limit and self._clock() >= self._paused_until

    def accepted(self) -> None:
        """Note that the service accepted a submission."""
        with self._mutex:
            self._pause_seconds = self._troubled_seconds = 0.0
            self._accepted += 1
            if self._accepted >= _GROWS_AFTER and self._limit < self._most:
                self._set_limit(self._limit + 1)

    def too_many(self, running: int) -> None:
        """Note that the service refused one more while so many others of ours ran; if none did, somebody else's do."""
        with self._mutex:
            self._set_limit(min(self._limit, max(1, running)))
            if running == 0:
                self._pause()

    def trouble(self) -> bool:
        """Note that the service could not be asked, and return whether to try again later: not for ever."""
        with self._mutex:
            if self._troubled_seconds >= self._longest_trouble_seconds:
                return False
            self._pause()
            self._troubled_seconds += self._pause_seconds
            return True

    def _set_limit(self, limit: int) -> None:
        self._accepted = 0
        if limit != self._limit:
            self._limit = limit
            self._on_learned(limit)

    def _pause(self) -> None:
        longer = min(_LONGEST_PAUSE_SECONDS, self._pause_seconds * 2)
        self._pause_seconds = max(_FIRST_PAUSE_SECONDS, longer)
        self._paused_until = self._clock() + self._pause_seconds
