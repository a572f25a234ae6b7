# SPDX-License-Identifier: GPL-3.0-or-later
"""From an answer's status, headers and bytes to its decoded body, or to the error it means.

The service may refuse with a 2xx status and an error code in the body, and accept with that code null, absent or "OK".
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from .errors import BadResponse, rejection
from .http.retry import parse_retry_after
from .http.transport import Stream

BODY_BYTES = 1_048_576
"""The largest answer that is read, before and after decompression."""

_NO_ERROR = frozenset({"", "ok", "none"})
_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Answer:
    """A read answer.

    :param body: what came, decompressed; None where it was too long or could not be decompressed.
    """

    status_code: int
    headers: Mapping[str, str]
    body: bytes | None


def read(stream: Stream) -> Answer:
    """Read the body up to its limit.

    :raises ConnectionFailed: where it ends early.
    """
    encoded = b""
    while len(encoded) <= BODY_BYTES:
        piece = stream.read(65_536)
        if not piece:
            return Answer(stream.status_code, stream.headers, _decompressed(encoded, stream.headers))
        encoded += piece
    return Answer(stream.status_code, stream.headers, None)


def accept(answer: Answer, *, secrets: Iterable[str] = ()) -> Mapping[str, object]:
    """Return the body of an answer that accepts the request.

    :param secrets: hidden where the service repeats them in its message.
    :raises Rejected: one of its subclasses, where the answer is a refusal.
    :raises BadResponse: where a 2xx answer is no JSON object.
    """
    body = _decoded(answer.body)
    code, message = _refusal(body)
    if 200 <= answer.status_code < 300 and "\ufffd" in code:
        raise BadResponse  # a code that cannot be decoded is no clear refusal
    for secret in secrets:
        if len(secret) >= 4:
            code, message = code.replace(secret, _HIDDEN), message.replace(secret, _HIDDEN)
    if not 200 <= answer.status_code < 300 or code:
        wish = parse_retry_after(answer.headers.get("retry-after"), now=datetime.now(UTC))
        raise rejection(answer.status_code, code, message, retry_after_seconds=wish)
    if not isinstance(body, Mapping):
        raise BadResponse
    return body


def names_task(answer: Answer) -> bool:
    """Say whether an answer names a task, as it does where one was begun, whatever else it says."""
    body = _decoded(answer.body)
    return isinstance(body, Mapping) and bool(body.get("uuid")) and isinstance(body.get("uuid"), str)


def _refusal(body: object) -> tuple[str, str]:
    """Return the service's code and message; the code is "" where there is no refusal in the body."""
    if not isinstance(body, Mapping):
        return "", ""
    error = body.get("error")
    message = _sentence(body.get("message")) or _sentence(body.get("detail"))
    match error:
        case None | False:
            return "", message
        case str():
            return ("", message) if error.strip().lower() in _NO_ERROR else (error.strip(), message)
        case Mapping():
            code = _sentence(error.get("code")) or _sentence(error.get("name")) or "ERROR"
            return code, _sentence(error.get("message")) or message
        case _:
            return _sentence(error) or "ERROR", message


def _sentence(value: object) -> str:
    """Return a text of the service, which at times comes as a list."""
    match value:
        case str():
            return value.strip()
        case list():
            return "; ".join(text.strip() for text in value[:10] if isinstance(text, str))
        case int() | float() if not isinstance(value, bool):
            return str(value)[:40] if isinstance(value, float) or abs(value) < 10**30 else ""
        case _:
            return ""


def _decoded(body: bytes | None) -> object:
    if body is None:
        return None
    try:
        decoded: object = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return None
    return decoded


def _decompressed(encoded: bytes, headers: Mapping[str, str]) -> bytes | None:
    """Undo a compression we did not ask for, up to the limit; return None where that is not possible."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return encoded
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        return None
    # A deflate body comes with or without zlib's wrapping; 47 recognises zlib's and gzip's.
    for window in (47, -15):
        try:
            body = zlib.decompressobj(window).decompress(encoded, BODY_BYTES + 1)
        except zlib.error:
            continue
        return body if len(body) <= BODY_BYTES else None
    return None
