# SPDX-License-Identifier: GPL-3.0-or-later
"""Connects to a host that may have several addresses, of which some may never answer.

As RFC 8305 has it ("happy eyeballs"): a quarter of a second after an attempt, or at once if it failed, the next address
is tried beside it, the families by turns; the first that answers is taken. So an address that swallows what is sent to
it costs a quarter of a second, not the whole of the time there is.
"""

import contextlib
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

_NEXT_SECONDS = 0.25

_Address = tuple[int, int, int, Any]
"""Family, type, protocol and what ``socket.connect`` takes."""


def dial(
    host: str,
    port: int,
    *,
    timeout_seconds: float,
    options: Sequence[tuple[int, int, int | bytes]] = (),
    check_stop: Callable[[], None] = lambda: None,
    clock: Callable[[], float] = time.monotonic,
) -> socket.socket:
    """Return a socket that is connected to the host.

    :param timeout_seconds: for all addresses together.
    :param options: for ``setsockopt``.
    :param check_stop: called several times a second; what it raises ends the attempts.
    :raises OSError: where no address can be connected to; TimeoutError where none answered, gaierror where there is
        none.
    """
    with _Attempts(_addresses(host, port), options) as attempts:
        ends_at, next_at = clock() + timeout_seconds, 0.0
        while True:
            check_stop()
            if (now := clock()) >= ends_at:
                raise TimeoutError("no address answered in time")
            if attempts.more and (now >= next_at or attempts.latest_failed):
                attempts.begin()
                next_at = now + _NEXT_SECONDS
            elif not attempts.pending:
                raise attempts.last_error
            connected = attempts.wait(min(_NEXT_SECONDS, ends_at - now))
            if connected is not None:
                connected.settimeout(timeout_seconds)
                return connected


class _Attempts:
    """The attempts to connect that are under way, and the addresses that have not been tried."""

    def __init__(self, addresses: Sequence[_Address], options: Sequence[tuple[int, int, int | bytes]]) -> None:
        self._waiting = list(addresses)
        self._options = options
        self._selector = selectors.DefaultSelector()
        self._latest: socket.socket | None = None
        self.last_error: OSError = OSError("the name has no address")

    def __enter__(self) -> "_Attempts":
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what is still under way."""
        for key in list(self._selector.get_map().values()):
            self._close(key.fileobj)
        self._selector.close()

    @property
    def more(self) -> bool:
        """Some address has not been tried."""
        return bool(self._waiting)

    @property
    def latest_failed(self) -> bool:
        """The attempt begun last is over, or there was none."""
        return self._latest is None

    @property
    def pending(self) -> bool:
        """Some attempt is under way."""
        return bool(self._selector.get_map())

    def begin(self) -> None:
        """Try the next address. Remember its error if it fails at once."""
        family, kind, protocol, address = self._waiting.pop(0)
        sock = self._latest = None
        try:
            sock = socket.socket(family, kind, protocol)
            sock.setblocking(False)
            for option in self._options:
                sock.setsockopt(*option)
            with contextlib.suppress(BlockingIOError, InterruptedError):  # which is: under way
                sock.connect(address)
            self._selector.register(sock, selectors.EVENT_WRITE)
            self._latest = sock
        except OSError as error:
            self.last_error = error
            if sock is not None:
                sock.close()

    def wait(self, seconds: float) -> socket.socket | None:
        """Return the first socket that is connected within this time, taken out of here."""
        for key, _ in self._selector.select(seconds) if self.pending else ():
            sock = key.fileobj
            assert isinstance(sock, socket.socket)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == 0:
                self._selector.unregister(sock)
                return sock
            self.last_error = OSError(code, "could not be connected to")
            self._close(sock)
        return None

    def _close(self, sock: Any) -> None:
        self._selector.unregister(sock)
        sock.close()
        if sock is self._latest:
            self._latest = None


def _addresses(host: str, port: int) -> list[_Address]:
    """Return what the name stands for, the families by turns, beginning with the one the system puts first."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    entries = [(int(family), int(kind), protocol, address) for family, kind, protocol, _, address in found]
    first = [entry for entry in entries if entry[0] == entries[0][0]]
    others = [entry for entry in entries if entry[0] != entries[0][0]]
    return [entry for pair in zip_longest(first, others) for entry in pair if entry is not None]
