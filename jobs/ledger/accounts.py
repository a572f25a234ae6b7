# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts in the ledger: balance, limits, holds; never the key (plain Python, no bpy)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ...api.errors import Remedy, RodinError
from ..locks import FileLock
from .job_rows import _ACTIVE_WORDS, JobRows

_HOLD = "hold_code = ?, hold = ?, remedy = ?, blocked = ?, version = version + 1"


def account_id(api_key: str, base_url: str) -> str:
    """Return a name for the account that tells nothing of the key: 16 hexadecimal digits."""
    return hashlib.sha256(f"{base_url.rstrip('/')}\n{api_key.strip()}".encode()).hexdigest()[:16]


def worker_lock_path(ledger_path: Path, account: str) -> Path:
    """Where the worker of this account holds its lock."""
    return ledger_path.parent / "workers" / f"{account}.lock"


def worker_stop_path(ledger_path: Path, account: str) -> Path:
    """A file that asks the worker of this account to stop; it looks several times a second."""
    return worker_lock_path(ledger_path, account).with_suffix(".stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInfo:
    """What is known of an account."""

    balance: float | None = None
    """Credits left; None: never asked."""
    checked_at: float | None = None
    error_code: str = ""
    error: str = ""
    """Why the last look failed; "" if it did not."""
    remedy: Remedy = Remedy.NONE
    requested: bool = False
    """A look is due."""
    parallel_limit: int | None = None
    """How many tasks at once the account was seen to bear; None: never refused."""
    daily_credits: float | None = None
    """The artist's own limit for any 24 hours; None: none."""


class AccountRows(JobRows):
    """The accounts of a ledger."""

    def account(self, account: str) -> AccountInfo:
        """Return what is known of an account."""
        for row in self.rows("SELECT * FROM accounts WHERE account = ?", (account,)):
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

    def balance(self, account: str) -> AccountInfo:
        """Return the last known balance, with the error of the last look."""
        return self.account(account)

    def request_balance(self, account: str, base_url: str) -> None:
        """Ask the worker for a look at the balance, which also tests the key."""
        self._set_account(account, base_url=base_url, requested=1)

    def record_balance(self, account: str, balance: float) -> None:
        """Write down the answer. The key is good, so what waited for a good key goes on."""
        self._set_account(
            account, balance=balance, checked_at=self._now(), error_code="", error="", remedy="NONE", requested=0
        )
        self.unblock(account, code="UNAUTHORIZED")

    def record_account_error(self, account: str, error: RodinError) -> None:
        """Write down that the look failed."""
        self._set_account(
            account,
            checked_at=self._now(),
            error_code=error.code,
            error=str(error),
            remedy=str(error.remedy),
            requested=0,
        )

    def record_parallel_limit(self, account: str, limit: int | None) -> None:
        """Write down how many tasks at once the account bears."""
        self._set_account(account, parallel_limit=limit)

    def set_daily_credits(self, account: str, limit: float | None) -> None:
        """Write down the artist's limit of credits in any 24 hours; None for none. Costs a read if nothing changed."""
        if self.account(account).daily_credits != limit:
            self._set_account(account, daily_credits=limit)

    def has_work(self, account: str) -> bool:
        """Say whether a worker is needed: a job that can go on, or a look at the balance. Costs microseconds."""
        if self.has_active(account):
            return True
        return bool(self.rows("SELECT 1 FROM accounts WHERE account = ? AND requested", (account,)))

    def block(self, account: str, error: RodinError) -> None:
        """Let all active jobs of the account wait until somebody acts."""
        with self.transaction() as connection:
            connection.execute(
                f"UPDATE jobs SET {_HOLD} WHERE account = ? AND state IN ({_ACTIVE_WORDS})",  # noqa: S608
                (error.code, str(error), str(error.remedy), 1, account),
            )

    def unblock(self, account: str, *, code: str | None = None) -> None:
        """Let blocked jobs of the account go on, if ``code`` is given only those blocked for that reason."""
        with self.transaction() as connection:
            connection.execute(
                f"UPDATE jobs SET {_HOLD} WHERE account = ? AND blocked AND hold_code = coalesce(?, hold_code)",  # noqa: S608
                ("", "", "NONE", 0, account, code),
            )

    def rebind(self, base_url: str, account: str) -> int:
        """Let this account go on with the active jobs of others at the same address: the key was changed.

        Jobs of an account whose worker lives stay with it. Returns how many were taken over.
        """
        statement = f"SELECT DISTINCT account, base_url FROM jobs WHERE account != ? AND state IN ({_ACTIVE_WORDS})"  # noqa: S608
        others = [row["account"] for row in self.rows(statement, (account,)) if _same(row["base_url"], base_url)]
        count = 0
        for other in others:
            # With the other's lock in our hands no worker of it can begin to read its jobs.
            with FileLock(worker_lock_path(self.path, other)) as lock:
                if lock.acquire():
                    count += self._take_over(other, account)
        return count

    def _take_over(self, other: str, account: str) -> int:
        with self.transaction() as connection:
            taken = connection.execute(
                f"UPDATE jobs SET account = ?, {_HOLD} WHERE account = ? AND state IN ({_ACTIVE_WORDS})",  # noqa: S608
                (account, "", "", "NONE", 0, other),
            )
            return taken.rowcount

    def _set_account(self, account: str, **values: object) -> None:
        told = ", ".join(f"{name} = ?" for name in values)
        with self.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO accounts (account) VALUES (?)", (account,))
            connection.execute(f"UPDATE accounts SET {told} WHERE account = ?", (*values.values(), account))  # noqa: S608


def _same(one_url: str, other_url: str) -> bool:
    return one_url.rstrip("/") == other_url.rstrip("/")
