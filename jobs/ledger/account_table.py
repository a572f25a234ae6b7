# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts in the ledger: balance and limits."""

import time
from collections.abc import Callable

from ...errors import Remedy, RodinError
from ..accounts import AccountInfo
from .active_jobs import ActiveJobs
from .database import Database


class AccountTable:
    """The accounts of a ledger.

    :param jobs: what waits for a good key among them goes on when a key proves good.
    :param now: the wall clock.
    """

    def __init__(self, database: Database, jobs: ActiveJobs, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._jobs = jobs
        self._now = now

    def get(self, account: str) -> AccountInfo:
        """Return what is known of an account."""
        for row in self._database.rows("SELECT * FROM accounts WHERE account = ?", (account,)):
            return AccountInfo(
                balance=row["balance"],
                checked_at=row["checked_at"],
                error_code=row["error_code"],
                error=row["error"],
                remedy=Remedy(row["remedy"]),
                requested=bool(row["requested"]),
                parallel_limit=row["parallel_limit"],
                daily_credits=row["daily_credits"],
            )
        return AccountInfo()

    def request_balance(self, account: str, base_url: str) -> None:
        """Ask the worker for a look at the balance, which also tests the key."""
        self._set(account, base_url=base_url, requested=1)

    def is_requested(self, account: str) -> bool:
        """Say whether a look at the balance is due. This takes microseconds."""
        return bool(self._database.rows("SELECT 1 FROM accounts WHERE account = ? AND requested", (account,)))

    def requested(self) -> frozenset[str]:
        """Return the accounts whose balance is to be looked at."""
        return frozenset(row["account"] for row in self._database.rows("SELECT account FROM accounts WHERE requested"))

    def record_balance(self, account: str, balance: float) -> None:
        """Write down the answer. The key is good, so what waited for a good key goes on."""
        self._set(account, balance=balance, checked_at=self._now(), error_code="", error="", remedy="NONE", requested=0)
        self._jobs.unblock(account, code="UNAUTHORIZED")

    def record_error(self, account: str, error: RodinError) -> None:
        """Write down that the look failed."""
        self._set(
            account,
            checked_at=self._now(),
            error_code=error.code,
            error=str(error),
            remedy=str(error.remedy),
            requested=0,
        )

    def record_parallel_limit(self, account: str, limit: int | None) -> None:
        """Write down how many tasks at once the account allows."""
        self._set(account, parallel_limit=limit)

    def set_daily_credits(self, account: str, limit: float | None) -> None:
        """Write down the artist's limit of credits in any 24 hours, None for none. An unchanged one is only read."""
        if self.get(account).daily_credits != limit:
            self._set(account, daily_credits=limit)

    def _set(self, account: str, **values: object) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        with self._database.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO accounts (account) VALUES (?)", (account,))
            connection.execute(f"UPDATE accounts SET {columns} WHERE account = ?", (*values.values(), account))  # noqa: S608
