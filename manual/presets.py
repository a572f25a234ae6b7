# SPDX-License-Identifier: GPL-3.0-or-later
"""The presets that come along, from api.presets."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from .markdown import plain, table


def presets() -> str:
    """Return a table: what each is for, which tier works, what a prop costs and how long it takes."""
    return table(("Preset", "What it is for", "Tier", "A prop costs"), _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    every: tuple[Any, ...] = import_module("rodin_props.api.presets.built_in").BUILT_IN
    cost_words = import_module("rodin_props.api.presets.cost").cost_words
    for each in every:
        options = each.preset.options
        yield (
            plain(each.label),
            plain(each.help),
            plain(options.tier.label),
            plain(cost_words(options.list_price.price, options.tier)),
        )
