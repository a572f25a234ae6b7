# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop costs and how long it takes, in words."""

from ..options.prices import Price
from ..options.types import Tier

_MOST_IN_SECONDS = 100
_ROUNDED_TO_SECONDS = 5


def cost_words(price: Price, tier: Tier, *, measured_seconds: float | None = None) -> str:
    """Return “0.5 credits, about 20 seconds”.

    :param measured_seconds: how long the tier usually took here; None if it never worked here.
    """
    seconds = tier.usual_seconds
    if measured_seconds is not None:
        seconds = max(round(measured_seconds / _ROUNDED_TO_SECONDS), 1) * _ROUNDED_TO_SECONDS
    if seconds is None:  # real calls took half a minute to two; of the finest, only that it takes longer is told
        longer = tier is Tier.GEN_2_5_EXTREME_HIGH
        return f"{price.words}, 1–2 minutes or longer" if longer else f"{price.words}, 1–2 minutes"
    if seconds < _MOST_IN_SECONDS:
        return f"{price.words}, about {seconds} seconds"
    minutes = round(seconds / 60)
    return f"{price.words}, about {minutes} minutes"
