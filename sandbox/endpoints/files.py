# SPDX-License-Identifier: GPL-3.0-or-later
"""The file host: a second origin that serves presigned links, with Range and ETag, and refuses our key."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from ..faults.bad_models import bad_model
from ..faults.bad_zips import bad_zip, with_bad_model
from ..faults.books import Book, Books, Fault, Place
from ..faults.file_faults import do_file_fault
from ..requests.protocol import Refused
from ..state.clock import Clock
from ..state.kept import Kept
from ..state.links import LinkRefused, Links
from ..state.record import Record
from ..state.settings import Settings
from ..tasks import Account, Task
from .results import is_model

CHUNK_BYTES = 64 * 1024
TYPES = {"glb": "model/gltf-binary", "webp": "image/webp", "png": "image/png", "zip": "application/zip"}


def storage_error(status: int, code: str, message: str, **headers: str) -> web.Response:
    """Return an error as object storage writes it."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return web.Response(status=status, text=text, content_type="application/xml", headers=headers)


def _digest(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


class FileHost:
    """Serves the files of tasks."""

    def __init__(
        self, settings: Settings, clock: Clock, record: Record, links: Links, account: Account, book: Book
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._record = record
        self._links = links
        self._account = account
        self._book = book
        self._bad: Kept[bytes] = Kept()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer any request to this origin."""
        entry = self._record.request(port="files", method=request.method, path=request.path, headers=request.headers)
        await asyncio.sleep(self._settings.latency_seconds)
        response = await self._answer(request, entry)
        entry["answer"] = response.status
        return response

    async def _answer(self, request: web.Request, entry: dict[str, Any]) -> web.StreamResponse:
        task_uuid, _, file_name = request.path.strip("/").partition("/")
        if request.method not in ("GET", "HEAD") or not file_name:
            return storage_error(405 if file_name else 404, "NoSuchKey", "Nothing here")
        try:
            self._links.check(
                task_uuid=task_uuid,
                file_name=file_name,
                query=dict(request.query),
                has_authorization="Authorization" in request.headers,
            )
            task = self._account.by_uuid(task_uuid)
        except LinkRefused as refused:
            return storage_error(400 if refused.code == "InvalidArgument" else 403, refused.code, refused.message)
        except Refused:
            return storage_error(404, "NoSuchKey", "The object was deleted")
        if file_name not in (task.files or {}):
            return storage_error(404, "NoSuchKey", "The object does not exist")
        return await self._send(request, entry, task, file_name)

    async def _send(
        self, request: web.Request, entry: dict[str, Any], task: Task, file_name: str
    ) -> web.StreamResponse:
        data = (task.files or {})[file_name]
        fault = None
        if is_model(file_name):
            data = self._in_its_place(task) or data
            books = Books(task.book, self._book)
            if (bad := books.take("model", places=[Place.MODEL])) is not None:
                entry["fault"] = bad.name
                data = await self._spoiled(with_bad_model if file_name.endswith(".zip") else bad_model, bad, data)
            if file_name.endswith(".zip") and (bad := books.take("zip", places=[Place.ZIP])) is not None:
                entry["fault"] = bad.name
                data = await self._spoiled(bad_zip, bad, data)
            fault = books.take("file", places=[Place.FILE])
        return await self.send_bytes(request, entry, data, file_name, fault)

    async def _spoiled(self, spoil: Callable[[str, bytes], bytes], fault: Fault, data: bytes) -> bytes:
        """Return what is served in place of a good file. It is made once: clients ask again, and some take seconds."""
        fingerprint = f"{spoil.__name__} {fault.name} {hashlib.sha256(data).hexdigest()}"
        return await self._bad.get(fingerprint, lambda: asyncio.to_thread(spoil, fault.kind, data))

    def _in_its_place(self, task: Task) -> bytes | None:
        """Return the model that is to be served in place of the one that was made."""
        if not self._settings.models_folder:
            return None
        path = Path(self._settings.models_folder) / f"{Path(task.request.prompt).name}.glb"
        return path.read_bytes() if path.is_file() else None

    async def send_bytes(
        self, request: web.Request, entry: dict[str, Any], data: bytes, file_name: str, fault: Fault | None = None
    ) -> web.StreamResponse:
        """Send a file or the asked-for part of it, or misbehave as the fault says."""
        headers = {
            "Content-Type": TYPES.get(file_name.rpartition(".")[2], "application/octet-stream"),
            "ETag": f'"{await asyncio.to_thread(_digest, data)}"',
            "Accept-Ranges": "bytes",
            "Last-Modified": "Thu, 01 Oct 2026 08:00:00 GMT",
        }
        if fault is not None:
            entry["fault"] = fault.name
            return await do_file_fault(fault.kind, request, data, headers)
        wanted = byte_range(request, len(data), headers["ETag"])
        if wanted is None:
            start, end, status = 0, len(data), 200
        elif wanted == (-1, -1):
            return storage_error(416, "InvalidRange", "Not satisfiable", **{"Content-Range": f"bytes */{len(data)}"})
        else:
            start, end = wanted
            status = 206
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
        headers["Content-Length"] = str(end - start)
        response = web.StreamResponse(status=status, headers=headers)
        await response.prepare(request)
        if request.method == "GET":
            async for chunk in self._paced(data[start:end]):
                await response.write(chunk)
                entry["sent_bytes"] = entry.get("sent_bytes", 0) + len(chunk)
        await response.write_eof()
        return response

    async def _paced(self, data: bytes) -> AsyncIterator[bytes]:
        bandwidth = self._settings.file_bytes_per_second
        step = min(CHUNK_BYTES, max(1, bandwidth // 20)) if bandwidth else CHUNK_BYTES
        for begin in range(0, len(data), step):
            yield data[begin : begin + step]
            if bandwidth:
                await asyncio.sleep(step / bandwidth)


def byte_range(request: web.Request, size: int, etag: str) -> tuple[int, int] | None:
    """Return (start, end) of the Range asked for; None for the whole; (-1, -1) for one that cannot be satisfied."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", ""))
    if match is None or request.headers.get("If-Range", etag) != etag or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    return (start, end) if start < end else (-1, -1)
