# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures as a table on the screen."""

from collections.abc import Iterable

from rich.table import Table

from .figures import Figure, number_text

HEADINGS = ("Median", "Worst", "Bound", "Ratio")


def cells(figure: Figure) -> tuple[str, str, str, str]:
    """Median, worst, bound and ratio, in words."""
    unit = f" {figure.unit}" if figure.unit else ""
    bound = "" if figure.bound is None else f"≤ {number_text(figure.bound)}{unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    worst = f"{number_text(figure.worst)}{unit}" if len(figure.values) > 1 else ""
    return f"{number_text(figure.median)}{unit}", worst, bound, ratio


def table_of(figures: Iterable[Figure]) -> Table:
    """All figures; those that miss their bound are red."""
    table = Table("What", box=None, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for each in figures:
        what = f"{each.what} [dim]{each.note}[/dim]" if each.note else each.what
        table.add_row(what, *cells(each), style="" if each.holds else "bold red")
    return table
