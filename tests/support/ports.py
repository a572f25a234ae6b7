# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports of this machine."""

import socket

_held: list[socket.socket] = []


def closed_port() -> int:
    """A port of 127.0.0.1 where nobody listens, and where nobody can begin to as long as this process lives."""
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))  # and never listens: a port that is free would go to the next who asks for one
    _held.append(holder)
    port: int = holder.getsockname()[1]
    return port
