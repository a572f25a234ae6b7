# SPDX-License-Identifier: GPL-3.0-or-later
"""Days by the clock of the artist's computer, with its summer time."""

import time
from datetime import date


def day_of(at: float) -> date:
    """Return the day of a moment in seconds since the epoch; 1970-01-01 for what no clock can have said."""
    try:
        told = time.localtime(at)
    except (OverflowError, ValueError, OSError):
        return date(1970, 1, 1)
    return date(told.tm_year, told.tm_mon, told.tm_mday)
