# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers whose answers are scripted, and a client that speaks to them."""

from collections.abc import Iterator

import pytest
from rodin_props.api.client import RodinClient
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.http.transport import RequestsTransport
from support.api.scripted_server import ScriptedServer

KEY = "test-key-0123456789"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


@pytest.fixture
def other_server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


class Waits(list[float]):
    """Records what would have been slept."""

    def __call__(self, seconds: float) -> bool:
        self.append(seconds)
        return False


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def api_key() -> str:
    return KEY


@pytest.fixture
def transport() -> RequestsTransport:
    return RequestsTransport(user_agent="RodinPropsTests/1")


@pytest.fixture
def client(server: ScriptedServer, transport: RequestsTransport, waits: Waits) -> RodinClient:
    return RodinClient(
        api_key=KEY, base_url=f"{server.url}/api/v2", transport=transport, wait=waits, retry=RetryPolicy(attempts=3)
    )


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
    for name in (*proxies, "NETRC", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
