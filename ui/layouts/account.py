# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the account, in the preferences and under the Generate button."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...errors import RodinError
from ...jobs.ledger.budget import spent_credits
from ...operators.account import balance_sentence
from ...session import addon, session

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...jobs.accounts import AccountInfo


def account_info(context: Context) -> AccountInfo | None:
    """The account's last known balance, or None when it was never asked for."""
    here = session.current()
    if not here.has_ledger:
        return None
    try:
        return here.ledger.accounts.get(addon.account(context).id)
    except RodinError:
        return None


def draw_credits(layout: UILayout, context: Context) -> None:
    """What is left to spend, in one quiet line under a Generate button; nothing as long as it is not known."""
    info = account_info(context)
    if info is None:
        return
    told = [f"{info.balance:g} credits left"] if info.balance is not None else []
    if info.daily_credits is not None:
        told.insert(0, f"{_spent_credits(context):g} of {info.daily_credits:g} today")
    if told:
        row = layout.row()
        row.alignment = "RIGHT"
        row.active = False
        row.label(text=" · ".join(told))


def _spent_credits(context: Context) -> float:
    return spent_credits(session.current().ledger, addon.account(context).id, now=time.time())


def draw_account(layout: UILayout, context: Context) -> None:
    """One row in words, and one for the artist's own limit if there is one."""
    info = account_info(context)
    if info is None:
        return
    if sentence := balance_sentence(info):
        layout.label(text=sentence, icon="ERROR" if info.error and not info.requested else "INFO")
    if info.daily_credits is not None:
        layout.label(
            text=f"{_spent_credits(context):g} of {info.daily_credits:g} credits spent in 24 hours", icon="TIME"
        )
