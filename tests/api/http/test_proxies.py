# SPDX-License-Identifier: GPL-3.0-or-later
"""Which calls go through a proxy, and what a proxy gets to see of them."""

import base64
import logging

import pytest
from rodin_props.api.client import RodinClient
from rodin_props.api.errors import CertificateRefused, CertificateTrouble
from rodin_props.api.http.transport import Part, Request
from rodin_props.errors import Stopped
from support.api.calls import read_all
from support.certificates import server_context

URL = "https://api.rodin.example/a"


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "Https_Proxy"])
@pytest.mark.parametrize("scheme", ["http://", ""])
@pytest.mark.usefixtures("service")
def test_a_call_goes_through_the_proxy_that_a_variable_names(transport, here, make_proxy, monkeypatch, name, scheme):
    proxy = make_proxy()
    monkeypatch.setenv(name, f"{scheme}127.0.0.1:{proxy.port}")
    assert read_all(transport, Request(method="GET", url=URL)) == here
    (asked,) = proxy.asked
    assert asked.startswith("CONNECT api.rodin.example:443 HTTP/1.")


@pytest.mark.usefixtures("service")
def test_the_variable_of_the_scheme_comes_before_that_of_all(transport, make_proxy, monkeypatch):
    own, other = make_proxy(), make_proxy()
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{other.port}")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{own.port}")
    read_all(transport, Request(method="GET", url=URL))
    assert (len(own.asked), len(other.asked)) == (1, 0)


@pytest.mark.parametrize("exempt", ["api.rodin.example", ".rodin.example", "a.example, rodin.example", "*"])
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
@pytest.mark.usefixtures("service", "name_of_the_service")
def test_an_exempt_host_is_reached_without_a_proxy(transport, here, server, make_proxy, monkeypatch, name, exempt):
    proxy = make_proxy()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv(name, exempt)
    url = f"https://api.rodin.example:{server.port}/a"
    assert read_all(transport, Request(method="GET", url=url)) == here
    assert proxy.asked == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"])
@pytest.mark.parametrize("kind", ["http", "socks5", "nonsense"])
def test_a_service_on_this_machine_is_never_asked_through_a_proxy(
    transport, server, make_proxy, monkeypatch, name, kind
):
    proxy = make_proxy()
    monkeypatch.setenv(name, f"{kind}://127.0.0.1:{proxy.port}")
    server.reply(200, "direct")
    for host in ("127.0.0.1", "localhost"):
        assert read_all(transport, Request(method="GET", url=f"http://{host}:{server.port}/")) == (200, b"direct")
    assert proxy.asked == []


@pytest.mark.usefixtures("service")
def test_a_proxy_gets_to_see_the_host_and_its_own_password_and_no_more(
    transport, server, make_proxy, monkeypatch, waits, caplog
):
    caplog.set_level(logging.DEBUG)
    proxy = make_proxy()
    monkeypatch.setenv("HTTPS_PROXY", f"http://someone:p%40ss@127.0.0.1:{proxy.port}")
    client = RodinClient(
        api_key="key-for-the-service", base_url="https://api.rodin.example/v2", transport=transport, wait=waits
    )
    assert client.balance() == 7.5
    assert server.received[0].headers["authorization"] == "Bearer key-for-the-service"
    assert "proxy-authorization" not in server.received[0].headers
    (asked,) = proxy.asked
    assert f"Basic {base64.b64encode(b'someone:p@ss').decode()}" in asked
    assert "key-for-the-service" not in asked
    assert "v2" not in asked
    assert b"key-for-the-service" not in proxy.passed_on
    assert "p%40ss" not in caplog.text
    assert "p@ss" not in caplog.text


def test_a_proxy_that_speaks_for_the_service_itself_is_told_nothing(
    transport, service, make_proxy, monkeypatch, authority
):
    """Its certificate is another host's, though one that is trusted."""
    service.tls = server_context(authority.issue_cert("proxy.example"))
    proxy = make_proxy()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    with pytest.raises(CertificateRefused) as caught:
        read_all(transport, Request(method="POST", url=URL, json=b"{}"))
    assert (caught.value.trouble, caught.value.maybe_received) == (CertificateTrouble.WRONG_NAME, False)
    assert "api.rodin.example" in str(caught.value)
    assert service.received == []


@pytest.mark.usefixtures("service")
def test_a_proxy_may_itself_be_spoken_to_over_tls(transport, here, server, make_proxy, monkeypatch, authority):
    proxy = make_proxy(tls=server_context(authority.issue_cert("127.0.0.1")))
    monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{proxy.port}")
    body = bytes(range(256)) * 4_000
    parts = (Part(name="images", data=body, file_name="image_1.png", content_type="image/png"),)
    request = Request(method="POST", url=URL, parts=parts, stop=lambda: False)
    assert read_all(transport, request) == here
    assert server.received[0].parts[0][3] == body


@pytest.mark.usefixtures("service")
def test_a_wish_to_stop_is_heard_while_a_proxy_says_nothing(transport, other_server, monkeypatch):
    other_server.silence()
    monkeypatch.setenv("HTTPS_PROXY", other_server.url)
    asked = iter([False] * 4)
    with pytest.raises(Stopped):
        read_all(transport, Request(method="GET", url=URL, stop=lambda: next(asked, True)))
