# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account is called, where its worker's files are, and what is known of it; never the key."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..errors import Remedy

_KEY_REFUSED = frozenset({"UNAUTHORIZED", "KEY_UNUSABLE"})
"""Codes of `Unauthorized` and `KeyUnusable`: panels that ask this load neither."""


def account_id(api_key: str, base_url: str) -> str:
    """Return a name for the account that tells nothing of the key: 16 hexadecimal digits."""
    return hashlib.sha256(f"{base_url.rstrip('/')}\n{api_key.strip()}".encode()).hexdigest()[:16]


def worker_lock_path(ledger_path: Path, account: str) -> Path:
    """Return the path of the lock that the worker of this account holds."""
    return ledger_path.parent / "workers" / f"{account}.lock"


def worker_stop_path(ledger_path: Path, account: str) -> Path:
    """Return the path of the file that asks the worker of this account to stop; it looks several times a second."""
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
    """How many tasks at once the account is known to allow; None: never refused."""
    daily_credits: float | None = None
    """The artist's own limit for any 24 hours; None: none."""

    @property
    def is_key_refused(self) -> bool:
        """The service refused the key, and nobody has seen it accepted since."""
        return self.error_code in _KEY_REFUSED and not self.requested
