# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes options from one tier to another, such as the next better one."""

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
"""Gen-2 is followed by a balanced tier: nobody asks for the newest generation's roughest model after it."""


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
        field_.name: getattr(options, field_.name)
        for field_ in fields(options)
        if field_.name in taken | {"quality", "seed"}
    }
    changed = GenerationOptions(**(kept | {"tier": tier}))
    defaults = GenerationOptions()
    ignored = {field_.name for field_ in fields(options)} - set(changed.applicable())
    refused = {problem.field for problem in problems(changed, image_count=1, has_prompt=True)}
    reset = {name: getattr(defaults, name) for name in ignored | refused}
    return replace(changed, **reset)
