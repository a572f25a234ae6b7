# SPDX-License-Identifier: GPL-3.0-or-later
"""What a measurement gives: figures with their bounds, and how they are written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number."""

    what: str
    value: float
    unit: str
    bound: float | None = None
    """The most it may be; None for what is only told to compare with."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured divided by bound."""
        return self.value / self.bound if self.bound else None

    @property
    def holds(self) -> bool:
        """Whether it keeps its bound."""
        return self.bound is None or self.value <= self.bound


def table_of(figures: Iterable[Figure]) -> Table:
    """The figures as a table: what, measured, bound, and the ratio of the two."""
    table = Table("What", box=None, pad_edge=False)
    for heading in ("Measured", "Bound", "Ratio"):
        table.add_column(heading, justify="right", no_wrap=True)
    for each in figures:
        what = f"{each.what} [dim]{each.note}[/dim]" if each.note else each.what
        bound = "" if each.bound is None else f"≤ {_number(each.bound)} {each.unit}"
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        style = "" if each.holds else "bold red"
        table.add_row(what, f"{_number(each.value)} {each.unit}", bound, ratio, style=style)
    return table


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
