# SPDX-License-Identifier: GPL-3.0-or-later
"""The limits of one connection: total time, time without a byte, slowness, and a request to stop.

Socket timeouts alone start anew with each byte, so a peer that sends one byte now and then could hold a call for ever.
"""

import io
import socket
import time
from collections.abc import Callable
from typing import Any

from ...errors import Stopped

_SLICE_SECONDS = 0.25
_WINDOW_SECONDS = 60.0
_SEND_BYTES = 65_536


class Guard:
    """Limits for one call.

    :param deadline_seconds: for everything after the connection is made.
    :param stall_seconds: longest time without a byte in either direction.
    :param minimum_bytes_per_second: averaged over a minute; 0 for no such limit.
    :param stop: asked several times a second.
    """

    def __init__(
        self,
        *,
        deadline_seconds: float,
        stall_seconds: float,
        minimum_bytes_per_second: float = 0.0,
        stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._stop = stop
        self._deadline = clock() + deadline_seconds
        self._stall_seconds = stall_seconds
        self._minimum_bytes = minimum_bytes_per_second * _WINDOW_SECONDS
        self._moved_at = self._window_from = clock()
        self._window_bytes = 0

    def check_stop(self) -> None:
        """Raise Stopped where somebody asked to stop."""
        if self._stop is not None and self._stop():
            raise Stopped

    def seconds_left(self, *, sliced: bool = True) -> float:
        """Return how long to wait for the socket before asking again.

        :param sliced: ask again several times a second where somebody may ask to stop.
        :raises TimeoutError: where a limit is reached.
        :raises Stopped: where somebody asked to stop.
        """
        self.check_stop()
        now = self._clock()
        left = min(self._deadline, self._moved_at + self._stall_seconds) - now
        if left <= 0:
            raise TimeoutError("no answer in time")
        if now - self._window_from >= _WINDOW_SECONDS:
            if self._window_bytes < self._minimum_bytes:
                raise TimeoutError("too slow")
            self._window_from, self._window_bytes = now, 0
        return min(left, _SLICE_SECONDS) if sliced and self._stop is not None else left

    def moved(self, size_bytes: int) -> None:
        """Note that bytes went through."""
        self._moved_at = self._clock()
        self._window_bytes += size_bytes


class GuardedSocket:
    """A connected socket that asks its guard before each wait; everything else is the socket's own.

    :param resumable: sending can be taken up again where it timed out, as every socket can but not urllib3's TLS inside
        TLS, which would send twice.
    """

    def __init__(self, sock: Any, guard: Guard, *, resumable: bool = True) -> None:
        self._sock: socket.socket = sock
        self._guard = guard
        self._resumable = resumable

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def makefile(self, *_args: Any, **_options: Any) -> io.BufferedReader:
        """Return a file to read from, as http.client expects it."""
        return io.BufferedReader(_GuardedReader(self._sock, self._guard), buffer_size=_SEND_BYTES)

    def sendall(self, data: Any) -> None:
        """Send all of the data."""
        rest = memoryview(data).cast("B")
        while rest:
            self._sock.settimeout(self._guard.seconds_left(sliced=self._resumable))
            try:
                sent = self._sock.send(rest[:_SEND_BYTES])
            except TimeoutError:
                if not self._resumable:
                    raise
                continue
            self._guard.moved(sent)
            rest = rest[sent:]


class _GuardedReader(io.RawIOBase):
    """The receiving side; holds a file of the socket's own, so that the socket stays open as long as this."""

    def __init__(self, sock: socket.socket, guard: Guard) -> None:
        self._sock = sock
        self._guard = guard
        self._holder = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            self._sock.settimeout(self._guard.seconds_left())
            try:
                received = self._sock.recv_into(buffer)
            except TimeoutError:
                continue
            self._guard.moved(received)
            return received

    def close(self) -> None:
        if not self.closed:
            self._holder.close()
        super().close()
