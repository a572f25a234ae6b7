# SPDX-License-Identifier: GPL-3.0-or-later
"""How much may be spent: never more than was agreed to."""

from .call import Call, End, Outcome

_LITTLE = 1e-6


class Purse:
    """Holds the credits that may be spent.

    :param limit: in credits.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.spent = 0.0
        self.closed = ""
        """Why nothing more is spent; "" as long as something may be."""

    def refusal(self, call: Call, *, balance: float | None) -> str:
        """Return why a call is not made; "" where it may be."""
        if self.closed:
            return self.closed
        if self.spent + call.worst_price > self.limit + _LITTLE:
            return (
                f"it may cost {call.worst_price:g} credits, and {max(0.0, self.limit - self.spent):g} are left to spend"
            )
        if balance is not None and balance < call.worst_price - _LITTLE:
            return f"it may cost {call.worst_price:g} credits, and the account has {balance:g}"
        return ""

    def pay(self, call: Call, outcome: Outcome) -> None:
        """Count what a call cost; where nobody says what, its worst price. Close at a surprise."""
        charged = outcome.charged
        unknown = charged is None or outcome.end is End.UNCERTAIN
        self.spent += max(call.worst_price, charged or 0.0) if unknown else charged or 0.0
        if charged is not None and charged > call.worst_price + _LITTLE:
            self.closed = f"{call.name} cost {charged:g} credits, listed {call.price:g}: nothing more is spent"
