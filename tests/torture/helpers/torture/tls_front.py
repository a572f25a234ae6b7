# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks TLS in front of a service that does not, under this machine's own name: to a client it is far away."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import trustme
from support.certificates import server_context


@contextlib.contextmanager
def front(port: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Stand in front of a local port; gives the origin and the certificate of the authority to be trusted."""
    name = socket.gethostname()
    authority = trustme.CA()
    context = server_context(authority.issue_cert(name))
    pem = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(pem))
    with socket.create_server(("", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, context, port), daemon=True).start()
        yield f"https://{name}:{listener.getsockname()[1]}", pem


def _serve(listener: socket.socket, context: ssl.SSLContext, port: int) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_pass_on, args=(connection, context, port), daemon=True).start()


def _pass_on(connection: socket.socket, context: ssl.SSLContext, port: int) -> None:
    """Hand one request over and the answer back; both sides close after it."""
    with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as near:
        near.settimeout(30.0)
        with socket.create_connection(("127.0.0.1", port)) as far:
            far.sendall(_request(near))
            while piece := far.recv(65_536):
                near.sendall(piece)


def _request(near: ssl.SSLSocket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(near)
    head, _, body = got.partition(b"\r\n\r\n")
    lines = [line.lower() for line in head.split(b"\r\n")]
    length = next((int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += _more(near)
    return head + b"\r\n\r\n" + body


def _more(near: ssl.SSLSocket) -> bytes:
    if not (piece := near.recv(65_536)):
        raise ConnectionError
    return piece
