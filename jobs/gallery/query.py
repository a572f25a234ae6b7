# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gallery is asked for, and what it answers."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..states import State
from .costs import Cost, Sum


class Order(StrEnum):
    """How jobs are sorted. What is alike stands newest first."""

    NEWEST = "NEWEST"
    OLDEST = "OLDEST"
    NAME = "NAME"
    """As people read names, whatever their case; numbers in them count as numbers."""
    COST = "COST"
    """The dearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQuery:
    """Which jobs are wanted, and in which order. The default: all, newest first."""

    words: str = ""
    """All of these words, or parts of words, are in name or prompt; case and the encoding of accents do not count."""
    states: frozenset[State] = frozenset()
    """Empty: whatever their state."""
    sources: frozenset[str] = frozenset()
    """Words of ``session.sources``; empty: whatever their source."""
    blend_path: str | None = None
    """The .blend they belong to, "" for none that was ever saved; None: whatever their file."""
    from_day: date | None = None
    """Made on this day of the artist's clock or later; None: however old."""
    to_day: date | None = None
    """Made on this day of the artist's clock or earlier; None: however new."""
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFacts:
    """What the gallery knows of a job without reading it whole."""

    id: str
    revision: int
    """Another one after the job was written to."""
    name: str
    prompt: str
    state: State
    source: str
    """A word of ``session.sources``."""
    blend_path: str
    """The .blend that it was asked for in, or else the first one that it landed in; "" for one that was never saved."""
    created_at: float
    """Seconds since the epoch."""
    day: date
    """On which it was made, by the artist's clock."""
    cost: Cost
    """With its earlier attempts."""
    folder: str
    """The job's own folder."""
    has_model: bool
    """The model was fetched."""
    may_be_fetched: bool
    """The service accepted it and did not say that there is nothing to be fetched; it forgets it after some days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Jobs that were found."""

    ids: tuple[str, ...] = ()
    """In the order that was asked for."""
    sum: Sum = field(default_factory=Sum)
    """What they cost together."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSum:
    """What was spent for one .blend."""

    blend_path: str
    """"" for files that were never saved."""
    sum: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """What was spent on one day of the artist's clock."""

    day: date
    sum: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be filtered by: everything that occurs, each with how many jobs it has."""

    states: tuple[tuple[State, int], ...] = ()
    """In the order that jobs pass them."""
    sources: tuple[tuple[str, int], ...] = ()
    """By their words."""
    files: tuple[tuple[str, int], ...] = ()
    """Paths of .blends, the one with the newest job first."""
    days: tuple[tuple[date, int], ...] = ()
    """Newest first."""
