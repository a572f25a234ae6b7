# SPDX-License-Identifier: GPL-3.0-or-later
"""What Windows and macOS have set as their proxy, read by Python's own code for them."""

import importlib.util
import os
import sys
import types
import urllib
from collections.abc import Mapping

import pytest
import requests
from rodin_props.api.errors import ProxyFailed, ProxyTrouble
from rodin_props.api.http.transport import Request
from support.api.calls import read_all
from support.ports import closed_port

URL = "https://api.rodin.example/a"


def _load_for(monkeypatch: pytest.MonkeyPatch, *, platform: str, name: str) -> None:
    """Load again what chooses by the system when it is loaded."""
    with pytest.MonkeyPatch.context() as while_loading:
        while_loading.setattr(sys, "platform", platform)
        while_loading.setattr(os, "name", name)
        for package, module in (
            (urllib, "urllib.request"),
            (requests, "requests.compat"),
            (requests, "requests.utils"),
        ):
            spec = importlib.util.find_spec(module)
            loaded = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(loaded)
            monkeypatch.setattr(package, module.partition(".")[2], loaded)
            monkeypatch.setitem(sys.modules, module, loaded)


@pytest.fixture
def set_on_windows(monkeypatch: pytest.MonkeyPatch):
    """Set the proxy in an imitated registry."""

    def put(**values: object) -> None:
        registry = types.ModuleType("winreg")
        registry.HKEY_CURRENT_USER = 1
        registry.OpenKey = lambda *_: types.SimpleNamespace(Close=lambda: None)

        def query(_key: object, value: str) -> tuple[object, int]:
            if value not in values:
                raise FileNotFoundError(value)
            return values[value], 1

        registry.QueryValueEx = query
        monkeypatch.setitem(sys.modules, "winreg", registry)

    _load_for(monkeypatch, platform="win32", name="nt")
    return put


@pytest.fixture
def set_on_macos(monkeypatch: pytest.MonkeyPatch):
    """Set the proxy in imitated system settings."""
    settings = types.ModuleType("_scproxy")
    monkeypatch.setitem(sys.modules, "_scproxy", settings)

    def put(proxies: Mapping[str, str], *exceptions: str) -> None:
        python = sys.modules["urllib.request"]
        python._get_proxies = lambda: dict(proxies)
        python._get_proxy_settings = lambda: {"exclude_simple": False, "exceptions": exceptions}

    settings._get_proxies = settings._get_proxy_settings = dict
    _load_for(monkeypatch, platform="darwin", name="posix")
    return put


@pytest.mark.usefixtures("service")
def test_the_proxy_of_windows_is_used(transport, here, make_proxy, set_on_windows):
    proxy = make_proxy()
    set_on_windows(ProxyEnable=1, ProxyServer=f"127.0.0.1:{proxy.port}", ProxyOverride="*.local;<local>")
    assert read_all(transport, Request(method="GET", url=URL)) == here
    assert len(proxy.asked) == 1


@pytest.mark.usefixtures("service", "name_of_the_service")
@pytest.mark.parametrize(
    "settings", [{"ProxyEnable": 0, "ProxyOverride": ""}, {"ProxyEnable": 1, "ProxyOverride": "*.rodin.example"}]
)
def test_what_windows_exempts_is_reached_without_it(transport, here, server, make_proxy, set_on_windows, settings):
    proxy = make_proxy()
    set_on_windows(ProxyServer=f"127.0.0.1:{proxy.port}", **settings)
    url = f"https://api.rodin.example:{server.port}/a"
    assert read_all(transport, Request(method="GET", url=url)) == here
    assert proxy.asked == []


@pytest.mark.usefixtures("service")
def test_a_list_of_windows_that_cannot_be_read_exempts_nothing(transport, here, make_proxy, set_on_windows):
    proxy = make_proxy()
    set_on_windows(ProxyEnable=1, ProxyServer=f"127.0.0.1:{proxy.port}", ProxyOverride="[fe80;(company")
    assert read_all(transport, Request(method="GET", url=URL)) == here
    assert len(proxy.asked) == 1


@pytest.mark.usefixtures("service")
def test_a_variable_comes_before_windows(transport, here, make_proxy, set_on_windows, monkeypatch):
    own, system = make_proxy(), make_proxy()
    set_on_windows(ProxyEnable=1, ProxyServer=f"127.0.0.1:{system.port}", ProxyOverride="")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{own.port}")
    assert read_all(transport, Request(method="GET", url=URL)) == here
    assert (len(own.asked), len(system.asked)) == (1, 0)


@pytest.mark.usefixtures("service")
def test_the_proxy_of_macos_is_used(transport, here, make_proxy, set_on_macos):
    proxy = make_proxy()
    set_on_macos({"https": f"http://127.0.0.1:{proxy.port}"}, "*.local")
    assert read_all(transport, Request(method="GET", url=URL)) == here
    assert len(proxy.asked) == 1


@pytest.mark.usefixtures("service", "name_of_the_service")
def test_what_macos_exempts_is_reached_without_it(transport, here, server, make_proxy, set_on_macos):
    proxy = make_proxy()
    set_on_macos({"https": f"http://127.0.0.1:{proxy.port}"}, "*.rodin.example")
    url = f"https://api.rodin.example:{server.port}/a"
    assert read_all(transport, Request(method="GET", url=url)) == here
    assert proxy.asked == []


def test_a_dead_proxy_of_the_system_is_said_to_be_the_systems(transport, set_on_windows):
    port = closed_port()
    set_on_windows(ProxyEnable=1, ProxyServer=f"127.0.0.1:{port}", ProxyOverride="")
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="GET", url=URL))
    assert f"http://127.0.0.1:{port}” from the system's settings" in str(caught.value)


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_a_socks_proxy_of_the_system_is_named_where_it_cannot_be_used(transport, monkeypatch, request, system):
    monkeypatch.setitem(sys.modules, "socks", None)
    put = request.getfixturevalue(f"set_on_{system}")
    if system == "windows":
        put(ProxyEnable=1, ProxyServer="socks=proxy.example:1080", ProxyOverride="")
    else:
        put({"socks": "http://proxy.example:1080"})
    with pytest.raises(ProxyFailed) as caught:
        read_all(transport, Request(method="GET", url=URL))
    assert caught.value.trouble is ProxyTrouble.NO_SOCKS
    assert "proxy.example:1080” from the system's settings" in str(caught.value)


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_a_service_on_this_machine_is_never_asked_through_the_systems_proxy(
    transport, server, make_proxy, request, system
):
    proxy = make_proxy()
    put = request.getfixturevalue(f"set_on_{system}")
    if system == "windows":
        put(ProxyEnable=1, ProxyServer=f"127.0.0.1:{proxy.port}", ProxyOverride="")
    else:
        put({"http": f"http://127.0.0.1:{proxy.port}"})
    server.reply(200, "direct")
    assert read_all(transport, Request(method="GET", url=server.url)) == (200, b"direct")
    assert proxy.asked == []
