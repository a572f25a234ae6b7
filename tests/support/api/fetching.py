# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads of one model from a scripted server."""

import random
from pathlib import Path
from typing import Any

from rodin_props.api.download import DownloadLimits, download
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.results import RemoteFile

from .scripted_server import Received, ScriptedServer

MODEL = random.Random(5).randbytes(3_000_000)
ETAG = {"ETag": '"v1"'}


class Fetch:
    """Calls ``download`` with what a test does not care about filled in, and notes what it reported."""

    def __init__(self, server: ScriptedServer, transport: Any, waits: list[float], destination: Path) -> None:
        self.server, self.transport, self.waits, self.destination = server, transport, waits, destination
        self.part = destination.with_name(destination.name + ".part")
        self.progress: list[tuple[int, int | None]] = []
        self.refreshed = 0

    def link(self) -> RemoteFile:
        return RemoteFile(url=f"{self.server.url}/{self.refreshed}.glb?X-Tos-Signature=hidden", name="base.glb")

    def refresh(self) -> RemoteFile:
        self.refreshed += 1
        return self.link()

    def __call__(self, file: RemoteFile | None = None, **values: Any) -> Path:
        options = {
            "refresh": self.refresh,
            "on_progress": lambda done, total: self.progress.append((done, total)),
            "wait": self.waits,
            "retry": RetryPolicy(attempts=3),
            "from_loopback": True,
            "limits": DownloadLimits(size_bytes=10_000_000, spare_bytes=0, stall_seconds=5),
        }
        return download(self.transport, file or self.link(), self.destination, **{**options, **values})


def reply_from(
    server: ScriptedServer, start: int, *, total: int | str = len(MODEL), headers: dict[str, str] | None = None
) -> None:
    """Answer with the model from a byte on."""
    end = len(MODEL) - 1
    server.reply(206, MODEL[start:], headers={"Content-Range": f"bytes {start}-{end}/{total}"} | (headers or {}))


def range_of(received: Received) -> str | None:
    """Which part of the file a request asked for; None if for the whole."""
    return received.headers.get("range")
