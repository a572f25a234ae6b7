# SPDX-License-Identifier: GPL-3.0-or-later
"""What the proxies of the tests share: a real socket, and a thread for each connection."""

import socket
import threading
from contextlib import suppress


class Listener:
    """Listens on a port of its own; subclasses say in `_handle` what becomes of a connection."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                threading.Thread(target=self._handle, args=(sock,), daemon=True).start()

    def _handle(self, sock: socket.socket) -> None:
        raise NotImplementedError
