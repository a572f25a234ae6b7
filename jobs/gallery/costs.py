# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs cost: as the service charged, or as the button said while nobody knows better."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a job cost in all its attempts, in credits."""

    charged: float = 0.0
    """What the service said that it took."""
    estimated: float = 0.0
    """For payments of which it said nothing: what the button had said."""

    @property
    def credits(self) -> float:
        """Both together."""
        return self.charged + self.estimated

    @property
    def is_estimate(self) -> bool:
        """Not all of it is known from the service."""
        return self.estimated > 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(charged=self.charged + other.charged, estimated=self.estimated + other.estimated)


FREE = Cost()
"""Nothing was sent, or it was paid elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What several jobs cost together."""

    jobs: int = 0
    """How many there are."""
    cost: Cost = FREE
    removed: float = 0.0
    """The part of ``cost``, in credits, that went into jobs that are not in the list any more."""


def cost_of(consumed: float | None, estimated: float) -> Cost:
    """Return what one payment cost.

    :param consumed: what the service said, in credits; None if it said nothing.
    :param estimated: what the button said, or the list of prices.
    """
    if consumed is not None:
        return Cost(charged=max(0.0, consumed))
    return Cost(estimated=max(0.0, estimated))


def total(costs: Iterable[Cost]) -> Cost:
    """Return what all of these cost together."""
    charged = estimated = 0.0
    for cost in costs:
        charged += cost.charged
        estimated += cost.estimated
    return Cost(charged=charged, estimated=estimated)


def credit_words(cost: Cost, *, unit: bool = True) -> str:
    """Return what something cost: “0.5 credits”, “about 0.5 credits” where the service did not say; "" for nothing."""
    if not cost.credits:
        return ""
    amount = f"{cost.credits:,.6g}"
    if not unit:
        return f"~{amount}" if cost.is_estimate else amount
    return f"{'about ' if cost.is_estimate else ''}{amount} credit{'' if amount == '1' else 's'}"
