# SPDX-License-Identifier: GPL-3.0-or-later
"""The presets that come along, from api.presets."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from .markdown import plain, table


def presets() -> str:
    """Return a table: what each is for, which tier works, what a prop costs and how long it takes."""
    return table(("Preset", "What it is for", "Tier", "Costs", "Takes about"), _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    every: tuple[Any, ...] = import_module("rodin_props.api.presets.built_in").BUILT_IN
    for each in every:
        options = each.preset.options
        yield (
            plain(each.label),
            plain(each.help),
            plain(options.tier.label),
            plain(options.list_price.price.words),
            f"{options.tier.usual_seconds} s",
        )
