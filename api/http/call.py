# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known about one call while it is under way."""

from dataclasses import dataclass, field
from enum import IntEnum

from .certificates import Trust
from .guard import Guard
from .proxies import Proxy


class Stage(IntEnum):
    """How far a connection has come."""

    DIALLING = 0
    """To the host, or to the proxy in front of it."""
    AT_PROXY = 1
    """Which has not yet opened the way to the host."""
    AT_HOST = 2
    """Who it is must still be proved."""
    CONNECTED = 3


@dataclass(slots=True, kw_only=True)
class Call:
    """One call.

    :param host: where it goes in the end.
    :param trust: what the host is checked by, over TLS from here to the host itself; None for no TLS.
    """

    host: str
    proxy: Proxy | None
    trust: Trust | None = field(repr=False)
    guard: Guard = field(repr=False)
    stage: Stage = Stage.DIALLING
    sent: bool = False
    """Some of the request's body has left."""

    @property
    def tunnels(self) -> bool:
        """Ask an HTTP proxy to open a way to the host, through which TLS is spoken with the host itself."""
        return self.proxy is not None and self.trust is not None and not self.proxy.is_socks
