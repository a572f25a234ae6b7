# SPDX-License-Identifier: GPL-3.0-or-later
"""Which questions are asked, which paid calls that takes, and what it costs: known before anything is sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .calls.call import Call
from .calls.table import CALLS
from .questions.question import Question
from .questions.table import QUESTIONS

ALL = "all"


class UnknownQuestion(ValueError):
    """There is no question of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run does.

    :param to_pay: calls that cost credits now, in order.
    :param paid: names of the calls that an interrupted run has paid for.
    """

    to_pay: tuple[Call, ...]
    paid: tuple[str, ...]

    @property
    def price(self) -> float:
        """Credits, as listed."""
        return sum(call.price for call in self.to_pay)

    @property
    def worst_price(self) -> float:
        """Credits at most."""
        return sum(call.worst_price for call in self.to_pay)

    def lines(self) -> list[str]:
        """Return what is told before anything is sent."""
        lines = [f"Free: {', '.join(each.name for each in QUESTIONS.values() if not each.calls)}."]
        if self.paid:
            lines.append(f"An earlier run was interrupted; paid for already: {', '.join(self.paid)}.")
        if not self.to_pay:
            return [*lines, "This spends nothing."]
        lines.append("Paid:")
        for call in self.to_pay:
            price = f"{call.price:g}" if call.price == call.worst_price else f"{call.price:g} to {call.worst_price:g}"
            lines.append(f"  {price:>8}  {call.name}: {call.what}")
            lines.append(f"            answers {', '.join(answered_by(call))}")
        at_most = f", {self.worst_price:g} at most" if self.worst_price > self.price else ""
        return [*lines, f"Together {self.price:g} credits{at_most}."]


def answered_by(call: Call) -> list[str]:
    """Return the names of the questions that a call answers, beside those that any call does."""
    return [each.name for each in QUESTIONS.values() if call.name in each.calls and len(each.calls) < len(CALLS) // 2]


def plan_for(names: Sequence[str], *, paid: Collection[str] = ()) -> Plan:
    """Plan a run for questions by name; "all" stands for all there are.

    :param paid: names of calls that are paid for.
    :raises UnknownQuestion:
    """
    chosen = [_question(name) for name in (QUESTIONS if ALL in names else names)]
    needed = set(paid)
    for question in sorted(chosen, key=lambda each: len(each.calls)):
        if question.calls and not needed & set(question.calls):
            needed |= _with_those_before(question.calls[0])
    return Plan(
        to_pay=tuple(call for name, call in CALLS.items() if name in needed and name not in paid),
        paid=tuple(name for name in CALLS if name in paid),
    )


def _with_those_before(name: str) -> set[str]:
    before = CALLS[name].after
    return {name} | (_with_those_before(before) if before else set())


def _question(name: str) -> Question:
    if name not in QUESTIONS:
        raise UnknownQuestion(f"There is no question {name!r}. Choose from: {', '.join([ALL, *QUESTIONS])}.")
    return QUESTIONS[name]
