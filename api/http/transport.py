# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP, without anything of Rodin's: the only importer of requests, which it imports when first used.

Each call has a connection of its own. Redirects are never followed here, cookies and .netrc are never used, and every
error of the library becomes one of ours without the address in it, since addresses of files are secrets.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from ...errors import RodinError, Stopped
from ..errors import Cause, ConnectionFailed, RequestsMissing
from .address import is_loopback
from .guard import Guard, GuardedSocket
from .transport_errors import cause_of

log = logging.getLogger(__name__)

CONNECT_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a multipart form: a text, or a file where ``file_name`` is given."""

    name: str
    data: bytes = field(repr=False)
    file_name: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request; ``parts`` make it multipart, ``json`` (bytes, encoded) a JSON request."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: bytes | None = field(default=None, repr=False)
    parts: tuple[Part, ...] = ()
    deadline_seconds: float = 60.0
    stall_seconds: float = 30.0
    minimum_bytes_per_second: float = 0.0
    stop: Callable[[], bool] | None = field(default=None, repr=False)


class Stream(Protocol):
    """An answer whose body is read in pieces, as it arrives (no decoding)."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]:
        """With names in lower case."""

    def read(self, size_bytes: int, /) -> bytes:
        """Return up to so many bytes, b"" at the end.

        :raises ConnectionFailed: where the body ends early.
        """


class Transport(Protocol):
    """Sends HTTP requests."""

    def open(self, request: Request, /) -> AbstractContextManager[Stream]:
        """Send a request and return the answer with its headers read.

        :raises ConnectionFailed: where there is no answer; ``maybe_received`` says whether any of the body left.
        :raises Stopped: where the request's ``stop`` says so.
        """


class RequestsTransport:
    """Sends HTTP requests by the library requests.

    :param user_agent: such as "RodinProps/1.0.0".
    :param trust_env: use the environment's proxies and certificates (never its .netrc).
    """

    def __init__(self, *, user_agent: str, trust_env: bool = True) -> None:
        self._user_agent = user_agent
        self._trust_env = trust_env

    @contextmanager
    def open(self, request: Request, /) -> Iterator[Stream]:
        """See ``Transport.open``."""
        requests = _requests()
        body = _Body()
        guard = Guard(
            deadline_seconds=request.deadline_seconds,
            stall_seconds=request.stall_seconds,
            minimum_bytes_per_second=request.minimum_bytes_per_second,
            stop=request.stop,
        )
        with _session(requests, guard, trust_env=self._trust_env) as session:
            answer = _translated(body, lambda: self._send(requests, session, request, body))
            try:
                yield _Answer(answer, body)
            finally:
                with suppress(Exception):
                    answer.close()

    def _send(self, requests: Any, session: Any, request: Request, body: "_Body") -> Any:
        headers = {
            "User-Agent": self._user_agent,
            "Accept-Encoding": "identity",
            "Connection": "close",
            **request.headers,
        }
        if request.json is not None:
            headers["Content-Type"] = "application/json"
        files = [(part.name, (part.file_name or None, part.data, part.content_type or None)) for part in request.parts]
        prepared = session.prepare_request(
            requests.Request(request.method, request.url, headers=headers, data=request.json, files=files or None)
        )
        if isinstance(prepared.body, bytes):
            body.data = memoryview(prepared.body)
            prepared.body = body
        # Named here, the host is exempt from proxies whatever the environment says.
        proxies = {"no_proxy": urlsplit(request.url).hostname} if is_loopback(request.url) else {}
        settings = session.merge_environment_settings(request.url, proxies, True, None, None)
        timeout = (CONNECT_SECONDS, request.stall_seconds)
        return session.send(prepared, timeout=timeout, allow_redirects=False, **settings)


class _Body:
    """Gives the body out in pieces, so that a slow connection has time for each, and knows whether any of it left."""

    def __init__(self) -> None:
        self.data = memoryview(b"")
        self.started = False

    def read(self, size_bytes: int = -1) -> bytes:
        self.started = True
        size_bytes = len(self.data) if size_bytes < 0 else size_bytes
        piece, self.data = self.data[:size_bytes], self.data[size_bytes:]
        return bytes(piece)


class _Answer:
    """A Stream over an answer of requests."""

    def __init__(self, answer: Any, body: _Body) -> None:
        self.status_code = int(answer.status_code)
        self.headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
        self._raw = answer.raw
        self._body = body
        length = self.headers.get("content-length", "")
        whole = length.isdecimal() and len(length) < 19 and "transfer-encoding" not in self.headers
        self._missing_bytes = int(length) if whole and self.status_code not in {204, 304} else 0

    def read(self, size_bytes: int, /) -> bytes:
        piece = bytes(_translated(self._body, lambda: self._raw.read(size_bytes, decode_content=False)))
        self._missing_bytes -= len(piece)
        if not piece and size_bytes and self._missing_bytes > 0:
            raise ConnectionFailed(Cause.CUT, maybe_received=self._body.started)
        return piece


def _translated(body: _Body, act: Callable[[], Any]) -> Any:
    """Call ``act`` and turn what the libraries raise into our errors, without theirs, which name the address."""
    try:
        return act()
    except (RodinError, Stopped):
        raise
    except Exception as error:
        log.debug("call failed: %s", type(error).__name__)
        cause = cause_of(error, sent=body.started)
    raise ConnectionFailed(cause, maybe_received=body.started)


def _requests() -> Any:
    try:
        import requests
    except ImportError:
        raise RequestsMissing from None
    # Their log lines name whole addresses, also those of files.
    for name in ("urllib3.connectionpool", "urllib3.util.retry"):
        logging.getLogger(name).disabled = True
    return requests


def _session(requests: Any, guard: Guard, *, trust_env: bool) -> Any:
    """Return a session whose connections the guard watches."""
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    def watched(pool: Any) -> Any:
        class Connection(pool.ConnectionCls):  # type: ignore[misc]
            def connect(self) -> None:
                super().connect()
                self.sock: Any = GuardedSocket(self.sock, guard)

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    pools = {"http": watched(HTTPConnectionPool), "https": watched(HTTPSConnectionPool)}

    class Adapter(requests.adapters.HTTPAdapter):  # type: ignore[misc]
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
            manager = super().proxy_manager_for(*args, **options)
            manager.pool_classes_by_scheme = pools
            return manager

    class Session(requests.Session):  # type: ignore[misc]
        def get_redirect_target(self, resp: Any) -> None:
            """Return no target: requests would read the bodies of redirects without a limit."""

    session = Session()
    session.trust_env = trust_env
    session.auth = _no_auth
    session.headers.clear()
    for scheme in ("http://", "https://"):
        session.mount(scheme, Adapter(max_retries=0))
    return session


def _no_auth(prepared: Any) -> Any:
    """Return a request as it is; with this as its ``auth``, requests does not read .netrc."""
    return prepared
