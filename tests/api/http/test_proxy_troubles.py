# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that does not let a call through is named, and so is what to do; its password is not."""

import logging

import pytest
from rodin_props.api.errors import Cause, CertificateRefused, CertificateTrouble, ProxyFailed, ProxyTrouble
from rodin_props.api.http.retry import is_passing
from rodin_props.api.http.transport import Request, RequestsTransport
from support.api.calls import read_all
from support.certificates import server_context
from support.ports import closed_port

LOGIN = "someone:p%40sswo-rd"


@pytest.fixture
def refused(transport: RequestsTransport, caplog: pytest.LogCaptureFixture):
    """Send something costly to the service, and return how a proxy kept it from leaving."""
    caplog.set_level(logging.DEBUG)

    def send(kind: type = ProxyFailed):
        with pytest.raises(kind) as caught:
            read_all(transport, Request(method="POST", url="https://api.rodin.example/a", json=b"{}"))
        told = str(caught.value) + repr(caught.value) + caplog.text
        assert not any(part in told for part in ("someone", "p%40", "p@ss", "sswo-rd"))
        assert caught.value.__cause__ is caught.value.__context__ is None
        assert not caught.value.maybe_received
        return caught.value

    return send


def _shows(error: ProxyFailed, *parts: object) -> bool:
    return all(str(part) in str(error) for part in parts)


@pytest.mark.parametrize(
    ("answer", "trouble", "passing"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", ProxyTrouble.LOGIN, False),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", ProxyTrouble.FORBIDDEN, True),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", ProxyTrouble.FORBIDDEN, True),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", ProxyTrouble.NO_WAY_ON, True),
        (b"HTTP/1.1 504 Gateway Time-out\r\n\r\n", ProxyTrouble.NO_WAY_ON, True),
        (b"SSH-2.0-OpenSSH_9.9\r\n", ProxyTrouble.CUT, True),
    ],
    ids=lambda value: value.decode().split("\r")[0] if isinstance(value, bytes) else "",
)
def test_a_proxy_that_refuses_is_named(refused, make_proxy, monkeypatch, answer, trouble, passing):
    proxy = make_proxy(answer=answer)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{LOGIN}@127.0.0.1:{proxy.port}")
    error = refused()
    assert (error.cause, error.trouble, is_passing(error)) == (Cause.PROXY, trouble, passing)
    assert _shows(error, f"http://127.0.0.1:{proxy.port}", "HTTPS_PROXY")
    assert len(proxy.asked) == 1


@pytest.mark.parametrize(
    ("address", "trouble"), [("127.0.0.1", ProxyTrouble.UNREACHABLE), ("nowhere.invalid", ProxyTrouble.NAME)]
)
@pytest.mark.parametrize("name", ["https_proxy", "ALL_PROXY"])
def test_a_proxy_that_is_not_there_is_named(refused, monkeypatch, name, address, trouble):
    port = closed_port()
    monkeypatch.setenv(name, f"http://{LOGIN}@{address}:{port}")
    error = refused()
    assert error.trouble is trouble
    assert _shows(error, f"{address}:{port}", f"from {name} ")


def test_a_proxy_that_says_nothing_is_named(transport, other_server, monkeypatch):
    other_server.silence()
    monkeypatch.setenv("HTTPS_PROXY", other_server.url)
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="GET", url="https://api.rodin.example/a", stall_seconds=0.3))
    assert caught.value.trouble is ProxyTrouble.SILENT


def test_headers_of_a_proxy_without_end_are_not_waited_for(transport, other_server, monkeypatch):
    other_server.forever(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n", pause_seconds=0.02)
    monkeypatch.setenv("HTTPS_PROXY", other_server.url)
    with pytest.raises(ProxyFailed):
        read_all(transport, Request(method="GET", url="https://api.rodin.example/a", deadline_seconds=0.5))


def test_a_proxy_named_with_https_that_does_not_speak_it_is_told(refused, other_server, monkeypatch):
    other_server.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    monkeypatch.setenv("HTTPS_PROXY", f"https://{LOGIN}@127.0.0.1:{other_server.port}")
    error = refused()
    assert (error.trouble, is_passing(error)) == (ProxyTrouble.NOT_ENCRYPTED, False)


def test_a_proxy_that_does_not_prove_who_it_is_is_told_nothing(refused, make_proxy, monkeypatch, authority):
    proxy = make_proxy(tls=server_context(authority.issue_cert("127.0.0.1")))
    monkeypatch.setenv("HTTPS_PROXY", f"https://{LOGIN}@127.0.0.1:{proxy.port}")
    error = refused(CertificateRefused)
    assert error.trouble is CertificateTrouble.UNKNOWN_AUTHORITY
    assert "127.0.0.1" in str(error)
    assert proxy.asked == []


@pytest.mark.parametrize(
    "value",
    [
        f"http://{LOGIN}@",
        "http://someone:p@sswo-rd@:3128",
        "http://someone:12#p@sswo-rd@proxy.example:3128",
        "http://someone:12/p@sswo-rd@proxy.example:3128",
        "http://someone:12?p@sswo-rd@proxy.example:3128",
        f"http://{LOGIN}@proxy.example:port",
        f"http://{LOGIN}@proxy.example:99999",
        f"http://{LOGIN}@pro xy.example:1",
        f"http://{LOGIN}@proxy.example\\@other:1",
        "http://someone:p%E2%82%ACsswo-rd@127.0.0.1:1",
        "://",
    ],
)
def test_of_an_address_that_cannot_be_understood_nothing_is_shown(refused, monkeypatch, value):
    monkeypatch.setenv("ALL_PROXY", value)
    error = refused()
    assert (error.trouble, is_passing(error)) == (ProxyTrouble.UNREADABLE, False)
    assert _shows(error, "ALL_PROXY")
    assert "example" not in str(error)


def test_a_kind_of_proxy_that_nobody_knows_is_told(refused, monkeypatch):
    monkeypatch.setenv("ALL_PROXY", f"quic://{LOGIN}@proxy.example:443")
    error = refused()
    assert (error.trouble, is_passing(error)) == (ProxyTrouble.UNKNOWN_KIND, False)
    assert _shows(error, "quic://proxy.example:443", "ALL_PROXY")
