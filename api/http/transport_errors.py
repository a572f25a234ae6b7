# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads from an error of the HTTP libraries why no complete answer came."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence

from ..errors import Cause, ConnectionFailed
from .call import Call, Stage
from .certificate_errors import refused_certificate
from .proxy_errors import failed_proxy

_BY_NAME = {
    "NameResolutionError": Cause.NAME,
    "ConnectTimeoutError": Cause.TIMEOUT,
    "ReadTimeoutError": Cause.TIMEOUT,
    "SSLError": Cause.CERTIFICATE,
    "IncompleteRead": Cause.CUT,
    "ProtocolError": Cause.CUT,
    "ChunkedEncodingError": Cause.CUT,
}
_BY_TYPE: tuple[tuple[type[BaseException], Cause], ...] = (
    (socket.gaierror, Cause.NAME),
    (ConnectionRefusedError, Cause.REFUSED),
    (TimeoutError, Cause.TIMEOUT),
    (ssl.SSLError, Cause.CERTIFICATE),
    (http.client.HTTPException, Cause.CUT),
    (ConnectionError, Cause.CUT),
    (UnicodeError, Cause.NAME),
    (OSError, Cause.REFUSED),
)


def failure_of(error: BaseException, call: Call) -> ConnectionFailed:
    """Return the error that says what went wrong with a call.

    :param call: once it is connected, neither a proxy nor a certificate is at fault.
    """
    links = list(_chain(error))
    if call.stage is not Stage.CONNECTED:
        told = failed_proxy(links, call) or refused_certificate(links, call)
        if told is not None:
            return told
    return ConnectionFailed(_cause_of(links, sent=call.sent), maybe_received=call.sent)


def _cause_of(links: Sequence[BaseException], *, sent: bool) -> Cause:
    """Return the cause that the innermost error with a known cause names."""
    for link in reversed(links):
        cause = _BY_NAME.get(type(link).__name__) or next(
            (named for kind, named in _BY_TYPE if _fits(link, kind)), None
        )
        if cause is not None:
            return Cause.CUT if sent and cause in {Cause.CERTIFICATE, Cause.REFUSED} else cause
    return Cause.UNKNOWN


def _fits(error: BaseException, kind: type[BaseException]) -> bool:
    """Say whether an error is of the kind. That the HTTP libraries' own errors are OSErrors does not count."""
    own = type(error).__module__.partition(".")[0] in {"requests", "urllib3"}
    return isinstance(error, kind) and not (own and kind is OSError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that is inside it, outermost first, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting.extend(part for part in inner if isinstance(part, BaseException))
