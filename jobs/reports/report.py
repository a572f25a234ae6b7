# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report tells. Plain values: who has other rows than those of jobs makes them."""

from dataclasses import dataclass
from pathlib import Path

from ..gallery.costs import FREE, Cost, total
from ..states import ACTIVE, State


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One prop that somebody wanted."""

    name: str
    state: State | None = None
    """None: it was not ordered."""
    sentence: str = ""
    """Why it failed, is unclear, waits or was not ordered; "" if there is nothing to say."""
    sent: tuple[Path, ...] = ()
    """Picture files, in order; they may be missing."""
    came: Path | None = None
    """The picture file of the result; it may be missing."""
    prompt: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Labels and values, as people read them."""
    note: str = ""
    """What else identifies it, such as “Row 12”; shown as it is."""
    cost: Cost = FREE
    """What was spent, or may have been."""
    expected_credits: float = 0.0
    """What it will probably cost, as long as nothing was sent."""
    sent_at: float | None = None
    """When it was paid for the last time, in seconds since the epoch; None if it was not sent."""
    seconds: float | None = None
    """From when it was sent to its end, by the wall clock; None if it was not sent or has not ended."""

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The files that the page shows: the first one sent, and the one that came."""
        return *self.sent[:1], *(() if self.came is None else (self.came,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A page."""

    title: str
    """Shown as it is: it may be what the artist named."""
    about: tuple[str, ...] = ()
    """Sentences on what all rows share, in the language of the page."""
    written_at: float
    """Seconds since the epoch."""
    rows: tuple[ReportRow, ...]

    @property
    def finished(self) -> int:
        """How many props there are."""
        return self._count(frozenset({State.READY, State.IMPORTED}))

    @property
    def going_on(self) -> int:
        """How many are on their way."""
        return self._count(ACTIVE)

    @property
    def failed(self) -> int:
        """How many came to nothing."""
        return self._count(frozenset({State.FAILED}))

    @property
    def unclear(self) -> int:
        """How many may have been paid without an answer."""
        return self._count(frozenset({State.UNCERTAIN}))

    @property
    def cancelled(self) -> int:
        """How many the artist stopped."""
        return self._count(frozenset({State.CANCELLED}))

    @property
    def not_ordered(self) -> int:
        """How many were never ordered."""
        return self._count(frozenset({None}))

    def _count(self, states: frozenset[State] | frozenset[None]) -> int:
        return sum(row.state in states for row in self.rows)

    @property
    def cost(self) -> Cost:
        """What all rows cost so far."""
        return total(row.cost for row in self.rows)

    @property
    def expected_credits(self) -> float:
        """What will probably be spent yet."""
        return sum(row.expected_credits for row in self.rows)
