# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts against a limit of credits a day, and the limit of scripts."""

from dataclasses import dataclass

DAY_SECONDS = 24 * 3600.0
"""For so long a payment counts."""
PAYMENT_CREDITS = "coalesce(max(0.0, consumed_credits), estimated_credits)"
"""Of a row of jobs or past payments: what was charged, or else what the button said; NULL if version 0.1.0 made it,
which did not write that down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLimit:
    """What the artist lets scripts spend."""

    credits: float
    """In any 24 hours, at all services together."""
