# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers without a network, for tests that ask thousands of times."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


class Canned:
    """A transport that always gives the same answer."""

    def __init__(self, status_code: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status_code, self.headers, self.body = status_code, headers, body

    @contextmanager
    def open(self, request: Any, /) -> Iterator["Canned"]:
        self.left = io.BytesIO(self.body)
        yield self

    def read(self, size_bytes: int) -> bytes:
        return self.left.read(size_bytes)
