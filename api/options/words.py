# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as people read them."""

from collections.abc import Collection
from dataclasses import fields

from .generation_options import GenerationOptions
from .option import Option
from .types import Choice
from .values import OptionValues


def unusual(options: OptionValues, *, leave_out: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return labels and values of the options that took effect and are not as they usually are, in field order.

    :param leave_out: names of fields.
    """
    taken = set(options.applicable()) if isinstance(options, GenerationOptions) else None
    said = []
    for field in fields(options):
        described: Option = field.metadata["option"]
        value = getattr(options, field.name)
        if field.name not in leave_out and value != field.default and (taken is None or field.name in taken):
            said.append((described.label, value_words(value)))
    return said


def value_words(value: object) -> str:
    """Return one value: “Raw”, “On”, “18,000”."""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return "On" if value else "Off"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
