# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist wants to see of all jobs. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from ...jobs.gallery.query import JobQuery, Order
from ...jobs.states import ACTIVE, State

if TYPE_CHECKING:
    from collections.abc import Set


class Filter(StrEnum):
    """By what jobs are filtered."""

    GROUP = "GROUP"
    SOURCE = "SOURCE"
    FILE = "FILE"
    DAY = "DAY"


class Group(StrEnum):
    """States that are one thing to an artist."""

    RUNNING = "RUNNING"
    READY = "READY"
    LANDED = "LANDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return _GROUP_LABELS[self]

    @property
    def states(self) -> Set[State]:
        """Those that belong to it."""
        return _GROUP_STATES[self]


_GROUP_LABELS = {
    Group.RUNNING: "Running",
    Group.READY: "Ready",
    Group.LANDED: "In a Scene",
    Group.FAILED: "Failed",
    Group.CANCELLED: "Cancelled",
}
_GROUP_STATES = {
    Group.RUNNING: ACTIVE,
    Group.READY: frozenset({State.READY}),
    Group.LANDED: frozenset({State.IMPORTED}),
    Group.FAILED: frozenset({State.FAILED, State.UNCERTAIN}),
    Group.CANCELLED: frozenset({State.CANCELLED}),
}


class Period(StrEnum):
    """Days up to today."""

    TODAY = "TODAY"
    WEEK = "WEEK"
    MONTH = "MONTH"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return "Today" if self is Period.TODAY else f"Last {self.days} Days"

    @property
    def days(self) -> int:
        """How many, with today."""
        return {"TODAY": 1, "WEEK": 7, "MONTH": 30}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which jobs are to be seen, in which order. The default: all, newest first."""

    words: str = ""
    """As the artist wrote them."""
    group: Group | None = None
    source: str | None = None
    """A word of ``session.sources``."""
    file: str | None = None
    """Path of a .blend, "" for those that were never saved."""
    day: Period | date | None = None
    order: Order = Order.NEWEST

    @property
    def are_set(self) -> bool:
        """Something may be left out."""
        return bool(self.words.strip()) or (self.group, self.source, self.file, self.day) != (None,) * 4

    def query(self, today: date) -> JobQuery:
        """Return what the gallery is to be asked for."""
        first, last = _days(self.day, today)
        return JobQuery(
            words=self.words,
            states=frozenset() if self.group is None else frozenset(self.group.states),
            sources=frozenset() if self.source is None else frozenset({self.source}),
            blend_path=self.file,
            from_day=first,
            to_day=last,
            order=self.order,
        )


def filtered(filters: Filters, by: str, value: str | None) -> Filters:
    """Return the same with one filter set, or taken away.

    :param by: a word of ``Filter``.
    :param value: its value as a word; None to let all through.
    :raises ValueError: there is no such value, or no such filter.
    """
    match Filter(by):
        case Filter.GROUP:
            return replace(filters, group=None if value is None else Group(value))
        case Filter.SOURCE:
            return replace(filters, source=value)
        case Filter.FILE:
            return replace(filters, file=value)
        case Filter.DAY:
            return replace(filters, day=None if value is None else _day_of(value))


def _day_of(word: str) -> Period | date:
    return Period(word) if word in set(Period) else date.fromisoformat(word)


def _days(day: Period | date | None, today: date) -> tuple[date | None, date | None]:
    if isinstance(day, Period):
        return today - timedelta(days=day.days - 1), None
    return day, day
