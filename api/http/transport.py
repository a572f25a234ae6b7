# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP, without anything of Rodin's.

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
from .call import Call
from .certificates import Trust, gather
from .guard import Guard
from .proxies import proxy_for
from .session import load_requests, open_session
from .transport_errors import failure_of

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
    """Sends HTTP requests by the library requests, which is imported when first needed.

    :param user_agent: such as "RodinProps/1.0.0".
    :param trust_env: use the proxies and certificates that the environment and the system name (never a .netrc).
    """

    def __init__(self, *, user_agent: str, trust_env: bool = True) -> None:
        self._user_agent = user_agent
        self._trust_env = trust_env
        self._trust: Trust | None = None

    def prepare(self, url: str) -> None:
        """Import and read now all that calls need; afterwards Blender's files may go away, as at its update.

        What is missing is told at the first call.

        :param url: where calls will go.
        """
        with suppress(RequestsMissing):
            load_requests()
        if not is_loopback(url):
            self._gathered()

    @contextmanager
    def open(self, request: Request, /) -> Iterator[Stream]:
        """See ``Transport.open``."""
        requests = load_requests()
        target = urlsplit(request.url)
        call = Call(
            host=target.hostname or "",
            proxy=proxy_for(request.url, requests) if self._trust_env else None,
            trust=self._gathered() if target.scheme.lower() == "https" else None,
            guard=Guard(
                deadline_seconds=request.deadline_seconds,
                stall_seconds=request.stall_seconds,
                minimum_bytes_per_second=request.minimum_bytes_per_second,
                stop=request.stop,
            ),
        )
        with open_session(requests, call) as session:
            answer = _translated(call, lambda: self._send(requests, session, request, call))
            try:
                yield _Answer(answer, call)
            finally:
                with suppress(Exception):
                    answer.close()

    def _gathered(self) -> Trust:
        if self._trust is None:
            self._trust = gather(from_environment=self._trust_env)
        return self._trust

    def _send(self, requests: Any, session: Any, request: Request, call: Call) -> Any:
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
            prepared.body = _Body(prepared.body, call)
        timeout = (CONNECT_SECONDS, request.stall_seconds)
        proxies = {"all": call.proxy.url} if call.proxy is not None else {}
        return session.send(prepared, timeout=timeout, stream=True, allow_redirects=False, proxies=proxies)


class _Body:
    """Gives the body out in pieces, so that a slow connection has time for each, and tells when some of it leaves."""

    def __init__(self, data: bytes, call: Call) -> None:
        self._data = memoryview(data)
        self._call = call

    def read(self, size_bytes: int = -1) -> bytes:
        self._call.sent = True
        size_bytes = len(self._data) if size_bytes < 0 else size_bytes
        piece, self._data = self._data[:size_bytes], self._data[size_bytes:]
        return bytes(piece)


class _Answer:
    """A Stream over an answer of requests."""

    def __init__(self, answer: Any, call: Call) -> None:
        self.status_code = int(answer.status_code)
        self.headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
        self._raw = answer.raw
        self._call = call
        length = self.headers.get("content-length", "")
        whole = length.isdecimal() and len(length) < 19 and "transfer-encoding" not in self.headers
        self._missing_bytes = int(length) if whole and self.status_code not in {204, 304} else 0

    def read(self, size_bytes: int, /) -> bytes:
        piece = bytes(_translated(self._call, lambda: self._raw.read(size_bytes, decode_content=False)))
        self._missing_bytes -= len(piece)
        if not piece and size_bytes and self._missing_bytes > 0:
            raise ConnectionFailed(Cause.CUT, maybe_received=self._call.sent)
        return piece


def _translated(call: Call, act: Callable[[], Any]) -> Any:
    """Call ``act`` and turn what the libraries raise into our errors, without theirs, which name the address."""
    try:
        return act()
    except (RodinError, Stopped):
        raise
    except Exception as error:
        log.debug("call failed: %s", type(error).__name__)
        failure = failure_of(error, call)
    raise failure
