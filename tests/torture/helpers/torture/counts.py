# SPDX-License-Identifier: GPL-3.0-or-later
"""What was tried, counted by name, for the table at the end."""

from collections import Counter

TRIED: Counter[str] = Counter()


def tried(what: str, times: int = 1) -> None:
    """Count."""
    TRIED[what] += times
