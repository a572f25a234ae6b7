# SPDX-License-Identifier: GPL-3.0-or-later
"""When to ask again, and after how long: pure values, no clock of their own."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ..errors import BadResponse, ConnectionFailed, DownloadIncomplete, RateLimited, ServerFault


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """Capped exponential back-off with jitter, for calls that cost nothing. Never used for a paid submission."""

    attempts: int = 5
    """How often something is tried in all."""
    first_delay_seconds: float = 1.0
    longest_delay_seconds: float = 20.0
    longest_wish_seconds: float = 120.0
    """If the service asks for a longer pause than this, the call ends with its error and the caller makes the pause."""

    def again(self, error: Exception, attempt: int) -> bool:
        """Say whether to try again after the attempt of this number (the first is 1) ended with this error."""
        wish = wish_seconds(error)
        if attempt >= self.attempts or (wish is not None and wish > self.longest_wish_seconds):
            return False
        return is_passing(error)

    def delay_seconds(self, attempt: int, *, retry_after_seconds: float | None, random: float) -> float:
        """Return the pause after the attempt of this number.

        :param retry_after_seconds: the pause the service asked for, kept up to ``longest_wish_seconds``; None for none.
        :param random: from 0 to 1; spreads clients that failed at the same moment.
        """
        steps = min(max(attempt, 1) - 1, 32)
        delay = min(self.first_delay_seconds * 2.0**steps, self.longest_delay_seconds) * (0.5 + random / 2)
        if retry_after_seconds is None:
            return delay
        return min(retry_after_seconds, self.longest_wish_seconds) + random * self.first_delay_seconds


def is_passing(error: Exception) -> bool:
    """Say whether the trouble may be gone when the same free question is asked again."""
    if isinstance(error, ConnectionFailed):
        return error.passing
    return isinstance(error, RateLimited | ServerFault | BadResponse | DownloadIncomplete)


def wish_seconds(error: Exception) -> float | None:
    """Return the pause the service asked for, None where it did not."""
    return error.retry_after_seconds if isinstance(error, RateLimited | ServerFault) else None


def parse_retry_after(text: str | None, *, now: datetime) -> float | None:
    """Read a ``Retry-After`` header, seconds or a date; None for what is neither.

    :param now: with its time zone.
    """
    if text is None or len(text) > 64:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            then = parsedate_to_datetime(text)
            if then.tzinfo is None:
                then = then.replace(tzinfo=UTC)
            seconds = max(0.0, (then - now).total_seconds())
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
