# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy on a real socket: it opens ways to one server, whatever host it is asked for, or refuses."""

import socket
import ssl
import threading
from contextlib import suppress

from .listener import Listener


class ScriptedProxy(Listener):
    """Keeps what it is asked and all that goes through it.

    :param target_port: of the server on this machine that stands for every host.
    :param answer: in place of opening a way.
    :param tls: if it is spoken to over TLS.
    """

    def __init__(self, target_port: int = 0, *, answer: bytes = b"", tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[str] = []
        """The first line and the headers of each request, as they came."""
        self.passed_on = b""
        self._target_port = target_port
        self._answer = answer
        self._tls = tls
        super().__init__()

    def _handle(self, sock: socket.socket) -> None:
        sock.settimeout(20)
        with suppress(OSError), sock:
            near = self._tls.wrap_socket(sock, server_side=True) if self._tls else sock
            with near:
                head = b""
                while b"\r\n\r\n" not in head:
                    if not (piece := near.recv(1)):
                        return
                    head += piece
                self.asked.append(head.decode("latin-1"))
                if self._answer:
                    near.sendall(self._answer)
                    return
                with socket.create_connection(("127.0.0.1", self._target_port)) as far:
                    near.sendall(b"HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n")
                    threading.Thread(target=self._back, args=(far, near), daemon=True).start()
                    with suppress(OSError):
                        while piece := near.recv(65_536):
                            self.passed_on += piece
                            far.sendall(piece)
                    far.shutdown(socket.SHUT_RDWR)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while piece := far.recv(65_536):
                near.sendall(piece)
            near.shutdown(socket.SHUT_WR)
