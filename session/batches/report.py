# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a list: a page with all its rows as they stand now, made or not, at any time and from any process."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...jobs.batches.batch_list import read_rows
from ...jobs.reports.report import ReportRow
from ...jobs.reports.rows_of_jobs import rows_of_jobs
from ...jobs.reports.words import duration_words, moment_words
from ...jobs.states import ACTIVE
from .. import session
from ..inputs import prices
from ..orders.planning import known_jobs
from ..reports.write_report import write_rows
from .batch import orders_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.batches.problems import ListProblem, ListRefused
    from ...jobs.batches.rows import Row
    from ...jobs.batches.style import Style
    from ...jobs.reports.report import Report
    from ..orders.order import Order
    from ..picture_list import PictureInput
    from .batch import Batch

_NOT_SENT = "Not sent yet."
_REMOVED = "It was paid for once and removed from the list of jobs since. Another seed makes a new one."


def write_report(context: Context, batch: Batch, style: Style, page: Path) -> Report:
    """Write the page of a list that was looked at; return what it tells.

    :param style: that the list was looked at with.
    :param page: what has that name is replaced.
    :raises PageNotWritten: what was there before stays.
    :raises LedgerUnusable:
    """
    orders = [replace(order, key=key) for order, key in zip(batch.plan.orders, batch.plan.keys, strict=True)]
    made_fit = {picture: each.wait().path for picture, each in batch.plan.pictures.items()}
    rows = _rows(context, batch.rows, orders, made_fit=made_fit)
    return write_rows(page, title=batch.name, about=_about(style, rows), rows=rows)


def write_report_of_refused(context: Context, path: Path, style: Style, refused: ListRefused, page: Path) -> Report:
    """Write the page of a list that cannot be made as it is: what is wrong stands at its rows.

    Rows that were made before, and are still as they were, are told as what they are.

    :param path: of the list.
    :raises ListRefused: it cannot be read at all; nothing is written.
    :raises PageNotWritten, LedgerUnusable: as `write_report`.
    """
    listed, _ = read_rows(path, style)
    told: dict[int, list[str]] = defaultdict(list)
    for problem in refused.problems:
        told[problem.row].append(_without_row(problem))
    refusals = {number: " ".join(each) for number, each in told.items()}
    rows = _rows(context, listed, orders_of(listed)[0], refusals=refusals)
    return write_rows(page, title=path.stem, about=_about(style, rows), rows=rows)


def _rows(
    context: Context,
    listed: Sequence[Row],
    orders: Sequence[Order],
    *,
    refusals: Mapping[int, str] = MappingProxyType({}),
    made_fit: Mapping[PictureInput, Path] = MappingProxyType({}),
) -> tuple[ReportRow, ...]:
    """Return the rows of the page.

    :param refusals: number of a row -> why it cannot be sent.
    :param made_fit: picture of a row that was not sent -> the file that is, beside which lies a small picture.
    """
    known = known_jobs(context, [order.key for order in orders])
    of_jobs = rows_of_jobs(session.current().ledger, known.values()) if known else {}
    rows: list[ReportRow] = []
    for row, order in zip(listed, orders, strict=True):
        job_id, sentence = known.get(order.key), refusals.get(row.number, "")
        found = of_jobs.get(job_id or "")
        if found is None:
            found = ReportRow(
                name=order.shown_name,
                sentence=sentence or (_REMOVED if job_id else _NOT_SENT),
                sent=tuple(made_fit.get(picture, picture) for picture in row.sent),
                prompt=row.prompt,
                expected_credits=0.0 if job_id or sentence else _price(context, row),
            )
        size = () if row.usual is None else (("Size", row.usual.words),)
        rows.append(replace(found, note=f"Row {row.number}", options=(*found.options, *size)))
    return tuple(rows)


def _price(context: Context, row: Row) -> float:
    return prices.price_of(context, row.options.list_price).credits


def _without_row(problem: ListProblem) -> str:
    return str(replace(problem, row=0))


def _about(style: Style, rows: Sequence[ReportRow]) -> tuple[str, ...]:
    return tuple(_sentences(style, rows))


def _sentences(style: Style, rows: Sequence[ReportRow]) -> Iterator[str]:
    """Yield what all rows share, and when they were made."""
    shared = [
        *([f"“{style.before}” before each text"] if style.before else []),
        *([f"“{style.after}” after each text"] if style.after else []),
        *([f"the look of {style.look.name}"] if style.look is not None else []),
    ]
    if shared:
        yield f"Style: {', '.join(shared)}."
    sent = [row.sent_at for row in rows if row.sent_at is not None]
    if not sent:
        return
    first, going = f"The first was sent {moment_words(min(sent))}", sum(row.state in ACTIVE for row in rows)
    ended = [row.sent_at + row.seconds for row in rows if row.sent_at is not None and row.seconds is not None]
    if going or not ended:
        yield f"{first}, and {going:,} have not ended yet." if going else f"{first}."
    else:
        yield f"{first}, the last ended {moment_words(max(ended))}: {duration_words(max(ended) - min(sent))} in all."
