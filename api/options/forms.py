# SPDX-License-Identifier: GPL-3.0-or-later
"""Option values as the texts of a form."""

from .types import Choice


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
