# SPDX-License-Identifier: GPL-3.0-or-later
"""Time for tests."""


class Clock:
    """Time that passes only when somebody waits, or when a test says so."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        """Let so much time pass; nobody wishes to stop meanwhile."""
        self.now += seconds
        return False
