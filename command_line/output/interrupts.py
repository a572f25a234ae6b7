# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C, and a polite end from outside, come through as KeyboardInterrupt. Blender takes Ctrl+C for itself."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let both signals raise KeyboardInterrupt; afterwards they do again what they did before."""
    before = {number: signal.signal(number, _interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            # None stands for a handler that is not Python's and cannot be put back: the process ends after this.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
