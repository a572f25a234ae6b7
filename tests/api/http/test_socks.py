# SPDX-License-Identifier: GPL-3.0-or-later
"""SOCKS proxies, where PySocks is there; where not, the sentence says what is asked for, by what, and what to do."""

import sys
from collections.abc import Callable, Iterator

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed, ProxyFailed, ProxyTrouble
from rodin_props.api.http.retry import is_passing
from rodin_props.api.http.transport import Request
from support.api.calls import read_all
from support.api.socks_proxy import SocksProxy
from support.ports import closed_port

URL = "https://api.rodin.example/a"


@pytest.fixture
def make_socks_proxy(server) -> Iterator[Callable[..., SocksProxy]]:
    pytest.importorskip("socks", reason="PySocks is not installed")
    made: list[SocksProxy] = []

    def make(**options: object) -> SocksProxy:
        made.append(SocksProxy(server.port, **options))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTPS_PROXY"])
@pytest.mark.parametrize("kind", ["socks4", "socks5", "socks5h", "socks"])
def test_without_pysocks_the_proxy_its_kind_and_its_variable_are_named(transport, monkeypatch, name, kind):
    monkeypatch.setitem(sys.modules, "socks", None)
    monkeypatch.setenv(name, f"{kind}://someone:hidden@proxy.example:1080")
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="POST", url=URL, json=b"{}"))
    assert (caught.value.trouble, is_passing(caught.value)) == (ProxyTrouble.NO_SOCKS, False)
    told = str(caught.value)
    assert all(part in told for part in (f"{kind}", "proxy.example:1080", name, "SOCKS", "PySocks", "HTTPS_PROXY"))
    assert "someone" not in told
    assert "hidden" not in told


@pytest.mark.parametrize("kind", ["socks5h", "socks"])
@pytest.mark.parametrize("login", [None, ("someone", "p@ss")])
@pytest.mark.usefixtures("service")
def test_a_call_goes_through_a_socks_proxy(transport, here, server, make_socks_proxy, monkeypatch, kind, login):
    proxy = make_socks_proxy(login=login)
    monkeypatch.setenv("ALL_PROXY", f"{kind}://{'someone:p%40ss@' if login else ''}127.0.0.1:{proxy.port}")
    request = Request(method="POST", url=URL, json=b"{}", stop=lambda: False)
    assert read_all(transport, request) == here
    assert server.received[0].body == b"{}"
    assert proxy.asked == ["api.rodin.example:443"]


@pytest.mark.parametrize(
    ("options", "trouble"),
    [
        ({"login": ("someone", "other")}, ProxyTrouble.LOGIN),
        ({"refusal": 2}, ProxyTrouble.FORBIDDEN),
        ({"refusal": 4}, ProxyTrouble.NO_WAY_ON),
        ({"refusal": 5}, ProxyTrouble.NO_WAY_ON),
    ],
)
def test_a_socks_proxy_that_refuses_is_named(transport, make_socks_proxy, monkeypatch, options, trouble):
    proxy = make_socks_proxy(**options)
    monkeypatch.setenv("ALL_PROXY", f"socks5h://someone:hidden@127.0.0.1:{proxy.port}")
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="POST", url=URL, json=b"{}"))
    assert (caught.value.trouble, caught.value.maybe_received) == (trouble, False)
    assert f"socks5h://127.0.0.1:{proxy.port}" in str(caught.value)
    assert "hidden" not in str(caught.value)


@pytest.mark.usefixtures("make_socks_proxy")
def test_a_socks_proxy_that_is_not_there_is_named(transport, monkeypatch):
    for address, trouble in (("127.0.0.1", ProxyTrouble.UNREACHABLE), ("nowhere.invalid", ProxyTrouble.NAME)):
        monkeypatch.setenv("ALL_PROXY", f"socks5h://{address}:{closed_port()}")
        with pytest.raises(ProxyFailed) as caught:
            read_all(transport, Request(method="GET", url=URL))
        assert caught.value.trouble is trouble


def test_a_web_server_is_no_socks_proxy(transport, other_server, make_socks_proxy, monkeypatch):
    other_server.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    monkeypatch.setenv("ALL_PROXY", f"socks5h://127.0.0.1:{other_server.port}")
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="GET", url=URL))
    assert caught.value.trouble is ProxyTrouble.CUT


def test_a_name_that_is_looked_up_here_and_not_found_is_not_the_proxys_fault(transport, make_socks_proxy, monkeypatch):
    monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{make_socks_proxy().port}")
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="GET", url="https://nowhere.invalid/"))
    assert caught.value.cause is Cause.NAME
