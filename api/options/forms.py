# SPDX-License-Identifier: GPL-3.0-or-later
"""Option values as the texts of a form."""

from dataclasses import fields

from .option import OptionValues
from .types import Choice


def form_of(options: OptionValues) -> dict[str, str]:
    """Return wire names and texts of all fields; what ``text_of`` leaves empty is left out."""
    texts = {
        field_.metadata["option"].wire: text_of(getattr(options, field_.name), field_.default)
        for field_ in fields(options)
    }
    return {name: text for name, text in texts.items() if text}


def text_of(value: object, default: object) -> str:
    """Encode a value; "" is not sent: a switch that is off by default, or a seed that the service shall choose."""
    match value:
        case Choice():
            return value.value
        case bool():
            return "" if value is default is False else str(value).lower()
        case int():
            return "" if value < 0 else str(value)
        case float():
            return f"{value:g}"
        case _:
            raise TypeError(type(value))
