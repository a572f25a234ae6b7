# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on a real socket whose answers are scripted byte by byte."""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any


@dataclass
class Received:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def parts(self) -> list[tuple[str, str | None, str | None, bytes]]:
        """Name, file name, content type and content of each part, in order."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser().parsebytes(head + self.body)
        return [
            (
                str(part.get_param("name", header="content-disposition")),
                part.get_filename(),
                part["content-type"],
                part.get_payload(decode=True),
            )
            for part in message.get_payload()
        ]


class ScriptedServer:
    """Answers each connection with the next entry of its script; the last one stays."""

    def __init__(self) -> None:
        self.greeting = b""
        """Said and hung up before anything is heard."""
        self.tls: ssl.SSLContext | None = None
        self.received: list[Received] = []
        self._script: list[Callable[[socket.socket], None]] = []
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, act: Callable[[socket.socket], None]) -> None:
        """Let a function answer, given the socket."""
        self._script.append(act)

    def reply(
        self,
        status: int = 200,
        body: bytes | str = b"",
        *,
        json_body: object = None,
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """Answer; ``length`` may promise more than the body holds, -1 promises nothing."""
        if json_body is not None:
            body = json.dumps(json_body)
        content = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} Whatever"]
        if length != -1:
            lines.append(f"Content-Length: {len(content) if length is None else length}")
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self.run(lambda sock: sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + content))

    def forever(self, head: bytes, piece: bytes, pause_seconds: float = 0.0) -> None:
        """Answer with a head, then the piece again and again until the other side or the test has had enough."""

        def act(sock: socket.socket) -> None:
            sock.sendall(head)
            while not self._closing.wait(pause_seconds):
                sock.sendall(piece)

        self.run(act)

    def silence(self) -> None:
        """Take the request and say nothing."""
        self.run(lambda sock: self._closing.wait(60) and None)

    def close(self) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._answer, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, sock: socket.socket) -> None:
        sock.settimeout(20)
        with suppress(OSError), sock:
            if self.greeting:
                sock.sendall(self.greeting)
                return
            if self.tls is None:
                self._act(sock)
            else:
                with self.tls.wrap_socket(sock, server_side=True) as wrapped:
                    self._act(wrapped)

    def _act(self, sock: socket.socket) -> None:
        request = self._read(sock)
        if request is not None:
            self.received.append(request)
            number = min(len(self.received), len(self._script)) - 1
            self._script[number](sock)

    def _read(self, sock: socket.socket) -> Received | None:
        with sock.makefile("rb") as file:
            first = file.readline().decode("latin-1").split()
            if len(first) < 2:
                return None
            headers: dict[str, str] = {}
            while (line := file.readline().decode("latin-1").strip()) != "":
                name, _, value = line.partition(":")
                headers[name.strip().lower()] = value.strip()
            body = file.read(int(headers.get("content-length", "0")))
        return Received(first[0], first[1], headers, body)
