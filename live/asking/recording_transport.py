# SPDX-License-Identifier: GPL-3.0-or-later
"""The product's transport, with somebody who takes down what goes over it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ...api.http.transport import Request, Stream, Transport
from .exchange import Exchange

_BODY_BYTES = 1_048_576


class RecordingTransport:
    """Sends requests by another transport and tells of each answer.

    :param base_url: of the service; what is fetched from elsewhere is a file.
    :param api_key: the account's own.
    :param told: gets every exchange when its answer has been read, also partly.
    """

    def __init__(self, inner: Transport, *, base_url: str, api_key: str, told: Callable[[Exchange], None]) -> None:
        self._inner = inner
        self._base_url = base_url
        self._api_key = api_key
        self._told = told

    @contextmanager
    def open(self, request: Request, /) -> Iterator[Stream]:
        """See ``Transport.open``."""
        with self._inner.open(request) as stream:
            listening = _Listening(stream)
            try:
                yield listening
            finally:
                self._told(self._exchange(request, listening))

    def _exchange(self, request: Request, answer: "_Listening") -> Exchange:
        is_file = not request.url.startswith(self._base_url)
        sent: dict[str, str] = json.loads(request.json) if request.json else {}
        texts = {part.name: part.data.decode("utf-8", "replace") for part in request.parts if not part.file_name}
        return Exchange(
            method=request.method,
            path="" if is_file else request.url.removeprefix(self._base_url),
            with_our_key=request.headers.get("Authorization") == f"Bearer {self._api_key}",
            fields=texts or sent,
            files=tuple((part.name, len(part.data)) for part in request.parts if part.file_name),
            link=request.url if is_file else "",
            status_code=answer.status_code,
            headers=answer.headers,
            body=b"" if is_file else bytes(answer.read_so_far),
        )


class _Listening:
    """A Stream that remembers what was read from it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.status_code = stream.status_code
        self.headers: Mapping[str, str] = stream.headers
        self.read_so_far = bytearray()

    def read(self, size_bytes: int, /) -> bytes:
        piece = self._stream.read(size_bytes)
        if len(self.read_so_far) < _BODY_BYTES:
            self.read_so_far += piece
        return piece
