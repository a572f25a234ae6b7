# SPDX-License-Identifier: GPL-3.0-or-later
"""A host of several addresses is reached by the first that answers; those that swallow everything are passed."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from rodin_props.api.errors import Cause, ConnectionFailed
from rodin_props.api.http import transport as transports
from rodin_props.api.http.dial import dial
from rodin_props.api.http.transport import Request
from rodin_props.errors import Stopped
from support.api.calls import read_all
from support.clock import Clock
from support.ports import closed_port

DEAD_V6, DEAD_V4 = ("2001:db8::1", "2001:db8::2"), ("192.0.2.1", "192.0.2.2")
"""Addresses for documentation: nobody has them."""


class Line:
    """The sockets of this process: what they do, in order; those to dead addresses go to where nobody takes them in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, full_port: int) -> None:
        self.done: list[tuple[str, str]] = []
        self._addresses: list[tuple[str, int]] = []
        line, lookup, real = self, socket.getaddrinfo, socket.socket

        class Socket(real):
            name = ""

            def connect(self, address):
                self.name = address[0]
                line.done.append(("connect", self.name))
                if self.name in DEAD_V6 + DEAD_V4:
                    if self.gettimeout() != 0:
                        raise TimeoutError  # which is what waiting would end in
                    address = ("127.0.0.2", full_port) if ":" not in self.name else ("::ffff:127.0.0.2", full_port)
                return super().connect(address)

            def close(self):
                if self.name:
                    line.done.append(("close", self.name))
                super().close()

        def found(host, port, *args, **options):
            if host != "api.rodin.example":
                return lookup(host, port, *args, **options)
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (name, number or port, 0, 0))
                if ":" in name
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, number or port))
                for name, number in self._addresses
            ]

        monkeypatch.setattr(socket, "socket", Socket)
        monkeypatch.setattr(socket, "getaddrinfo", found)

    def leads_to(self, *addresses: str | tuple[str, int]) -> None:
        """What the name api.rodin.example stands for; with a port, whatever is asked for."""
        self._addresses = [(each, 0) if isinstance(each, str) else each for each in addresses]

    @property
    def tried(self) -> list[str]:
        return [name for what, name in self.done if what == "connect"]


@pytest.fixture
def full() -> Iterator[int]:
    """A port of 127.0.0.2 where all places to wait are taken: more who come hear nothing."""
    with contextlib.ExitStack() as kept:
        listener = kept.enter_context(socket.create_server(("127.0.0.2", 0), backlog=0))
        for _ in range(8):
            waiting = kept.enter_context(socket.socket())
            waiting.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                waiting.connect(listener.getsockname())
        yield listener.getsockname()[1]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, full: int) -> Line:
    return Line(monkeypatch, full)


def test_a_dead_address_is_not_waited_for(line, server, transport):
    server.reply(200, "here")
    line.leads_to(DEAD_V6[0], "127.0.0.1")
    for _ in range(2):
        line.done.clear()
        answer = read_all(transport, Request(method="GET", url=f"http://api.rodin.example:{server.port}/"))
        assert answer == (200, b"here")
        # The second is tried while the first is still under way.
        assert line.done[:3] == [("connect", DEAD_V6[0]), ("connect", "127.0.0.1"), ("close", DEAD_V6[0])]


def test_an_address_whose_places_are_all_taken_is_not_waited_for(line, full, server, transport):
    server.reply(200, "here")
    line.leads_to(("127.0.0.2", full), "127.0.0.1")
    answer = read_all(transport, Request(method="GET", url=f"http://api.rodin.example:{server.port}/"))
    assert answer == (200, b"here")
    order = [each for each in line.done if each[1] == "127.0.0.2" or each[0] == "connect"]
    assert order == [("connect", "127.0.0.2"), ("connect", "127.0.0.1"), ("close", "127.0.0.2")]


def test_the_families_are_tried_by_turns_beginning_with_the_systems_choice(line):
    for addresses, order in (
        ((*DEAD_V6, *DEAD_V4), [DEAD_V6[0], DEAD_V4[0], DEAD_V6[1], DEAD_V4[1]]),
        ((DEAD_V4[0], *DEAD_V6), [DEAD_V4[0], DEAD_V6[0], DEAD_V6[1]]),
    ):
        line.done.clear()
        line.leads_to(*addresses)
        with pytest.raises(TimeoutError):
            dial("api.rodin.example", 443, timeout_seconds=2, clock=_steps(0.3))
        assert line.tried == order
        assert sorted(name for what, name in line.done if what == "close") == sorted(order)


def test_all_addresses_together_have_the_time_of_one(line):
    line.leads_to(*DEAD_V6, *DEAD_V4)
    with pytest.raises(TimeoutError):
        dial("api.rodin.example", 443, timeout_seconds=15, clock=_steps(10.0))
    assert line.tried == [DEAD_V6[0]]


def test_a_service_none_of_whose_addresses_answers_is_told(line, transport, monkeypatch):
    monkeypatch.setattr(transports, "CONNECT_SECONDS", 0.6)
    line.leads_to(DEAD_V6[0], DEAD_V4[0])
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url="https://api.rodin.example/", json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.TIMEOUT, False)
    assert line.tried == [DEAD_V6[0], DEAD_V4[0]]


def test_a_refusal_is_followed_at_once_by_the_next_address(line, server, transport):
    server.reply(200, "here")
    line.leads_to(("::1", closed_port()), ("127.0.0.3", closed_port()), "127.0.0.1")
    clock = Clock()  # which stands still, so no next attempt is due
    with dial("api.rodin.example", server.port, timeout_seconds=15, clock=clock) as sock:
        assert sock.getpeername()[1] == server.port
        assert sock.gettimeout() == 15
    assert line.tried == ["::1", "127.0.0.3", "127.0.0.1"]


def test_where_every_address_refuses_the_service_cannot_be_reached(line, transport):
    port = closed_port()
    line.leads_to(("::1", port), ("127.0.0.1", port))
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url="https://api.rodin.example/", json=b"{}"))
    assert caught.value.cause is Cause.REFUSED


def test_a_wish_to_stop_is_heard_while_connecting(line, transport):
    line.leads_to(DEAD_V6[0], DEAD_V4[0])
    asked = iter([False] * 3)
    with pytest.raises(Stopped):
        read_all(transport, Request(method="GET", url="https://api.rodin.example/", stop=lambda: next(asked, True)))
    assert [name for what, name in line.done if what == "close"] == line.tried


def _steps(seconds: float) -> Callable[[], float]:
    """A clock that goes on at each look."""
    looks = count()
    return lambda: next(looks) * seconds
