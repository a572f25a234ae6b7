# SPDX-License-Identifier: GPL-3.0-or-later
"""One open question, and its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ..asking.service import Service
from ..calls.call import End, Outcome


class Verdict(StrEnum):
    """What has become of an assumption."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    NOT_TRIED = "not tried"
    UNCLEAR = "could not be told"


class Finding(NamedTuple):
    """A verdict, and what was seen."""

    verdict: Verdict
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open question.

    :param assumes: what the product takes for granted.
    :param assumed_by: the modules that do.
    :param calls: the paid calls of which any answers it, the one to pay for first; none where asking is free.
    :param judge: tells from what came back; is asked only where one of the calls was made.
    """

    name: str
    asks: str
    assumes: str
    assumed_by: str
    calls: tuple[str, ...] = ()
    judge: Callable[["Evidence"], Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What there is to judge by.

    :param outcomes: of the paid calls that were made, by name.
    :param free_balances: before and after the free questions.
    :param old_tasks: (task uuid, seconds since 1970) of earlier runs.
    :param of: the question's own paid calls.
    """

    service: Service
    outcomes: Mapping[str, Outcome]
    free_balances: tuple[float, float] | None = None
    old_tasks: tuple[tuple[str, float], ...] = ()
    of: tuple[str, ...] = ()

    def outcome(self) -> Outcome:
        """Return the first of the question's calls that ended well, else the first that was made."""
        made = [self.outcomes[name] for name in self.of if name in self.outcomes]
        return next((each for each in made if each.end is End.DONE), made[0])


def holds(seen: str) -> Finding:
    """Say that the assumption holds."""
    return Finding(Verdict.HOLDS, seen)


def fails(seen: str) -> Finding:
    """Say that the assumption does not hold."""
    return Finding(Verdict.DOES_NOT_HOLD, seen)


def unclear(seen: str) -> Finding:
    """Say that what came back does not tell."""
    return Finding(Verdict.UNCLEAR, seen)


def either(true: bool, seen: str) -> Finding:
    """Say whether the assumption holds."""
    return holds(seen) if true else fails(seen)
