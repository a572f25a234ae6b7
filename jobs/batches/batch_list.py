# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of props as values: read, and checked as a whole."""

from pathlib import Path

from .problems import ListProblem, ListRefused
from .rows import Row, read_row
from .style import PLAIN, Style
from .table import read_table


def read_list(path: Path, style: Style = PLAIN) -> tuple[Row, ...]:
    """Read and check a list, as far as that is seen without opening its pictures; nothing is sent.

    :raises ListRefused: with all that is wrong in all its rows.
    """
    rows, problems = read_rows(path, style)
    if problems:
        raise ListRefused(path.name, problems)
    return rows


def read_rows(path: Path, style: Style = PLAIN) -> tuple[tuple[Row, ...], tuple[ListProblem, ...]]:
    """Return all rows, those that cannot be made with what could be read of them, and all that is wrong, by row.

    :raises ListRefused: it cannot be read at all.
    """
    table = read_table(path)
    problems = list(table.problems)
    rows: list[Row] = []
    for written in table.rows:
        row, found = read_row(written, style, folder=path.parent)
        rows.append(row)
        problems += found
    return tuple(rows), tuple(sorted(problems, key=lambda problem: problem.row))
