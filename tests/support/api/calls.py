# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that a transport sends to a scripted server."""

from typing import Any

from rodin_props.api.http.transport import Request, RequestsTransport

from .scripted_server import ScriptedServer


def post_to(server: ScriptedServer, **values: Any) -> Request:
    """A small request with what a test does not care about filled in."""
    return Request(method="POST", url=f"{server.url}/a", json=b"{}", **values)


def read_all(transport: RequestsTransport, request: Request) -> tuple[int, bytes]:
    """Send it, and read the answer to its end: the status and the body."""
    with transport.open(request) as stream:
        body = b""
        while piece := stream.read(65_536):
            body += piece
        return stream.status_code, body
