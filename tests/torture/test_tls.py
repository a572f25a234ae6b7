# SPDX-License-Identifier: GPL-3.0-or-later
"""A service whose certificate is not its own gets nothing: not the key, not the picture, not one byte of a request."""

import contextlib
import datetime
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from support.certificates import server_context
from support.waiting import wait_until
from torture.counts import tried
from torture.desk import Desk
from torture.sentences import assert_is_fit_to_read

KEY = "key-for-whoever-proves-who-they-are"
_LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class Impostor(threading.Thread):
    """Speaks TLS with some certificate and keeps all that it is told."""

    def __init__(self, certificate: trustme.LeafCert) -> None:
        super().__init__(daemon=True)
        self.heard = b""
        self.refusals = 0
        self._context = server_context(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.settimeout(10.0)
                self._listen_to(connection)

    def _listen_to(self, connection: socket.socket) -> None:
        try:
            with self._context.wrap_socket(connection, server_side=True) as speaker:
                heard = b""
                while piece := speaker.recv(65_536):  # to the end: a reset would be no answer
                    self.heard += piece
                    heard += piece
                    if heard.endswith(b"--\r\n") or heard.startswith(b"GET"):
                        speaker.sendall(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        except OSError:
            self.refusals += 1
        finally:
            connection.close()

    def stop(self) -> None:
        self._listener.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """One that the tests' clients trust."""
    return trustme.CA()


@pytest.fixture
def certificate(trouble: str, authority: trustme.CA) -> trustme.LeafCert:
    match trouble:
        case "signed by itself":
            return trustme.CA().issue_cert("localhost", "127.0.0.1")
        case "another host's":
            return authority.issue_cert("api.hyper3d.example")
        case "expired":
            return authority.issue_cert("localhost", "127.0.0.1", not_after=_LONG_AGO)
    return authority.issue_cert("localhost", "127.0.0.1")


@pytest.fixture
def impostor(certificate: trustme.LeafCert) -> Iterator[Impostor]:
    listening = Impostor(certificate)
    listening.start()
    yield listening
    listening.stop()


@pytest.fixture
def desk(impostor: Impostor, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """At the impostor's, with workers that trust the authority."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    made = Desk(tmp_path, base_url=f"https://localhost:{impostor.port}/api/v2", key=KEY)
    yield made
    made.close()


@pytest.mark.parametrize("trouble", ["signed by itself", "another host's", "expired"])
def test_nothing_is_said_to_a_service_with_a_bad_certificate(trouble: str, desk: Desk, impostor: Impostor) -> None:
    job = desk.add()
    desk.ensure()
    now = wait_until(lambda: (it := desk.ledger.get(job.id)).hold and it, what="the hold")
    assert (now.state, now.hold_code, now.submitted_at) == ("QUEUED", "CONNECTION_FAILED", None)
    assert "secure" in now.hold or "certificate" in now.hold
    assert_is_fit_to_read(now.hold)
    wait_until(lambda: impostor.refusals, what="the refused handshake")
    assert impostor.heard == b""
    assert "Traceback" not in desk.log()
    tried("certificates refused")


@pytest.mark.parametrize("trouble", ["none"])
def test_a_good_certificate_is_told_the_key(trouble: str, desk: Desk, impostor: Impostor) -> None:
    """So the impostors would have heard it."""
    job = desk.add()
    desk.ensure()
    wait_until(lambda: desk.ledger.get(job.id).hold_code == "UNAUTHORIZED", what="the answer")
    assert f"Bearer {KEY}".encode() in impostor.heard
