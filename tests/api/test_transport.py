# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP over real sockets: what leaves, what comes back, and what becomes of a broken line."""

import logging
import socket
import ssl
import sys
from pathlib import Path

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed, RequestsMissing
from rodin_props.api.http.transport import Part, Request
from rodin_props.errors import Stopped

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Of no worth to anybody: made for these tests, for localhost."""


def _all(transport, request: Request) -> tuple[int, bytes]:
    with transport.open(request) as stream:
        body = b""
        while piece := stream.read(65_536):
            body += piece
        return stream.status_code, body


def _post(server, **values) -> Request:
    return Request(method="POST", url=f"{server.url}/a", json=b"{}", **values)


def test_a_form_is_multipart_also_without_a_picture(server, transport):
    server.reply(201, "ok")
    parts = (Part(name="tier", data=b"Gen-2"), Part(name="prompt", data="ein Stühlchen".encode()))
    assert _all(transport, Request(method="POST", url=server.url, parts=parts)) == (201, b"ok")
    assert server.received[0].parts == [
        ("tier", None, None, b"Gen-2"),
        ("prompt", None, None, "ein Stühlchen".encode()),
    ]
    assert server.received[0].headers["content-type"].startswith("multipart/form-data; boundary=")


def test_files_carry_name_and_type_in_order(server, transport):
    server.reply(201)
    parts = tuple(
        Part(name="images", data=bytes([n]) * 70_000, file_name=f"image_{n}.png", content_type="image/png")
        for n in (1, 2, 3)
    )
    _all(transport, Request(method="POST", url=server.url, parts=parts))
    assert [part[:3] for part in server.received[0].parts] == [
        ("images", f"image_{n}.png", "image/png") for n in (1, 2, 3)
    ]


def test_headers_are_ours_alone(server, transport):
    server.reply(200)
    _all(transport, Request(method="GET", url=server.url, headers={"Accept": "application/json"}))
    assert server.received[0].headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "RodinPropsTests/1",
        "accept-encoding": "identity",
        "connection": "close",
        "accept": "application/json",
    }


def test_netrc_is_never_used(server, transport, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password hidden\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.reply(200)
    _all(transport, Request(method="GET", url=server.url))
    assert "authorization" not in server.received[0].headers


def test_cookies_are_not_kept(server, transport):
    server.reply(200, headers={"Set-Cookie": "a=b; Path=/"})
    for _ in range(2):
        _all(transport, Request(method="GET", url=server.url))
    assert "cookie" not in server.received[1].headers


def test_a_service_on_this_machine_needs_no_proxy(server, other_server, transport, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", other_server.url)
    server.reply(200, "direct")
    assert _all(transport, Request(method="GET", url=server.url)) == (200, b"direct")
    assert other_server.received == []


def test_another_host_is_reached_through_the_proxy(other_server, transport, monkeypatch):
    monkeypatch.setenv("http_proxy", other_server.url)
    other_server.reply(200, "through the proxy")
    answer = _all(transport, Request(method="GET", url="http://files.example/a"))
    assert answer == (200, b"through the proxy")
    assert other_server.received[0].path == "http://files.example/a"


def test_a_redirect_is_an_answer_like_any_other(server, other_server, transport):
    server.reply(307, "elsewhere", headers={"Location": other_server.url})
    assert _all(transport, _post(server)) == (307, b"elsewhere")
    assert other_server.received == []


def test_an_endless_redirect_is_not_read(server, transport):
    server.forever(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", b"x" * 65_536)
    with transport.open(_post(server)) as stream:
        assert stream.status_code == 302
        assert len(stream.read(1_000)) == 1_000


def test_a_large_body_arrives_whole(server, transport):
    body = bytes(range(256)) * 40_000
    server.reply(200, body)
    assert _all(transport, _post(server)) == (200, body)


def test_a_chunked_body_arrives_whole(server, transport):
    server.run(
        lambda sock: sock.sendall(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
        )
    )
    assert _all(transport, _post(server)) == (200, b"hello world")


def test_a_refused_connection_has_sent_nothing(transport):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url=f"http://127.0.0.1:{port}/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.REFUSED, False)


def test_an_unknown_name_has_sent_nothing(transport):
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url="https://nowhere.invalid/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.NAME, False)


def _encrypt(server) -> None:
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(CERTIFICATE)


def test_an_encrypted_call_is_watched_like_any_other(server, transport, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    _encrypt(server)
    body = bytes(range(256)) * 8_000
    server.reply(200, body)
    server.forever(b"HTTP/1.1 200 OK\r\na: ", b"x", pause_seconds=0.02)
    url = server.url.replace("http:", "https:")
    parts = (Part(name="images", data=body, file_name="image_1.png", content_type="image/png"),)
    stop = lambda: False  # noqa: E731
    assert _all(transport, Request(method="POST", url=url, parts=parts, stop=stop)) == (200, body)
    assert server.received[0].parts[0][3] == body
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="GET", url=url, deadline_seconds=0.4, stop=stop))
    assert caught.value.cause is Cause.TIMEOUT


def test_a_certificate_nobody_vouches_for_is_refused(server, transport):
    _encrypt(server)
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)
    assert server.received == []


def test_a_missing_bundle_of_certificates_is_told(server, transport, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "gone.pem"))
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)


def test_a_host_without_encryption_has_received_nothing(server, transport):
    server.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)


def test_a_dead_proxy_is_named(transport, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, Request(method="POST", url="https://files.example/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.PROXY, False)


def _reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


BROKEN = [
    pytest.param(lambda sock: None, id="closed without a word"),
    pytest.param(_reset, id="reset without a word"),
    pytest.param(lambda sock: sock.sendall(b"HTTP/1.1 20"), id="cut in the status line"),
    pytest.param(lambda sock: sock.sendall(b"HTTP/1.1 201 OK\r\nContent-Length: 50\r\n\r\n{"), id="cut in the body"),
    pytest.param(
        lambda sock: sock.sendall(b"HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{"), id="cut in a chunk"
    ),
    pytest.param(
        lambda sock: sock.sendall(b"HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{"), id="a broken chunk"
    ),
    pytest.param(lambda sock: sock.sendall(b"\x16\x03\x01 nonsense\r\n\r\n"), id="no HTTP"),
    pytest.param(lambda sock: sock.sendall(b"HTTP/1.1 99999 Odd\r\n\r\n"), id="an impossible status"),
    pytest.param(
        lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n"), id="headers without end"
    ),
    pytest.param(lambda sock: sock.sendall(b"HTTP/1.1 200 " + b"x" * 80_000), id="a line without end"),
]


@pytest.mark.parametrize("act", BROKEN)
def test_a_broken_answer_may_have_been_received(server, transport, act):
    server.run(act)
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, _post(server))
    assert caught.value.maybe_received


def test_a_silent_service_is_not_waited_for_for_ever(server, transport):
    server.silence()
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, _post(server, stall_seconds=0.2))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.TIMEOUT, True)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        pytest.param(b"", b"H", id="status line"),
        pytest.param(b"HTTP/1.1 200 OK\r\na: ", b"x", id="header"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0", id="chunk length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", id="chunks"),
    ],
)
def test_a_trickling_answer_ends_at_the_deadline(server, transport, head, piece):
    server.forever(head, piece, pause_seconds=0.02)
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, _post(server, stall_seconds=5, deadline_seconds=0.4))
    assert caught.value.cause is Cause.TIMEOUT


def test_a_wish_to_stop_ends_a_silent_call(server, transport):
    server.silence()
    asked = iter([False] * 2)
    with pytest.raises(Stopped):
        _all(transport, _post(server, stop=lambda: next(asked, True)))


@pytest.mark.parametrize("listening", [True, False])
def test_no_trace_of_the_address_is_left(server, transport, caplog, listening):
    caplog.set_level(logging.DEBUG)
    server.run(lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"))
    port = server.port
    if not listening:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/model.glb?X-Tos-Signature=hidden"
    request = Request(method="GET", url=url, headers={"Authorization": "Bearer hidden"})
    with pytest.raises(ConnectionFailed) as caught:
        _all(transport, request)
    assert "hidden" not in repr(request) + repr(caught.value) + caplog.text
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_missing_library_is_said_in_words(transport, server, monkeypatch):
    monkeypatch.setitem(sys.modules, "requests", None)
    with pytest.raises(RequestsMissing):
        _all(transport, _post(server))
