# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom requests are made for."""

import functools
from dataclasses import dataclass, field

from ..jobs.accounts import account_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Whom a request is made for: one key at one service."""

    base_url: str
    id: str
    """Hash of key and address; names the worker's lock and the jobs in the ledger."""
    api_key: str = field(repr=False)


@functools.lru_cache(maxsize=4)
def account_of(base_url: str, api_key: str) -> Account:
    """Return the account of a key, which may be empty, at a service."""
    return Account(base_url=base_url, api_key=api_key, id=account_id(api_key, base_url))
