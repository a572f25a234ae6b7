# SPDX-License-Identifier: GPL-3.0-or-later
"""Which addresses requests may be sent to.

The key goes to an https address, or to a service on this very machine; a file comes over https, or from this machine
when the service itself is there.
"""

import ipaddress
import re
from urllib.parse import urlsplit

from ..errors import UnsafeAddress

_ODD = re.compile(r"[\x00-\x20\x7f\\]")
"""Characters that different parsers of addresses understand differently."""

_HOST_AND_PORT = re.compile(r"[A-Za-z0-9.:_\[\]-]+")


def normalise_base_url(text: str) -> str:
    """Return the service address without white space around it and slashes at its end.

    :raises UnsafeAddress: where the key must not be sent to it.
    """
    address = text.strip().rstrip("/")
    scheme, host, _ = _parts(address, what="service address")
    if "?" in address or "#" in address:
        raise UnsafeAddress("it must not contain “?” or “#”")
    if scheme != "https" and not (scheme == "http" and _is_loopback_host(host)):
        raise UnsafeAddress("it must begin with https://")
    return address


def check_file_link(url: str, *, from_loopback: bool) -> None:
    """Raise UnsafeAddress for a link no file is fetched from.

    :param from_loopback: the service is on this machine, so its files may come from here without encryption.
    """
    scheme, host, _ = _parts(url, what="file link")
    if scheme != "https" and not (scheme == "http" and from_loopback and _is_loopback_host(host)):
        raise UnsafeAddress("it does not begin with https://", what="file link")


def is_loopback(url: str) -> bool:
    """Say whether an address leads to this machine; False also for what is no address."""
    try:
        return _is_loopback_host(_parts(url, what="address")[1])
    except UnsafeAddress:
        return False


def _parts(url: str, *, what: str) -> tuple[str, str, int]:
    if _ODD.search(url):
        raise UnsafeAddress("it holds characters that do not belong there", what=what)
    try:
        split = urlsplit(url)
        if not _HOST_AND_PORT.fullmatch(split.netloc):
            raise UnsafeAddress("it does not name just a server, such as example.com", what=what)
        scheme, host, port = split.scheme.lower(), split.hostname or "", split.port
    except ValueError:
        raise UnsafeAddress("it is not a web address", what=what) from None
    if not host:
        raise UnsafeAddress("it is not a web address", what=what)
    return scheme, host.lower(), port if port is not None else {"https": 443, "http": 80}.get(scheme, 0)


def _is_loopback_host(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
