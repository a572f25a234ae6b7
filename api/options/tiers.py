# SPDX-License-Identifier: GPL-3.0-or-later
"""From one tier to the next better one, with what both of them take."""

from dataclasses import fields, replace
from typing import Any

from .generation_options import GenerationOptions
from .rules import problems
from .types import Tier

_BETTER = {
    Tier.SKETCH: Tier.REGULAR,
    Tier.REGULAR: Tier.GEN_2,
    Tier.DETAIL: Tier.GEN_2,
    Tier.SMOOTH: Tier.GEN_2,
    Tier.GEN_2: Tier.GEN_2_5_MEDIUM,
    Tier.GEN_2_5_EXTREME_LOW: Tier.GEN_2_5_LOW,
    Tier.GEN_2_5_LOW: Tier.GEN_2_5_MEDIUM,
    Tier.GEN_2_5_MEDIUM: Tier.GEN_2_5_HIGH,
    Tier.GEN_2_5_HIGH: Tier.GEN_2_5_EXTREME_HIGH,
}
"""What is quick leads to what is balanced: nobody asks for the newest generation's roughest model after Gen-2."""


def better_tier(tier: Tier) -> Tier | None:
    """Return the next tier that makes better models, None for the best."""
    return _BETTER.get(tier)


def at_tier(options: GenerationOptions, tier: Tier) -> GenerationOptions:
    """Return the same options for another tier.

    Only what took effect before and does so again is kept: a switch that the old tier ignored must not begin to cost
    credits now. What the new tier would refuse goes back to its default.
    """
    taken = set(options.applicable())
    kept: dict[str, Any] = {
        each.name: getattr(options, each.name) for each in fields(options) if each.name in taken | {"quality", "seed"}
    }
    changed = GenerationOptions(**(kept | {"tier": tier}))
    defaults = GenerationOptions()
    ignored = {each.name for each in fields(options)} - set(changed.applicable())
    refused = {each.field for each in problems(changed, image_count=1, has_prompt=True)}
    back = {name: getattr(defaults, name) for name in ignored | refused}
    return replace(changed, **back)
