# SPDX-License-Identifier: GPL-3.0-or-later
"""What was tried, counted by name, for the table at the end."""

from collections import Counter

TRIED: Counter[str] = Counter()
MEASURED: dict[str, float] = {}


def tried(what: str, times: int = 1) -> None:
    """Count."""
    TRIED[what] += times


def measured(what: str, seconds: float) -> None:
    """Note the longest time that something took. Printed, never asserted: machines differ."""
    MEASURED[what] = max(seconds, MEASURED.get(what, 0.0))
