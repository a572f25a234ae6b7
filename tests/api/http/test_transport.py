# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP over real sockets: what leaves, and what comes back."""

import sys

import pytest
import requests
from rodin_props.api.errors import RequestsMissing
from rodin_props.api.http.transport import Part, Request
from support.api.calls import post_to, read_all


def test_a_form_is_multipart_also_without_a_picture(server, transport):
    server.reply(201, "ok")
    parts = (Part(name="tier", data=b"Gen-2"), Part(name="prompt", data="ein Stühlchen".encode()))
    assert read_all(transport, Request(method="POST", url=server.url, parts=parts)) == (201, b"ok")
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
    read_all(transport, Request(method="POST", url=server.url, parts=parts))
    assert [part[:3] for part in server.received[0].parts] == [
        ("images", f"image_{n}.png", "image/png") for n in (1, 2, 3)
    ]


def test_headers_are_ours_alone(server, transport):
    server.reply(200)
    read_all(transport, Request(method="GET", url=server.url, headers={"Accept": "application/json"}))
    assert server.received[0].headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "RodinPropsTests/1",
        "accept-encoding": "identity",
        "connection": "close",
        "accept": "application/json",
    }


@pytest.fixture(params=["variable", "home"])
def netrc(request, tmp_path, monkeypatch) -> None:
    """A .netrc with a password for every host, where requests looks for one."""
    file = tmp_path / ".netrc"
    file.write_text("machine 127.0.0.1 login someone password hidden\ndefault login someone password hidden\n")
    file.chmod(0o600)
    if request.param == "variable":
        monkeypatch.setenv("NETRC", str(file))
    else:
        monkeypatch.setenv("HOME", str(tmp_path))
    assert requests.utils.get_netrc_auth("http://127.0.0.1/") == ("someone", "hidden")


@pytest.mark.usefixtures("netrc")
def test_netrc_is_never_used(server, transport):
    server.reply(200)
    read_all(transport, Request(method="GET", url=server.url))
    assert "authorization" not in server.received[0].headers


@pytest.mark.usefixtures("netrc")
def test_netrc_never_replaces_the_key(server, client, api_key):
    server.reply(200, json_body={"balance": 7.5})
    assert client.balance() == 7.5
    assert server.received[0].headers["authorization"] == f"Bearer {api_key}"


@pytest.mark.usefixtures("netrc")
def test_netrc_tells_a_proxy_nothing(transport, other_server, monkeypatch):
    monkeypatch.setenv("http_proxy", other_server.url)
    other_server.reply(200)
    read_all(transport, Request(method="GET", url="http://files.example/a", headers={"Authorization": "Bearer ours"}))
    assert other_server.received[0].headers["authorization"] == "Bearer ours"
    assert "proxy-authorization" not in other_server.received[0].headers


def test_cookies_are_not_kept(server, transport):
    server.reply(200, headers={"Set-Cookie": "a=b; Path=/"})
    for _ in range(2):
        read_all(transport, Request(method="GET", url=server.url))
    assert "cookie" not in server.received[1].headers


def test_a_service_on_this_machine_needs_no_proxy(server, other_server, transport, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", other_server.url)
    server.reply(200, "direct")
    assert read_all(transport, Request(method="GET", url=server.url)) == (200, b"direct")
    assert other_server.received == []


def test_another_host_is_reached_through_the_proxy(other_server, transport, monkeypatch):
    monkeypatch.setenv("http_proxy", other_server.url)
    other_server.reply(200, "through the proxy")
    answer = read_all(transport, Request(method="GET", url="http://files.example/a"))
    assert answer == (200, b"through the proxy")
    assert other_server.received[0].path == "http://files.example/a"


def test_a_redirect_is_an_answer_like_any_other(server, other_server, transport):
    server.reply(307, "elsewhere", headers={"Location": other_server.url})
    assert read_all(transport, post_to(server)) == (307, b"elsewhere")
    assert other_server.received == []


def test_an_endless_redirect_is_not_read(server, transport):
    server.forever(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", b"x" * 65_536)
    with transport.open(post_to(server)) as stream:
        assert stream.status_code == 302
        assert len(stream.read(1_000)) == 1_000


def test_a_large_body_arrives_whole(server, transport):
    body = bytes(range(256)) * 40_000
    server.reply(200, body)
    assert read_all(transport, post_to(server)) == (200, body)


def test_a_chunked_body_arrives_whole(server, transport):
    server.run(
        lambda sock: sock.sendall(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
        )
    )
    assert read_all(transport, post_to(server)) == (200, b"hello world")


def test_a_missing_library_is_said_in_words(transport, server, monkeypatch):
    monkeypatch.setitem(sys.modules, "requests", None)
    with pytest.raises(RequestsMissing):
        read_all(transport, post_to(server))
