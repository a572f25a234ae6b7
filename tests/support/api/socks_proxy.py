# SPDX-License-Identifier: GPL-3.0-or-later
"""A SOCKS 5 proxy on a real socket: it connects to one server, whatever host it is asked for, or refuses."""

import socket
import threading
from contextlib import suppress

from .listener import Listener


class SocksProxy(Listener):
    """Keeps which hosts it is asked for.

    :param login: the user and the password it wants, None for neither.
    :param refusal: the code of RFC 1928 that it answers with, 0 to connect.
    """

    def __init__(self, target_port: int = 0, *, login: tuple[str, str] | None = None, refusal: int = 0) -> None:
        self.asked: list[str] = []
        self._target_port = target_port
        self._login = login
        self._refusal = refusal
        super().__init__()

    def _handle(self, near: socket.socket) -> None:
        near.settimeout(20)
        with suppress(OSError, IndexError), near, near.makefile("rb") as said:
            said.read(said.read(2)[1])  # the kinds of login it offers
            if not self._let_in(near, said):
                return
            said.read(3)
            self.asked.append(self._address(said))
            near.sendall(bytes([5, self._refusal, 0, 1]) + bytes(6))
            if self._refusal == 0:
                with socket.create_connection(("127.0.0.1", self._target_port)) as far:
                    threading.Thread(target=_copy, args=(far, near), daemon=True).start()
                    with suppress(OSError):
                        while piece := said.read1(65_536):
                            far.sendall(piece)
                    far.shutdown(socket.SHUT_RDWR)

    def _let_in(self, near: socket.socket, said: object) -> bool:
        if self._login is None:
            near.sendall(b"\x05\x00")
            return True
        near.sendall(b"\x05\x02")
        said.read(1)
        told = tuple(said.read(said.read(1)[0]).decode() for _ in range(2))
        near.sendall(b"\x01\x00" if told == self._login else b"\x01\x01")
        return told == self._login

    def _address(self, said: object) -> str:
        kind = said.read(1)[0]
        if kind == 3:
            host = said.read(said.read(1)[0]).decode()
        else:
            host = socket.inet_ntop(*{1: (socket.AF_INET, said.read(4)), 4: (socket.AF_INET6, b"")}[kind])
        return f"{host}:{int.from_bytes(said.read(2), 'big')}"


def _copy(far: socket.socket, near: socket.socket) -> None:
    with suppress(OSError):
        while piece := far.recv(65_536):
            near.sendall(piece)
        near.shutdown(socket.SHUT_WR)
