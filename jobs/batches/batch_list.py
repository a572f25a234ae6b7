# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of props as a value: read, and checked as a whole."""

from dataclasses import dataclass
from pathlib import Path

from .problems import ListRefused
from .rows import Row, read_row
from .style import PLAIN, Style
from .table import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchList:
    """A list that can be made, as far as that is seen without opening its pictures."""

    path: Path
    rows: tuple[Row, ...]


def read_list(path: Path, style: Style = PLAIN) -> BatchList:
    """Read and check a list; nothing is sent.

    :raises ListRefused: with all that is wrong in all its rows.
    """
    table = read_table(path)
    problems = list(table.problems)
    rows: list[Row] = []
    for written in table.rows:
        row, found = read_row(written, style, folder=path.parent)
        rows.append(row)
        problems += found
    if problems:
        raise ListRefused(path.name, sorted(problems, key=lambda problem: problem.row))
    return BatchList(path=path, rows=tuple(rows))
