# SPDX-License-Identifier: GPL-3.0-or-later
"""Presigned links: made for one file, signed, and good for a while."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from .clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a valid link gives access to."""

    task_uuid: str
    file_name: str


class LinkRefused(Exception):
    """A link that is not good. `code` is the object storage's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Links:
    """Makes and checks links, as object storage with presigned addresses does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self.origin = ""

    def link(self, *, task_uuid: str, file_name: str, lifetime_seconds: float) -> str:
        """Return an address that serves this file until it expires."""
        path = f"/{task_uuid}/{quote(file_name, safe='')}"
        query = {
            "X-Tos-Algorithm": "TOS4-HMAC-SHA256",
            "X-Tos-Date": self._clock.wall().strftime("%Y%m%dT%H%M%SZ"),
            "X-Tos-Expires": f"{lifetime_seconds:g}",
            "X-Tos-Sandbox-Until": f"{self._clock.now() + lifetime_seconds:.3f}",
        }
        query["X-Tos-Signature"] = self._sign(task_uuid, file_name, query["X-Tos-Sandbox-Until"])
        return f"{self.origin}{path}?{urlencode(query)}"

    def check(self, *, task_uuid: str, file_name: str, query: dict[str, str], has_authorization: bool) -> Ticket:
        """Return what a good link gives access to.

        :raises LinkRefused: for a link that is unsigned, altered, expired, or came with a second kind of proof.
        """
        if has_authorization:
            raise LinkRefused("InvalidArgument", "Only one auth mechanism allowed: a signature is in the query already")
        until = query.get("X-Tos-Sandbox-Until", "")
        if not hmac.compare_digest(self._sign(task_uuid, file_name, until), query.get("X-Tos-Signature", "")):
            raise LinkRefused("SignatureDoesNotMatch", "The signature does not match")
        if self._clock.now() > float(until):
            raise LinkRefused("AccessDenied", "Request has expired")
        return Ticket(task_uuid=task_uuid, file_name=file_name)

    def _sign(self, *parts: str) -> str:
        return hmac.new(self._secret, "\n".join(parts).encode(), hashlib.sha256).hexdigest()
