# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorities that nobody trusts unless told to, a service of a name they vouch for, and proxies."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from support.api.scripted_proxy import ScriptedProxy
from support.api.scripted_server import ScriptedServer
from support.certificates import server_context

HOST = "api.rodin.example"
HERE = b'{"balance": 7.5}'


@pytest.fixture
def here() -> tuple[int, bytes]:
    """What the service answers."""
    return 200, HERE


@pytest.fixture
def authority() -> trustme.CA:
    """Nobody trusts it unless told to."""
    return trustme.CA()


@pytest.fixture
def authority_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def service(server: ScriptedServer, authority: trustme.CA, authority_file: Path, monkeypatch: pytest.MonkeyPatch):
    """The server as https://api.rodin.example, which no name server knows; its authority is trusted."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    server.tls = server_context(authority.issue_cert(HOST))
    server.reply(200, HERE)
    return server


@pytest.fixture
def make_proxy(server: ScriptedServer) -> Iterator[Callable[..., ScriptedProxy]]:
    """Make proxies whose ways all lead to the server."""
    made: list[ScriptedProxy] = []

    def make(**options: object) -> ScriptedProxy:
        made.append(ScriptedProxy(server.port, **options))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


@pytest.fixture
def name_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name leads to this machine."""
    real = socket.getaddrinfo

    def lookup(host: str, *args: object, **options: object) -> object:
        return real("127.0.0.1" if host == HOST else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
