# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports of this machine."""

import socket


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
