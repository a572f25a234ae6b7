# SPDX-License-Identifier: GPL-3.0-or-later
"""How many credits are left: asked by the worker, and waited for where there is no monitor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .. import addon, session

if TYPE_CHECKING:
    from bpy.types import Context

    from ...jobs.accounts import AccountInfo

_DEADLINE_SECONDS = 60.0
_LOOK_SECONDS = 0.1


def ask(context: Context) -> str:
    """Have the worker look at the balance, which also tests the key; return the account's id.

    :raises RodinError: the address is unsafe, or the ledger cannot be used.
    """
    state, account = session.current(), addon.account(context)
    state.ledger.accounts.request_balance(account.id, account.base_url)
    state.ensure_worker(context)
    return account.id


def wait_for(context: Context, account_id: str) -> AccountInfo:
    """Wait for the answer, a minute at most, and return what is known then.

    :raises RodinError: no worker can be started.
    """
    state = session.current()
    ends_at = time.monotonic() + _DEADLINE_SECONDS
    while (info := state.ledger.accounts.get(account_id)).requested and time.monotonic() < ends_at:
        state.ensure_worker(context)
        time.sleep(_LOOK_SECONDS)
    return info
