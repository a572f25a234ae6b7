# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call costs: by the documentation, and by what an account was charged for the same before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

_LEAST = 0.005
"""Credits; smaller differences are those of rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Credits that something costs.

    :param up_to: it may cost less.
    """

    credits: float
    up_to: bool = False

    @property
    def words(self) -> str:
        """The price in words: “0.5 credits”, “1 credit”, “up to 1.5 credits”."""
        unit = "credit" if self.credits == 1 else "credits"
        return f"{'up to ' if self.up_to else ''}{self.credits:g} {unit}"

    def times(self, count: int) -> "Price":
        """Return what so many cost together."""
        return replace(self, credits=self.credits * count)

    def agrees_with(self, consumed_credits: float) -> bool:
        """Say whether exactly this was charged."""
        return abs(self.credits - consumed_credits) < _LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrice:
    """What something costs by the documentation, which may be wrong or outdated.

    :param priced_by: all that the price depends on, such as “Gen-2.5-High|HighPack|extreme-high” or “textures”. What
        an account was really charged is remembered under it, so the words that are in use must not change.
    """

    priced_by: str
    price: Price

    def known_from(self, charged: Mapping[str, float]) -> Price:
        """Return what it really costs, as far as that is known.

        :param charged: credits that the account was charged the last time, by ``priced_by``.
        """
        credits_charged = charged.get(self.priced_by)
        return self.price if credits_charged is None else Price(credits=credits_charged)
