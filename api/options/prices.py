# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call costs: by the documentation, and by what an account was charged for the same before."""

from collections.abc import Mapping
from typing import NamedTuple

_LEAST_CREDITS = 0.005
"""Smaller differences are those of rounding."""


class Price(NamedTuple):
    """Credits that something costs."""

    credits: float
    up_to: bool = False
    """It may cost less."""

    @property
    def words(self) -> str:
        """The price in words: “0.5 credits”, “1 credit”, “up to 1.5 credits”."""
        amount = f"{self.credits:g}"
        return f"{'up to ' if self.up_to else ''}{amount} {'credit' if amount == '1' else 'credits'}"

    def times(self, number: int) -> "Price":
        """Return what so many cost together."""
        return self._replace(credits=self.credits * number)

    def agrees_with(self, consumed_credits: float) -> bool:
        """Say whether so much was to be expected."""
        return abs(self.credits - consumed_credits) < _LEAST_CREDITS


class ListPrice(NamedTuple):
    """What something costs by the documentation, which may be wrong or outdated."""

    priced_by: str
    """All that the price depends on, such as “Gen-2.5-High|HighPack|extreme-high” or “textures”. What an account was
    really charged is remembered under it, so the words that are in use must not change."""
    price: Price

    def known_from(self, charged: Mapping[str, float]) -> Price:
        """Return what it really costs, as far as that is known.

        :param charged: credits that the account was charged the last time, by ``priced_by``.
        """
        credits_charged = charged.get(self.priced_by)
        return self.price if credits_charged is None else Price(credits=credits_charged)
