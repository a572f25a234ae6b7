# SPDX-License-Identifier: GPL-3.0-or-later
"""Request bodies become fields and files: multipart, form-encoded or JSON. No judgement of values here."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from .protocol import IMAGE_BYTES_LIMIT, Refused

FIELD_BYTES_LIMIT = 1024 * 1024
FILE_BYTES_LIMITS = {"model": 100 * 1024 * 1024, "image": 100 * 1024 * 1024}
"""Larger than the usual, by the name of the field."""
PART_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file part."""

    field_name: str
    name: str
    content_type: str
    data: bytes = field(repr=False)

    def summary(self) -> dict[str, Any]:
        """Return what the record keeps of it."""
        return {
            "field": self.field_name,
            "name": self.name,
            "content_type": self.content_type,
            "size": len(self.data),
            "sha256": hashlib.sha256(self.data).hexdigest(),
        }


@dataclass(slots=True, kw_only=True)
class Body:
    """The parts of a request in order of arrival; a repeated field keeps all its values."""

    kind: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[Upload] = field(default_factory=list)

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return the last value of a field; an empty one counts as absent."""
        values = self.fields.get(name)
        return values[-1] if values and values[-1] != "" else default

    def record(self, entry: dict[str, Any]) -> None:
        """Put what came into the record's entry. Subscription keys are secrets."""
        for name, values in self.fields.items():
            shown = ["(hidden)"] if name == "subscription_key" else values
            entry["fields"][name] = shown[0] if len(shown) == 1 else shown
        entry["files"] = [upload.summary() for upload in self.files]


async def read_body(request: web.Request) -> Body:
    """Read the body by its content type. :raises Refused: for one that cannot be read."""
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request)
    if kind == "application/x-www-form-urlencoded":
        body = Body(kind="urlencoded")
        for name, value in parse_qsl((await request.read()).decode("utf-8", errors="replace"), keep_blank_values=True):
            body.fields.setdefault(name, []).append(value)
        return body
    if kind == "application/json":
        return _from_json(await request.read())
    await request.read()
    return Body(kind="none")


async def _read_multipart(request: web.Request) -> Body:
    if "boundary" not in request.headers.get("Content-Type", ""):
        raise Refused("INTERNAL_SERVER_ERROR", "Multipart: Boundary not found", http_status=500)
    body = Body(kind="multipart")
    try:
        reader = await request.multipart()
        for _ in range(PART_LIMIT):
            part = await reader.next()
            if part is None:
                return body
            if not isinstance(part, BodyPartReader):
                raise Refused("INTERNAL_SERVER_ERROR", "Unexpected nested multipart", http_status=500)
            await _add_part(body, part)
    except HttpProcessingError as error:
        raise Refused("INTERNAL_SERVER_ERROR", "Multipart: Malformed part header", http_status=500) from error
    except ValueError as error:
        raise Refused("INTERNAL_SERVER_ERROR", f"Multipart: {error}", http_status=500) from error
    raise Refused("INVALID_REQUEST", "Too many parts")


async def _add_part(body: Body, part: BodyPartReader) -> None:
    name = part.name or ""
    limit = FIELD_BYTES_LIMIT if part.filename is None else FILE_BYTES_LIMITS.get(name, IMAGE_BYTES_LIMIT)
    data = bytearray()
    while chunk := await part.read_chunk(65536):
        data += chunk
        if len(data) > limit:
            raise Refused("PAYLOAD_TOO_LARGE", f"{name}: File too large", http_status=413)
    if part.filename is None:
        body.fields.setdefault(name, []).append(data.decode("utf-8", errors="replace"))
        return
    kind = part.headers.get("Content-Type", "application/octet-stream")
    body.files.append(Upload(field_name=name, name=part.filename, content_type=kind, data=bytes(data)))


def _from_json(data: bytes) -> Body:
    body = Body(kind="json")
    try:
        value = json.loads(data or b"{}")
    except ValueError as error:
        message = js_syntax_error(data.decode("utf-8", errors="replace"))
        raise Refused("BAD_REQUEST", message, http_status=400) from error
    if isinstance(value, dict):
        for name, item in value.items():
            if item is not None:
                body.fields[name] = [item if isinstance(item, str) else json.dumps(item)]
    return body


def js_syntax_error(text: str) -> str:
    """Return the message with which a JavaScript server's JSON.parse would refuse this text."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text):
            return "Unexpected end of JSON input"
        if error.msg == "Extra data":
            return f"Unexpected non-whitespace character after JSON at position {error.pos}"
        return f"Unexpected token '{text[error.pos]}', \"{text}\" is not valid JSON"
    return "Unexpected token"
