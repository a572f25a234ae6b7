# SPDX-License-Identifier: GPL-3.0-or-later
"""What macOS trusts beyond certifi, as its command `security` tells; the command is imitated."""

import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from rodin_props.api.errors import CertificateRefused
from rodin_props.api.http import certificates, keychain
from rodin_props.api.http.transport import Request
from support.api.calls import read_all
from support.certificates import server_context

Answer = Callable[[list[str]], "subprocess.CompletedProcess[bytes]"]


class Security:
    """The command. It lists certificates and trusts some of them."""

    def __init__(self, listed: list[str], trusted: list[str]) -> None:
        self.listed, self.trusted = listed, trusted
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **options: object) -> "subprocess.CompletedProcess[bytes]":
        assert options["stdin"] == subprocess.DEVNULL
        assert 0 < options["timeout"] <= 10
        self.commands.append(command)
        if command[1] == "find-certificate":
            return subprocess.CompletedProcess(command, 0, "\n".join(self.listed).encode(), b"")
        shown = Path(command[command.index("-c") + 1]).read_text().strip()
        return subprocess.CompletedProcess(command, int(shown not in self.trusted), b"", b"")


def _pem(authority: trustme.CA) -> str:
    return authority.cert_pem.bytes().decode().strip()


@pytest.fixture
def security(monkeypatch: pytest.MonkeyPatch, authority: trustme.CA) -> Security:
    """It knows the tests' authority."""
    command = Security([_pem(authority)], [_pem(authority)])
    monkeypatch.setattr(subprocess, "run", command)
    return command


def test_what_the_system_lists_and_trusts_is_returned(security, authority):
    other = trustme.CA()
    security.listed = [_pem(other), "keychain: odd", _pem(authority), _pem(authority)]
    assert keychain.trusted_certificates() == (_pem(authority),)
    assert [command[:2] for command in security.commands] == [
        ["/usr/bin/security", "find-certificate"],
        ["/usr/bin/security", "verify-cert"],
        ["/usr/bin/security", "verify-cert"],
    ]
    assert all("ssl" in command for command in security.commands[1:])


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(FileNotFoundError(2, "not there"), id="not there"),
        pytest.param(subprocess.TimeoutExpired("security", 10), id="silent"),
        pytest.param(subprocess.CompletedProcess([], 44, b"", b""), id="refuses"),
        pytest.param(subprocess.CompletedProcess([], 0, b"\xff\xfe", b""), id="odd"),
    ],
)
def test_a_system_that_does_not_answer_adds_nothing(monkeypatch, act):
    def run(*_: object, **__: object):
        if isinstance(act, Exception):
            raise act
        return act

    monkeypatch.setattr(subprocess, "run", run)
    assert keychain.trusted_certificates() == ()


@pytest.mark.parametrize("trusted", [True, False])
def test_a_service_is_trusted_whose_authority_macos_trusts(
    server, transport, security, authority, monkeypatch, trusted
):
    security.trusted = security.trusted if trusted else []
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda self, purpose=None: None)
    with monkeypatch.context() as macos:
        macos.setattr(sys, "platform", "darwin")
        trust = certificates.gather()
    monkeypatch.setattr("rodin_props.api.http.transport.gather", lambda **_: trust)
    server.tls = server_context(authority.issue_cert("127.0.0.1"))
    server.reply(200, "here")
    request = Request(method="GET", url=server.url.replace("http:", "https:"))
    if trusted:
        assert read_all(transport, request) == (200, b"here")
    else:
        with pytest.raises(CertificateRefused):
            read_all(transport, request)
