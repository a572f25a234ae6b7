# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account was charged the last time, where that is not what the list of prices says."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from ...api.options.prices import Price
from ..job import Job
from . import notice_table
from .database import Database

_MOST_CREDITS = 100.0
"""More is a mistake of the service's, or another unit: it is told, and not expected again."""


class PriceTable:
    """The prices that a ledger has learned."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def charged(self, account: str) -> Mapping[str, float]:
        """Return what an account was charged, by ``ListPrice.priced_by``."""
        rows = self._database.rows("SELECT priced_by, credits FROM prices WHERE account = ?", (account,))
        return {row["priced_by"]: row["credits"] for row in rows}

    def all(self) -> Mapping[str, Mapping[str, float]]:
        """Return what each account was charged."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self._database.rows("SELECT account, priced_by, credits FROM prices"):
            found[row["account"]][row["priced_by"]] = row["credits"]
        return dict(found)


def learn_price(connection: sqlite3.Connection, job: Job) -> None:
    """Remember, inside a transaction, what was charged for a job, and forget it once the list is right again.

    The artist is told if it is news: neither what the button said nor known since.
    """
    consumed, listed = job.consumed_credits, job.list_price
    if consumed is None:
        return
    where = (job.account, listed.priced_by)
    row = connection.execute("SELECT credits FROM prices WHERE account = ? AND priced_by = ?", where).fetchone()
    known = listed.known_from({} if row is None else {listed.priced_by: row["credits"]})
    follow_up = "From now on it says what Rodin charges."
    if listed.price.agrees_with(consumed) and not listed.price.up_to:
        connection.execute("DELETE FROM prices WHERE account = ? AND priced_by = ?", where)
    elif 0 <= consumed <= _MOST_CREDITS:
        connection.execute("INSERT OR REPLACE INTO prices VALUES (?, ?, ?)", (*where, consumed))
    else:
        follow_up = "That can hardly be right: look at your account on hyper3d.ai."
    said = job.estimated_credits
    expected = known if said is None or known.agrees_with(said) else Price(credits=said)
    if not (known.agrees_with(consumed) or expected.agrees_with(consumed)):
        charged = f"Rodin charged {Price(credits=consumed).words} for “{job.name}”; the button said {expected.words}."
        notice_table.insert(connection, f"{charged} {follow_up}", at=job.updated_at)
