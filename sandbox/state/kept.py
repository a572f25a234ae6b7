# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what takes long to make."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

CACHE_LIMIT = 64

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """What was made last, by fingerprint. What is asked for while it is being made is made once only."""

    def __init__(self) -> None:
        self._by_fingerprint: dict[str, asyncio.Future[_T]] = {}

    async def get(self, fingerprint: str, make: Callable[[], Awaitable[_T]]) -> _T:
        """Return what was made, or is being made; or make it."""
        if fingerprint not in self._by_fingerprint:
            self._by_fingerprint[fingerprint] = asyncio.ensure_future(make())
            while len(self._by_fingerprint) > CACHE_LIMIT:
                self._by_fingerprint.pop(next(iter(self._by_fingerprint)))
        return await asyncio.shield(self._by_fingerprint[fingerprint])
