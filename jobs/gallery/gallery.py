# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs of a ledger as the gallery asks for them: found, sorted, summed.

After a change, only what was written is read again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..states import State
from .costs import FREE, Cost, Sum, total
from .query import Choices, DaySum, FileSum, Found, JobQuery, Order
from .rows import Payment, Row, read_rows, removed_payments
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator

    from ..ledger.database import Database
    from .query import JobFacts

_Key = TypeVar("_Key", bound="Hashable")

_ORDERS: dict[Order, tuple[Callable[[Row], Any], bool]] = {
    Order.OLDEST: (lambda row: row.place, False),
    Order.NAME: (lambda row: row.name_order, False),
    Order.COST: (lambda row: row.facts.cost.credits, True),
}
"""By what a list that stands newest first is sorted, and whether from the highest down."""


class Gallery:
    """All jobs of a ledger, as of the last ``refresh``: nothing else asks the ledger.

    What goes through all jobs (``find``, ``choices`` and the sums by day and file: about a millisecond for a thousand)
    belongs into a look, and only ``facts`` and what was found into drawing.

    :param database: of the ledger.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opening = -1
        self._revision = 0
        self._rows: dict[str, Row] = {}
        self._newest_first: tuple[Row, ...] = ()
        self._removed: tuple[Payment, ...] = ()
        self.changes = 0
        """Grows whenever something else may be found, chosen or summed: not while a job only goes on."""

    def refresh(self) -> bool:
        """Read what was written since the last call; return whether anything was.

        :raises RodinError: the ledger cannot be read.
        """
        with self._database.mutex:
            now = int(self._database.rows("SELECT value FROM revision")[0][0])
            is_same_file = self._opening == self._database.openings
            if is_same_file and now == self._revision:
                return False
            since = self._revision if is_same_file else 0
            written = read_rows(self._database, since_revision=since)
            statement = "SELECT id FROM removed_jobs WHERE revision > ?"
            removed = {row["id"] for row in self._database.rows(statement, (since,))} if since else set()
            if not since or removed:
                self._removed = removed_payments(self._database)
            rows = self._rows if since else {}
            self._rows = {job_id: row for job_id, row in rows.items() if job_id not in removed}
            self._rows |= {row.facts.id: row for row in written}
            self._opening, self._revision = self._database.openings, now
        if not (written or removed or not since):
            return False
        if removed or not since or not all(_is_alike(rows.get(row.facts.id), row) for row in written):
            self._newest_first = tuple(sorted(self._rows.values(), key=lambda row: -row.place))
            self.changes += 1
        return True

    def facts(self, job_id: str) -> JobFacts | None:
        """Return what is known of a job; None if it is not in the list. For drawing."""
        row = self._rows.get(job_id)
        return None if row is None else row.facts

    def find(self, query: JobQuery) -> Found:
        """Return the jobs that are wanted, in their order."""
        words = plain(query.words).split()
        rows = [
            row
            for row in self._newest_first
            if _fits(row.facts, query) and all(word in row.plain_words for word in words)
        ]
        if query.order in _ORDERS:
            key, is_falling = _ORDERS[query.order]
            rows.sort(key=key, reverse=is_falling)
        return Found(ids=tuple(row.facts.id for row in rows), sum=_sum(rows))

    def sum_of(self, job_ids: Collection[str]) -> Sum:
        """Return what these jobs cost together, such as those that are selected."""
        return _sum([self._rows[job_id] for job_id in dict.fromkeys(job_ids) if job_id in self._rows])

    def choices(self) -> Choices:
        """Return what can be filtered by."""
        facts = [row.facts for row in self._newest_first]
        states = Counter(each.state for each in facts)
        return Choices(
            states=tuple((state, states[state]) for state in State if state in states),
            sources=tuple(sorted(Counter(each.source for each in facts).items())),
            files=tuple(Counter(each.blend_path for each in facts).items()),
            days=tuple(sorted(Counter(each.day for each in facts).items(), reverse=True)),
        )

    def by_day(self) -> tuple[DaySum, ...]:
        """Return what was spent on each day, newest first; of a day counts when it was paid. With removed jobs."""
        sums = self._summed(lambda payment: payment.day)
        return tuple(DaySum(day=day, sum=sums[day]) for day in sorted(sums, reverse=True))

    def by_file(self) -> tuple[FileSum, ...]:
        """Return what was spent for each .blend, the dearest first. With removed jobs."""
        sums = self._summed(lambda payment: payment.blend_path)
        found = sorted(sums.items(), key=lambda each: (-each[1].cost.credits, each[0]))
        return tuple(FileSum(blend_path=path, sum=sum) for path, sum in found)

    def spent(self) -> Sum:
        """Return what was spent in all. With removed jobs."""
        return self._summed(lambda payment: None).get(None, Sum())

    def _summed(self, key: Callable[[Payment], _Key]) -> dict[_Key, Sum]:
        jobs: dict[_Key, set[str]] = defaultdict(set)
        costs: dict[_Key, Cost] = defaultdict(lambda: FREE)
        removed: dict[_Key, float] = defaultdict(float)
        for payment, is_removed in self._payments():
            group = key(payment)
            costs[group] += payment.cost
            if is_removed:
                removed[group] += payment.cost.credits
            else:
                jobs[group].add(payment.job_id)
        return {group: Sum(jobs=len(jobs[group]), cost=cost, removed=removed[group]) for group, cost in costs.items()}

    def _payments(self) -> Iterator[tuple[Payment, bool]]:
        for row in self._newest_first:
            yield from ((payment, False) for payment in row.payments)
        yield from ((payment, True) for payment in self._removed)


def _is_alike(before: Row | None, row: Row) -> bool:
    """Say whether a job that was written to is found and summed as before."""
    return before is not None and row == replace(before, facts=replace(before.facts, revision=row.facts.revision))


def _fits(facts: JobFacts, query: JobQuery) -> bool:
    return (
        (not query.states or facts.state in query.states)
        and (not query.sources or facts.source in query.sources)
        and (query.blend_path is None or facts.blend_path == query.blend_path)
        and (query.from_day is None or facts.day >= query.from_day)
        and (query.to_day is None or facts.day <= query.to_day)
    )


def _sum(rows: Collection[Row]) -> Sum:
    return Sum(jobs=len(rows), cost=total(row.facts.cost for row in rows))
