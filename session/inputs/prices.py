# SPDX-License-Identifier: GPL-3.0-or-later
"""What something costs the account in use: what it was charged the last time, or else what the list says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import RodinError
from .. import addon, session
from ..language import for_tooltip

if TYPE_CHECKING:
    from bpy.types import Context

    from ...api.options.prices import ListPrice, Price


def price_of(context: Context, listed: ListPrice) -> Price:
    """Return the price, as of the last look at the ledger. Cheap: for drawing."""
    try:
        account_id = addon.account(context).id
    except RodinError:  # the Generate button says it
        return listed.price
    return listed.known_from(session.current().charged(account_id))


def on_button(price: Price, count: int = 1) -> str:
    """Return the price for a button: “· 0.5 credits” for one, “3 · 1.5 credits” for three."""
    return f"{f'{count} ' if count > 1 else ''}· {price.times(count).words}"


def in_sentence(price: Price, count: int) -> str:
    """Return the sentence for a dialog that says what so many cost."""
    if count == 1:
        return f"Rodin charges {price.words}."
    return f"Rodin charges {price.words} for each, {price.times(count).words} in all."


def in_tooltip(context: Context, words: str, listed: ListPrice | None) -> str:
    """Return a tooltip with what one of it costs; None where that is not known before the press."""
    return for_tooltip(words if listed is None else f"{words}. Price of one: {price_of(context, listed).words}")
