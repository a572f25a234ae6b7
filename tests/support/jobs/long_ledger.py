# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger with many jobs, and what is asked of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def copy_job(ledger: Any, job: Any, count: int, *, state: str = "CANCELLED") -> tuple[str, ...]:
    """Write down so many copies of a job, without folders, and return their ids, oldest first."""
    ids = tuple(f"{number:016x}" for number in range(count))
    with ledger.transaction() as connection:
        columns = [row["name"] for row in connection.execute("PRAGMA table_info(jobs)") if row["name"] != "seq"]
        values = ", ".join({"id": "?", "name": "?", "state": "?"}.get(column, column) for column in columns)
        changed = [column for column in columns if column in ("id", "name", "state")]
        for number, job_id in enumerate(ids):
            told = {"id": job_id, "name": f"Thing {number}", "state": state}
            connection.execute(
                f"INSERT INTO jobs ({', '.join(columns)}) SELECT {values} FROM jobs WHERE id = ?",
                (*(told[column] for column in changed), job.id),
            )
    return ids


@contextmanager
def asked(ledger: Any) -> Iterator[list[str]]:
    """Collect the statements that this connection runs meanwhile."""
    statements: list[str] = []
    with ledger.transaction(quiet=True) as connection:
        pass
    connection.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        connection.set_trace_callback(None)


def steps(ledger: Any, read: Callable[[], Any]) -> int:
    """Return how many instructions of SQLite it takes to read something."""
    count = 0

    def counted() -> int:
        nonlocal count
        count += 1
        return 0

    with ledger.transaction(quiet=True) as connection:
        pass
    connection.set_progress_handler(counted, 1)
    try:
        read()
    finally:
        connection.set_progress_handler(None, 0)
    return count
