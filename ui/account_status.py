# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the account, in the preferences and under the Generate button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..api.errors import RodinError
from ..operators import context as addon_context
from ..operators import session
from ..operators.account import balance_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.accounts import AccountInfo


def account_info(context: Context) -> AccountInfo | None:
    """The account's last known balance, or None when it was never asked for."""
    here = session.current()
    if not here.has_ledger:
        return None
    try:
        return here.ledger.balance(addon_context.account(context).id)
    except RodinError:
        return None


def draw_account(layout: UILayout, context: Context) -> None:
    """One row in words."""
    info = account_info(context)
    sentence = balance_sentence(info) if info else ""
    if sentence:
        layout.label(text=sentence, icon="ERROR" if info.error and not info.requested else "INFO")
