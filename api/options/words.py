# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as people read them."""

from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import Any

from .generation_options import GenerationOptions
from .option import Option
from .types import Choice
from .values import OptionValues


def priced_tooltips() -> Iterator[str]:
    """Give the tooltips that say what something adds to the price of a generation."""
    for field in fields(GenerationOptions):
        if field.metadata["option"].is_priced:
            choices: Any = type(field.default)
            yield field.metadata["option"].tooltip(choices.most_credits())
            yield from (each.tooltip(is_priced=True) for each in choices if each.more_credits)


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
