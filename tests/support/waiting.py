# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for what other processes and threads do: never for a fixed time, always for a condition."""

import time
from collections.abc import Callable
from typing import Any


def wait_until(condition: Callable[[], Any], *, seconds: float = 60.0, what: str = "") -> Any:
    """Return the condition's first true value; fail after so many seconds."""
    value = wait_at_most(seconds, condition)
    assert value, f"waited in vain for {what or condition}"
    return value


def wait_at_most(seconds: float, condition: Callable[[], Any], *, pause_seconds: float = 0.02) -> Any:
    """Return the condition's first true value, or after so many seconds whatever it is then."""
    ends_at = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < ends_at:
        time.sleep(pause_seconds)
    return value
