# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the worker's memory grows with the file it downloads."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ..environment import child_environment
from ..figures import Figure
from ..laboratory import ROOT, Laboratory

SMALL_MEGABYTES, BIG_MEGABYTES = 20, 200
MEGABYTE = 1_000_000
_BLOCK = bytes(MEGABYTE)


class _FileHost(BaseHTTPRequestHandler):
    """Sends as many megabytes as the path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        count = int(self.path.strip("/"))
        self.send_response(200)
        self.send_header("Content-Type", "model/gltf-binary")
        self.send_header("Content-Length", str(count * MEGABYTE))
        self.end_headers()
        for _ in range(count):
            self.wfile.write(_BLOCK)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Download a small and a big file, each in a process of its own."""
    host = ThreadingHTTPServer(("127.0.0.1", 0), _FileHost)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        pairs = [
            tuple(_peak_megabytes(laboratory, host.server_port, size) for size in (SMALL_MEGABYTES, BIG_MEGABYTES))
            for _ in range(laboratory.rounds)
        ]
    finally:
        host.shutdown()
    small, big = pairs[-1]
    yield Figure(
        what="Memory that a ten times bigger download adds",
        values=tuple(round(big - small, 2) for small, big in pairs),
        unit="MB",
        bound=2,
        note=f"{big:.1f} MB for {BIG_MEGABYTES} MB, {small:.1f} MB for {SMALL_MEGABYTES} MB",
    )


def _peak_megabytes(laboratory: Laboratory, port: int, megabytes: int) -> float:
    folder = laboratory.folder / f"download-{megabytes}"
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "bench.apart.fetch_once", f"http://127.0.0.1:{port}/{megabytes}", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=child_environment(), capture_output=True, text=True, check=True)
    arrived, peak_bytes = map(int, done.stdout.split())
    assert arrived == megabytes * MEGABYTE
    (folder / "model.glb").unlink()
    return peak_bytes / MEGABYTE
