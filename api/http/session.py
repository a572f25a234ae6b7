# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of requests for one call: its connections are ours to make, to check and to watch.

Works with requests 2.27.1 and urllib3 1.26.8 as well as with the newest, so each connection is given what it needs when
it connects: how that is handed down from an adapter differs from version to version.
"""

import logging
import socket
import ssl
from typing import Any

from ..errors import RequestsMissing
from .call import Call, Stage
from .dial import dial
from .guard import Guard, GuardedSocket

_LOGGERS = ("connection", "connectionpool", "poolmanager", "response", "util.retry")


def load_requests() -> Any:
    """Return the library, which imports with itself all that a call needs.

    :raises RequestsMissing: where it is missing or unusable.
    """
    try:
        import requests
    except ImportError:
        raise RequestsMissing from None
    # Their log lines name whole addresses, also those of files.
    for name in (*(f"urllib3.{each}" for each in _LOGGERS), "socks"):
        logging.getLogger(name).disabled = True
    return requests


def open_session(requests: Any, call: Call) -> Any:
    """Return a session that knows no environment: no proxies, no cookies, no .netrc, and no redirect is followed."""

    class Adapter(requests.adapters.HTTPAdapter):  # type: ignore[misc]
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            self.poolmanager.pool_classes_by_scheme = _pools_of(self.poolmanager, call)

        def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
            if call.tunnels and call.trust is not None and call.proxy is not None:
                options["proxy_ssl_context"] = _NamedContext(call.trust.context, call.proxy.host)
            manager = super().proxy_manager_for(proxy, **options)
            manager.pool_classes_by_scheme = _pools_of(manager, call)
            return manager

        def cert_verify(self, conn: Any, *_: Any) -> None:
            """Leave the certificates to the connection's context, see ``_watched``."""
            conn.cert_reqs = "CERT_REQUIRED"

    class Session(requests.Session):  # type: ignore[misc]
        def get_redirect_target(self, resp: Any) -> None:
            """Return no target: requests would read the bodies of redirects without a limit."""

    session = Session()
    session.trust_env = False
    session.auth = _no_auth
    session.headers.clear()
    for scheme in ("http://", "https://"):
        session.mount(scheme, Adapter(max_retries=0))
    return session


def _no_auth(prepared: Any) -> Any:
    """Return a request as it is; with this as its ``auth``, requests reads neither .netrc nor a user in the address."""
    return prepared


def _pools_of(manager: Any, call: Call) -> dict[str, Any]:
    pools = manager.pool_classes_by_scheme
    return {
        scheme: type(pool.__name__, (pool,), {"ConnectionCls": _watched(pool.ConnectionCls, call)})
        for scheme, pool in pools.items()
    }


def _watched(connection: Any, call: Call) -> Any:
    """Return a kind of connection that is made, checked and watched as the call wants it."""
    guard = call.guard
    by_socks = "socks" in connection.__module__

    class Connection(connection):  # type: ignore[misc]
        def _new_conn(self) -> Any:
            if by_socks:
                sock = super()._new_conn()
            else:
                sock = dial(
                    self._dns_host,
                    self.port,
                    timeout_seconds=self.timeout,
                    options=self.socket_options or (),
                    check_stop=guard.check_stop,
                )
            call.stage = Stage.AT_PROXY if call.tunnels else Stage.AT_HOST
            return sock

        def _tunnel(self) -> None:
            plain = self.sock
            self.sock: Any = _guarded(plain, guard)
            super()._tunnel()
            self.sock = plain
            call.stage = Stage.AT_HOST

        def connect(self) -> None:
            # Set so late, these are not what some version of the libraries chose.
            if call.trust is not None:
                self.ssl_context: Any = _NamedContext(call.trust.context, call.host)
            self.cert_reqs = ssl.CERT_REQUIRED
            self.ca_certs = self.ca_cert_dir = self.ca_cert_data = None
            super().connect()
            guard.moved(0)  # the time without a byte begins here
            self.sock = _guarded(self.sock, guard)
            call.stage = Stage.CONNECTED

    return Connection


class _NamedContext:
    """A context that also checks a host named by its address, which urllib3 1.26 does not hand on to it."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        self._context = context
        self._host = host.rstrip(".")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def wrap_socket(self, sock: Any, **options: Any) -> ssl.SSLSocket:
        return self._context.wrap_socket(sock, **{**options, "server_hostname": self._host})

    def wrap_bio(self, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO, **options: Any) -> ssl.SSLObject:
        return self._context.wrap_bio(incoming, outgoing, **{**options, "server_hostname": self._host})


def _guarded(sock: Any, guard: Guard) -> GuardedSocket:
    return GuardedSocket(sock, guard, resumable=isinstance(sock, socket.socket))
