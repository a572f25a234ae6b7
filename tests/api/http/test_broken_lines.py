# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a line that breaks, of one that trickles, and of one that never came to be."""

import logging
import socket

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed
from rodin_props.api.http.transport import Request
from rodin_props.errors import Stopped
from support.api.calls import post_to, read_all
from support.ports import closed_port


def test_a_refused_connection_has_sent_nothing(transport):
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url=f"http://127.0.0.1:{closed_port()}/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.REFUSED, False)


def test_nobody_begins_to_listen_where_a_connection_is_to_be_refused():
    with pytest.raises(OSError, match="in use"):
        socket.create_server(("127.0.0.1", closed_port())).close()


def test_an_unknown_name_has_sent_nothing(transport):
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url="https://nowhere.invalid/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.NAME, False)


def test_a_dead_proxy_is_named(transport, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url="https://files.example/", json=b"{}"))
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
        read_all(transport, post_to(server))
    assert caught.value.maybe_received


def test_a_silent_service_is_not_waited_for_for_ever(server, transport):
    server.silence()
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, post_to(server, stall_seconds=0.2))
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
        read_all(transport, post_to(server, stall_seconds=5, deadline_seconds=0.4))
    assert caught.value.cause is Cause.TIMEOUT


def test_a_wish_to_stop_ends_a_silent_call(server, transport):
    server.silence()
    asked = iter([False] * 2)
    with pytest.raises(Stopped):
        read_all(transport, post_to(server, stop=lambda: next(asked, True)))


@pytest.mark.parametrize("listening", [True, False])
def test_no_trace_of_the_address_is_left(server, transport, caplog, listening):
    caplog.set_level(logging.DEBUG)
    server.run(lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"))
    port = server.port if listening else closed_port()
    url = f"http://127.0.0.1:{port}/model.glb?X-Tos-Signature=hidden"
    request = Request(method="GET", url=url, headers={"Authorization": "Bearer hidden"})
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, request)
    assert "hidden" not in repr(request) + repr(caught.value) + caplog.text
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_no_trace_of_the_address_is_left_by_headers_that_cannot_be_read(server, transport, caplog):
    caplog.set_level(logging.DEBUG)
    server.run(lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\nno header\r\nContent-Length: 0\r\n\r\n"))
    read_all(transport, Request(method="GET", url=f"{server.url}/model.glb?X-Tos-Signature=hidden"))
    assert "hidden" not in caplog.text
