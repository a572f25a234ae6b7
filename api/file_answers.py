# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a file host for a file or the rest of it, and reads from its answer what is coming.

The key is not used here: a link needs none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from ..errors import RodinError
from .errors import DownloadFailed, LinkExpired, rejection
from .http.address import check_file_link
from .http.retry import parse_retry_after
from .http.transport import Request, Stream, Transport

_REDIRECTS = 5
_SIZE_SECONDS = 20.0
"""How long a host may take to say how large a file is."""
_NO_MODEL = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/json"})
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)$", re.IGNORECASE)
_NO_RANGE = re.compile(r"bytes \*/(\d{1,18})$", re.IGNORECASE)


class StartOver(Exception):
    """The host does not continue where we stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to ask for.

    :param offset: bytes that have already arrived.
    :param etag: of the file they came from, "" where unknown.
    """

    url: str
    offset: int = 0
    etag: str = ""
    from_loopback: bool = False
    deadline_seconds: float
    stall_seconds: float
    minimum_bytes_per_second: float
    stop: Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes: bytes from ``offset`` on, of a file of ``total`` bytes (None where the host does not say)."""

    offset: int
    total: int | None
    etag: str
    stream: Stream | None
    """None where nothing is left to come."""


@contextmanager
def open_file(transport: Transport, wanted: Wanted) -> Iterator[Coming]:
    """Open a file from its offset on, following redirects to safe addresses.

    :raises StartOver: where the rest cannot be had.
    :raises LinkExpired: where a new link may help.
    :raises UnsafeAddress: for a link or a redirect no file is fetched from.
    :raises DownloadFailed, RateLimited, ServerFault, ConnectionFailed: where there is no file.
    """
    headers = {"Accept": "*/*"}
    if wanted.offset:
        headers["Range"] = f"bytes={wanted.offset}-"
        if wanted.etag:
            headers["If-Range"] = wanted.etag
    url = wanted.url
    for _ in range(_REDIRECTS + 1):
        check_file_link(url, from_loopback=wanted.from_loopback)
        request = Request(
            method="GET",
            url=url,
            headers=headers,
            deadline_seconds=wanted.deadline_seconds,
            stall_seconds=wanted.stall_seconds,
            minimum_bytes_per_second=wanted.minimum_bytes_per_second,
            stop=wanted.stop,
        )
        with transport.open(request) as stream:
            target = stream.headers.get("location", "")
            if not (target and stream.status_code in {301, 302, 303, 307, 308}):
                yield _coming(stream, wanted)
                return
        try:
            url = urljoin(url, target)
        except ValueError:
            raise DownloadFailed("its link leads nowhere") from None
    raise DownloadFailed("its link leads from one address to the next without end")


def size_bytes(transport: Transport, url: str, *, stop: Callable[[], bool], from_loopback: bool = False) -> int | None:
    """Ask how large a file is, without fetching it; None where its host does not say.

    :raises Stopped: where ``stop`` says so.
    """
    wanted = Wanted(
        url=url,
        from_loopback=from_loopback,
        deadline_seconds=_SIZE_SECONDS,
        stall_seconds=_SIZE_SECONDS,
        minimum_bytes_per_second=0.0,
        stop=stop,
    )
    try:
        # A link is signed for GET, and for no other method.
        with open_file(transport, wanted) as coming:
            return coming.total
    except (RodinError, StartOver):
        return None


def _coming(stream: Stream, wanted: Wanted) -> Coming:
    headers, status = stream.headers, stream.status_code
    if status in {401, 403, 404, 410}:
        raise LinkExpired
    if status in {408, 429} or status >= 500:
        wish = parse_retry_after(headers.get("retry-after"), now=datetime.now(UTC))
        raise rejection(503 if status == 408 else status, retry_after_seconds=wish)
    if status == 416 and wanted.offset:
        whole = _NO_RANGE.match(headers.get("content-range", "").strip())
        if whole and int(whole[1]) == wanted.offset:
            return Coming(offset=wanted.offset, total=wanted.offset, etag=wanted.etag, stream=None)
        raise StartOver
    if status not in {200, 206}:
        raise DownloadFailed(f"the file's host answered {status}")
    if headers.get("content-encoding", "").strip().lower() not in {"", "identity"}:
        raise DownloadFailed("it came compressed in a way that was not asked for")
    if headers.get("content-type", "").partition(";")[0].strip().lower() in _NO_MODEL:
        raise DownloadFailed("a web page came instead of it")
    etag = _strong_etag(headers)
    if status == 200:
        return Coming(offset=0, total=_length(headers), etag=etag, stream=stream)
    content_range = _RANGE.match(headers.get("content-range", "").strip())
    if (
        not wanted.offset
        or not content_range
        or int(content_range[1]) != wanted.offset
        or (wanted.etag and etag not in {"", wanted.etag})
    ):
        raise StartOver
    total = int(content_range[2]) + 1 if content_range[3] == "*" else int(content_range[3])
    if total < wanted.offset:
        raise StartOver
    return Coming(offset=wanted.offset, total=total, etag=etag or wanted.etag, stream=stream)


def _length(headers: Mapping[str, str]) -> int | None:
    text = headers.get("content-length", "").strip()
    if "transfer-encoding" in headers or not re.fullmatch(r"\d{1,18}", text):
        return None
    return int(text)


def _strong_etag(headers: Mapping[str, str]) -> str:
    etag = headers.get("etag", "").strip()
    return etag if re.fullmatch(r'"[!#-~]{1,200}"', etag) else ""
