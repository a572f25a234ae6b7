# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a list, said by row and column, all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import Remedy, RodinError


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProblem:
    """Why a row of a list cannot be made, or the list not be read."""

    row: int = 0
    """As a spreadsheet or an editor counts, from 1; 0 for the list as a whole, or for the style."""
    column: str = ""
    """"": the row as a whole."""
    sentence: str

    def __str__(self) -> str:
        where = f"Row {self.row}" if self.row else ""
        if self.column:
            where = f"{where}, column “{self.column}”" if where else f"“{self.column}”"
        return f"{where}: {self.sentence}" if where else self.sentence


class ListRefused(RodinError):
    """A list, or the style of one, that cannot be made as it is; nothing was sent.

    :param name: of the file.
    :param problems: all that was found, in the order of the rows; at least one.
    """

    code = "LIST_REFUSED"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, name: str, problems: Sequence[ListProblem]) -> None:
        count = f"{len(problems)} things" if len(problems) > 1 else "one thing"
        told = "\n".join(map(str, problems))
        super().__init__(f"“{name}” cannot be made yet, for {count}. Nothing was sent or paid.\n{told}")
        self.problems = tuple(problems)
