# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gallery shows at once. Plain values, for drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ...jobs.gallery.query import Choices, Found
from .filters import Filters

if TYPE_CHECKING:
    from ...jobs.gallery.costs import Cost, Sum
    from ...jobs.gallery.query import DaySum, FileSum
    from ...jobs.job import Job


class View(StrEnum):
    """How jobs are laid out."""

    LIST = "LIST"
    GRID = "GRID"

    @property
    def page_size(self) -> int:
        """How many jobs are shown at once."""
        return 20 if self is View.LIST else 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One job of a page."""

    job: Job
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of what was found."""

    shown: tuple[Shown, ...] = ()
    number: int = 0
    """From 0."""
    size: int = View.LIST.page_size
    """How many jobs a full page has."""
    found: Found = field(default_factory=Found)
    filters: Filters = field(default_factory=Filters)
    """By which it was found."""
    choices: Choices = field(default_factory=Choices)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """In the order that was asked for."""
        return tuple(each.job for each in self.shown)

    @property
    def first(self) -> int:
        """Number of the page's first job among all, from 1."""
        return self.number * self.size + 1

    @property
    def last(self) -> int:
        """Number of the page's last job among all."""
        return self.number * self.size + len(self.shown)

    @property
    def has_next(self) -> bool:
        """There is a page behind it."""
        return self.last < self.found.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What all jobs cost, those that are not in the list any more as well."""

    sum: Sum
    by_day: tuple[DaySum, ...] = ()
    """Newest first."""
    by_file: tuple[FileSum, ...] = ()
    """The dearest first."""
