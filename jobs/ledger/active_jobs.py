# SPDX-License-Identifier: GPL-3.0-or-later
"""The active jobs of whole accounts: whether there are any, held back, let go, handed over."""

from ...errors import RodinError
from ..hold import NO_HOLD, Hold
from ..states import ACTIVE_WORDS
from .database import Database

_SET_HOLD = ", ".join(f"{name} = ?" for name in NO_HOLD.columns())


class ActiveJobs:
    """The jobs of a ledger that a worker has something to do for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def can_go_on(self, account: str) -> bool:
        """Say whether some job of the account can go on. Costs microseconds."""
        where = f"account = ? AND state IN ({ACTIVE_WORDS}) AND NOT blocked"
        return bool(self._database.rows(f"SELECT 1 FROM jobs WHERE {where} LIMIT 1", (account,)))  # noqa: S608

    def block(self, account: str, error: RodinError) -> None:
        """Let all active jobs of the account wait until somebody acts."""
        hold = Hold.because_of(error, blocked=True)
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE jobs SET {_SET_HOLD} WHERE account = ? AND state IN ({ACTIVE_WORDS})",  # noqa: S608
                (*hold.columns().values(), account),
            )

    def unblock(self, account: str, *, code: str | None = None) -> None:
        """Let blocked jobs of the account go on, if ``code`` is given only those blocked for that reason."""
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE jobs SET {_SET_HOLD} WHERE account = ? AND blocked AND hold_code = coalesce(?, hold_code)",  # noqa: S608
                (*NO_HOLD.columns().values(), account, code),
            )

    def accounts(self) -> dict[str, str]:
        """Return the accounts that have active jobs, with the address that their jobs go to."""
        statement = f"SELECT DISTINCT account, base_url FROM jobs WHERE state IN ({ACTIVE_WORDS})"  # noqa: S608
        return {row["account"]: row["base_url"] for row in self._database.rows(statement)}

    def hand_over(self, account: str, *, to: str) -> int:
        """Give the active jobs of one account to another one, free of holds, and return how many."""
        with self._database.transaction() as connection:
            moved = connection.execute(
                f"UPDATE jobs SET account = ?, {_SET_HOLD} WHERE account = ? AND state IN ({ACTIVE_WORDS})",  # noqa: S608
                (to, *NO_HOLD.columns().values(), account),
            )
            return moved.rowcount
