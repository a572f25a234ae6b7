# SPDX-License-Identifier: GPL-3.0-or-later
"""Which proxy a request goes through: from the environment, else from the system's settings.

The environment's variables come first, whether in lower or upper case; with none of them set, Windows and macOS are
asked. A service on this machine is never asked through a proxy.
"""

import contextlib
import os
import re
import sys
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..errors import ProxyFailed, ProxyTrouble
from .address import is_loopback

_SOCKS = frozenset({"socks4", "socks4a", "socks5", "socks5h"})
_KINDS = _SOCKS | {"http", "https"}
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+")
_LONGEST = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy as it is set.

    :param url: with its user and password, if it wants them.
    :param setting: the variable that names it, "" for the system's settings.
    """

    url: str = field(repr=False)
    name: str
    """The address without user and password."""
    host: str
    setting: str

    @property
    def is_socks(self) -> bool:
        """It speaks SOCKS, not HTTP."""
        return self.name.startswith("socks")

    @property
    def is_encrypted(self) -> bool:
        """It is itself spoken to over TLS."""
        return self.name.startswith("https:")

    def failed(self, trouble: ProxyTrouble, *, host: str = "") -> ProxyFailed:
        """Return the error that says so of this proxy."""
        return ProxyFailed(trouble, proxy=self.name, setting=self.setting, host=host)


def proxy_for(url: str, requests: Any) -> Proxy | None:
    """Return the proxy for an address, None where it is reached without one.

    :param requests: the library, which knows what is exempt (NO_PROXY, and the system's list).
    :raises ProxyFailed: where the one that is set cannot be used.
    """
    if is_loopback(url):
        return None
    value, setting = _set_for(urlsplit(url).scheme)
    if not value or _is_exempt(url, requests):
        return None
    proxy = _read(value, setting)
    kind = proxy.name.partition(":")[0]
    if kind not in _KINDS:
        raise proxy.failed(ProxyTrouble.UNKNOWN_KIND)
    if kind in _SOCKS and sys.modules.get("socks") is None:  # requests imports PySocks where it is there
        raise proxy.failed(ProxyTrouble.NO_SOCKS)
    return proxy


def _set_for(scheme: str) -> tuple[str, str]:
    """Return the proxy set for a scheme, and the variable it is from ("" for the system); "" twice for none."""
    proxies = urllib.request.getproxies()
    for kind in (scheme, "all"):
        if value := proxies.get(kind, "").strip():
            return value, _variable(kind, value)
    socks = proxies.get("socks", "").strip()
    if socks and not urllib.request.getproxies_environment():
        # So macOS says that there is a SOCKS proxy, with http:// in front.
        return f"socks5h://{socks.rpartition('://')[2]}", ""
    return "", ""


def _is_exempt(url: str, requests: Any) -> bool:
    try:
        return bool(requests.utils.should_bypass_proxies(url, None))
    except Exception:  # Python reads Windows' list as regular expressions, which not everything is
        return False


def _variable(kind: str, value: str) -> str:
    names = [name for name, text in os.environ.items() if name.lower() == f"{kind}_proxy" and text.strip() == value]
    return max(names, default="")  # of both, the one in lower case is heeded


def _read(value: str, setting: str) -> Proxy:
    """Take an address apart. Nothing of one that cannot be understood is shown: it may hold a password."""
    unreadable = ProxyFailed(ProxyTrouble.UNREADABLE, setting=setting)
    url = value if "://" in value else f"http://{value.lstrip('/')}"
    if not url.isprintable() or " " in url or "\\" in url or len(url) > _LONGEST:
        raise unreadable
    host, port = "", None
    with contextlib.suppress(ValueError):  # not to be in an error of ours: its words are of the address
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
    if not _HOST.fullmatch(host) or split.path not in {"", "/"} or split.query or split.fragment:
        raise unreadable  # an @ in there would mean that what looks like the host is part of the password
    kind = "socks5h" if split.scheme == "socks" else split.scheme
    shown = f"[{host}]" if ":" in host else host
    port = port or _PORTS.get(kind, 1080)
    return Proxy(url=f"{kind}://{split.netloc}", name=f"{kind}://{shown}:{port}", host=host, setting=setting)
