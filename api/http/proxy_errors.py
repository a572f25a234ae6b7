# SPDX-License-Identifier: GPL-3.0-or-later
"""Says why a proxy did not let a call through."""

import re
import socket
import ssl
from collections.abc import Sequence

from ..errors import ProxyFailed, ProxyTrouble
from .call import Call, Stage

_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
"""How ``http.client`` says that a proxy answered otherwise than it should."""

_BY_SOCKS_ERROR = {
    "SOCKS5AuthError": ProxyTrouble.LOGIN,
    "SOCKS5Error": ProxyTrouble.NO_WAY_ON,
    "SOCKS4Error": ProxyTrouble.NO_WAY_ON,
}
_FORBIDDEN_BY_SOCKS = "0x02"


def failed_proxy(links: Sequence[BaseException], call: Call) -> ProxyFailed | None:
    """Return what to say where the call goes through a proxy and had not come past it, else None.

    :param links: an error and all that is inside it.
    """
    if call.proxy is None:
        return None
    if call.stage is Stage.DIALLING:
        trouble = _of_socks(links) if call.proxy.is_socks else _of_dialling(links)
    elif call.stage is Stage.AT_PROXY and not _has(links, ssl.SSLCertVerificationError):
        trouble = _of_talking(links)
    else:
        return None
    return None if trouble is None else call.proxy.failed(trouble, host=call.host)


def _of_dialling(links: Sequence[BaseException]) -> ProxyTrouble:
    if _has(links, socket.gaierror):
        return ProxyTrouble.NAME
    if _has(links, UnicodeError):  # in its name, or in the user or the password
        return ProxyTrouble.UNREADABLE
    return ProxyTrouble.SILENT if _has(links, TimeoutError) else ProxyTrouble.UNREACHABLE


def _of_talking(links: Sequence[BaseException]) -> ProxyTrouble:
    """Say what happened between the connection to the proxy and its opening of the way."""
    status = next((int(found[1]) for link in links if (found := _TUNNEL.search(str(link)))), None)
    if status == 407:
        return ProxyTrouble.LOGIN
    if status is not None:
        return ProxyTrouble.NO_WAY_ON if status >= 500 else ProxyTrouble.FORBIDDEN
    if _has(links, ssl.SSLError):
        return ProxyTrouble.NOT_ENCRYPTED
    return ProxyTrouble.SILENT if _has(links, TimeoutError) else ProxyTrouble.CUT


def _of_socks(links: Sequence[BaseException]) -> ProxyTrouble | None:
    """Read PySocks' errors: it does in one go what is told apart above."""
    found = next((link for link in reversed(links) if type(link).__module__ == "socks"), None)
    name = type(found).__name__
    if found is None or name == "ProxyConnectionError":
        return _of_dialling(links)
    if name in _BY_SOCKS_ERROR:
        return ProxyTrouble.FORBIDDEN if _FORBIDDEN_BY_SOCKS in str(found) else _BY_SOCKS_ERROR[name]
    if _has([getattr(found, "socket_err", None)], socket.gaierror):
        return None  # with socks5:// and socks4:// the host's name is looked up here
    return ProxyTrouble.SILENT if _has(links, TimeoutError) else ProxyTrouble.CUT


def _has(links: Sequence[object], kind: type[BaseException]) -> bool:
    return any(isinstance(link, kind) for link in links)
