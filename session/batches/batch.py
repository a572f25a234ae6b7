# SPDX-License-Identifier: GPL-3.0-or-later
"""A list as orders with keys, so that it is known again by its content, and what each of them would do."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...api.errors import PictureRefused
from ...jobs.batches import columns
from ...jobs.batches.batch_list import read_list
from ...jobs.batches.problems import ListProblem, ListRefused
from ...jobs.batches.style import PLAIN, Style
from ...scene.measure.size import Size
from ..inputs import naming
from ..known_files import look_up
from ..orders.order import Order
from ..orders.planning import plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.batches.rows import Row
    from ..known_files import FileFacts
    from ..orders.planning import Plan

_ID_DIGITS = 16
_COLUMNS = {"pictures": columns.PICTURE, "prompt": columns.TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A list that was looked at; nothing was sent."""

    name: str
    """Of the file, without its suffix."""
    id: str
    """The same for the same rows in the same order, 16 hexadecimal digits."""
    rows: tuple[Row, ...]
    """As many as there are orders in the plan, in the same order."""
    plan: Plan

    @property
    def credits(self) -> float:
        """What is paid if it is made now: for rows that are new, and those that were tried and never paid."""
        return self.plan.credits

    @property
    def may_cost_less(self) -> bool:
        """Some of the rows have prices that are the most they may cost."""
        listed = [each.list_price for each in (*self.plan.new.values(), *self.plan.again)]
        return any(each.price.up_to for each in listed)

    @property
    def paid_count(self) -> int:
        """How many rows are paid for if it is made now."""
        return len(self.plan.new) + len(self.plan.again)


def look_at(context: Context, path: Path, style: Style = PLAIN) -> Batch:
    """Read a list and look at all its rows, their pictures included, which may take a second for each of these.

    Works without a key and offline.

    :raises ListRefused: with all that is wrong, by row and column.
    :raises DiskFull, FolderNotWritable, LedgerUnusable:
    """
    path = path.absolute()
    rows = read_list(path, style)
    before = _facts(rows)
    orders, unreadable = orders_of(rows)
    planned = plan(context, orders)
    problems = [*unreadable.values(), *_changed(rows, before)]
    for each in planned.problems:
        if each.index not in unreadable:
            column = _COLUMNS.get(each.field, each.field)
            problems.append(ListProblem(row=rows[each.index].number, column=column, sentence=each.sentence))
    if problems:
        raise ListRefused(path.name, sorted(problems, key=lambda problem: problem.row))
    return Batch(name=path.stem, id=orders[0].batch, rows=rows, plan=planned)


def _facts(rows: Sequence[Row]) -> dict[Path, FileFacts]:
    """Look up the pictures of the rows."""
    return {picture: look_up(picture) for picture in dict.fromkeys(each for row in rows for each in row.sent)}


def _changed(rows: Sequence[Row], before: Mapping[Path, FileFacts]) -> Iterator[ListProblem]:
    """Give the rows whose pictures are others than they were: what would be sent has another key, and is paid twice."""
    after = _facts(rows)
    for row in rows:
        for picture in row.sent:
            if after[picture] != before[picture] and after[picture].is_there:
                sentence = f"“{picture.name}” was changed while the list was looked at. Try again once it is saved."
                yield ListProblem(row=row.number, column=columns.PICTURE, sentence=sentence)


def orders_of(rows: Sequence[Row]) -> tuple[list[Order], dict[int, ListProblem]]:
    """Return the rows as orders with keys, and by their places those whose pictures cannot be read.

    Rows of the same content are told apart by counting them: each is a prop of its own.
    """
    orders: list[Order] = []
    unreadable: dict[int, ListProblem] = {}
    seen: Counter[str] = Counter()
    for index, row in enumerate(rows):
        order = _order(row)
        try:
            content = order.content_key()
        except PictureRefused as error:
            unreadable[index] = ListProblem(row=row.number, column=columns.PICTURE, sentence=str(error))
            content = f"unreadable {row.number}"
        seen[content] += 1
        orders.append(replace(order, key=content if seen[content] == 1 else f"{content}-{seen[content]}"))
    batch = hashlib.sha256("\n".join(order.key for order in orders).encode()).hexdigest()[:_ID_DIGITS]
    return [replace(order, batch=batch) for order in orders], unreadable


def _order(row: Row) -> Order:
    """Return a row as an order without a key, called after what it says itself."""
    own_picture = row.pictures[0] if row.pictures else None
    return Order(
        name=row.name or naming.prop_name(prompt=row.text, picture=own_picture, fallback="Prop"),
        prompt=row.prompt,
        pictures=row.sent,
        options=row.options,
        size=Size.of_words(row.size_meters, row.size_axis),
        tags=row.tags,
    )
