# SPDX-License-Identifier: GPL-3.0-or-later
"""A service is told nothing unless somebody vouches for its certificate; an encrypted call is like any other."""

import pytest
import trustme
from rodin_props.api.errors import Cause, ConnectionFailed
from rodin_props.api.http.transport import Part, Request
from support.api.calls import read_all
from support.certificates import server_context


@pytest.fixture
def authority() -> trustme.CA:
    """Nobody trusts it unless told to."""
    return trustme.CA()


@pytest.fixture
def encrypted(server, authority) -> None:
    """The server speaks TLS, with a certificate of the authority's."""
    server.tls = server_context(authority.issue_cert("127.0.0.1"))


@pytest.mark.usefixtures("encrypted")
def test_an_encrypted_call_is_watched_like_any_other(server, transport, authority, monkeypatch, tmp_path):
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    body = bytes(range(256)) * 8_000
    server.reply(200, body)
    server.forever(b"HTTP/1.1 200 OK\r\na: ", b"x", pause_seconds=0.02)
    url = server.url.replace("http:", "https:")
    parts = (Part(name="images", data=body, file_name="image_1.png", content_type="image/png"),)
    stop = lambda: False  # noqa: E731
    assert read_all(transport, Request(method="POST", url=url, parts=parts, stop=stop)) == (200, body)
    assert server.received[0].parts[0][3] == body
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="GET", url=url, deadline_seconds=0.4, stop=stop))
    assert caught.value.cause is Cause.TIMEOUT


@pytest.mark.usefixtures("encrypted")
def test_a_certificate_nobody_vouches_for_is_refused(server, transport):
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)
    assert server.received == []


def test_a_missing_bundle_of_certificates_is_told(server, transport, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "gone.pem"))
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)


def test_a_host_without_encryption_has_received_nothing(server, transport):
    server.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)
