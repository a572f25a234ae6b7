# SPDX-License-Identifier: GPL-3.0-or-later
"""Any static web server: serves a folder on the loopback, and remembers what it was asked for."""

import functools
import http.server
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, asked: list[str], **options: Any) -> None:
        self._asked = asked
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing to the console."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Remember what was asked for."""
        self._asked.append(self.path)


class StaticServer:
    """Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        """Path and query of every request."""
        handler = functools.partial(_Handler, directory=str(folder), asked=self.asked)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Of the folder, with a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
