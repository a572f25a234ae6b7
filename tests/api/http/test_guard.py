# SPDX-License-Identifier: GPL-3.0-or-later
"""The watch over a connection, on a clock of our own."""

import pytest
from rodin_props.api.http.guard import Guard, GuardedSocket
from rodin_props.errors import Stopped
from support.clock import Clock


class TricklingSocket:
    """Takes and gives one byte at a time; each one takes a while. Now and then it needs a second try."""

    def __init__(self, clock: Clock, seconds_per_byte: float) -> None:
        self.clock = clock
        self.seconds_per_byte = seconds_per_byte
        self.sent = bytearray()
        self.tries = 0

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0
        self.timeout = seconds

    def _pass(self) -> None:
        self.tries += 1
        if self.seconds_per_byte > self.timeout:
            self.clock.now += self.timeout
            raise TimeoutError
        if self.tries % 3 == 0:
            raise TimeoutError
        self.clock.now += self.seconds_per_byte

    def send(self, data: memoryview) -> int:
        self._pass()
        self.sent += data[:1]
        return 1

    def recv_into(self, buffer: memoryview) -> int:
        self._pass()
        buffer[:1] = b"x"
        return 1

    def makefile(self, *_args: object, **_options: object):
        return self

    def close(self) -> None: ...

    def getpeername(self) -> str:
        return "peer"


def _watched(seconds_per_byte: float, **limits: float) -> tuple[TricklingSocket, GuardedSocket]:
    clock = Clock()
    limits = {"deadline_seconds": 1e9, "stall_seconds": 1e9, **limits}
    sock = TricklingSocket(clock, seconds_per_byte)
    return sock, GuardedSocket(sock, Guard(clock=clock, **limits))


def test_a_slow_line_gets_everything_through():
    sock, guarded = _watched(1.0, stall_seconds=5)
    guarded.sendall(b"hello" * 20)
    assert sock.sent == b"hello" * 20
    with guarded.makefile("rb") as file:
        assert file.read(100) == b"x" * 100


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param({"deadline_seconds": 50}, id="total time"),
        pytest.param({"stall_seconds": 0.5}, id="standstill"),
        pytest.param({"minimum_bytes_per_second": 2}, id="trickle"),
    ],
)
def test_no_limit_is_overrun(limits):
    _, guarded = _watched(1.0, **limits)
    with pytest.raises(TimeoutError), guarded.makefile("rb") as file:
        file.read(1_000)
    _, guarded = _watched(1.0, **limits)
    with pytest.raises(TimeoutError):
        guarded.sendall(b"x" * 1_000)


def test_a_line_just_fast_enough_is_left_alone():
    _, guarded = _watched(0.5, minimum_bytes_per_second=1.9)
    with guarded.makefile("rb") as file:
        assert len(file.read(1_000)) == 1_000


def test_a_wish_to_stop_is_heard_while_waiting():
    asked = iter([False, False, True])
    sock = TricklingSocket(Clock(), 1.0)
    guarded = GuardedSocket(sock, Guard(deadline_seconds=60, stall_seconds=60, stop=lambda: next(asked)))
    with pytest.raises(Stopped), guarded.makefile("rb") as file:
        file.read(10)


def test_who_may_be_stopped_looks_up_often():
    seen = []
    guard = Guard(deadline_seconds=60, stall_seconds=60, stop=lambda: bool(seen))
    assert guard.seconds_left() < 1
    seen.append(True)
    with pytest.raises(Stopped):
        guard.seconds_left()


def test_all_else_is_the_sockets_own():
    _, guarded = _watched(1.0)
    assert guarded.getpeername() == "peer"


def test_tls_inside_tls_is_not_sent_twice_where_it_timed_out():
    clock = Clock()
    sock = TricklingSocket(clock, seconds_per_byte=0.1)
    guard = Guard(deadline_seconds=60, stall_seconds=5, stop=lambda: False, clock=clock)
    with pytest.raises(TimeoutError):
        GuardedSocket(sock, guard, resumable=False).sendall(b"hello")
    assert (sock.tries, sock.timeout, sock.sent) == (3, 5, b"he")
