# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in the ledger that the artist should read once."""

import sqlite3
import time
from collections.abc import Callable

from .database import Database


class NoticeTable:
    """The notices of a ledger.

    :param now: the wall clock.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now

    def all(self) -> tuple[str, ...]:
        """Return the sentences, oldest first."""
        return tuple(row["sentence"] for row in self._database.rows("SELECT sentence FROM notices ORDER BY seq"))

    def add(self, sentence: str) -> None:
        """Write down a sentence for the artist."""
        with self._database.transaction() as connection:
            insert(connection, sentence, at=self._now())

    def clear(self) -> None:
        """Forget the sentences: they were read."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM notices")


def insert(connection: sqlite3.Connection, sentence: str, *, at: float) -> None:
    """Write down a sentence for the artist inside a transaction."""
    connection.execute("INSERT INTO notices (at, sentence) VALUES (?, ?)", (at, sentence))
