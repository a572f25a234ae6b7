# SPDX-License-Identifier: GPL-3.0-or-later
"""A service over a socket that lists some files, and serves them."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .small_model import glb, triangle


def _model(padding: int) -> bytes:
    document, data = triangle()
    return glb({**document, "extras": "." * padding}, data)


LIGHT, DENSE = _model(100), _model(200_000)


class FileHost(ThreadingHTTPServer):
    """Lists some files, every other time in reverse, and serves them."""

    files: tuple[tuple[str, str, bytes], ...] = ()
    """Path, name and content."""
    lists = 0
    links_for_one_answer = False
    """Asking how large a file is uses its link up."""
    gone: frozenset[str] = frozenset()
    """Paths of files that are not to be had for now."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.used: set[str] = set()

    def entries(self) -> list[dict[str, str]]:
        self.lists += 1
        listed = [
            {"url": f"http://127.0.0.1:{self.server_port}/{path}?list={self.lists}", "name": name}
            for path, name, _ in self.files
        ]
        return listed if self.lists % 2 else listed[::-1]


class Answer(BaseHTTPRequestHandler):
    server: FileHost

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(201, json.dumps({"list": self.server.entries()}).encode())

    def do_GET(self) -> None:
        path = self.path.lstrip("/").partition("?")[0]
        content = next(content for known, _, content in self.server.files if known == path)
        expired = path in self.server.gone or (self.server.links_for_one_answer and self.path in self.server.used)
        self.server.used.add(self.path)
        self._send(403 if expired else 200, b"" if expired else content)

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:  # only the size was wanted
            self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        pass
