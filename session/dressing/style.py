# SPDX-License-Identifier: GPL-3.0-or-later
"""What all props of a set share: words before and after their own, a look, a tier and a seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ...api.options.generation_options import GenerationOptions
from ...api.options.tiers import at_tier
from ...api.options.types import Quality, Tier
from ...jobs.orders.shared_style import SharedStyle
from .. import addon
from ..picture_list import PictureInput, picture_of
from ..sources import Source

if TYPE_CHECKING:
    from bpy.types import Context

    from ..prop_inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(SharedStyle[PictureInput]):
    """What all props of a set share."""

    options: GenerationOptions = field(default_factory=GenerationOptions)

    def applied(self, inputs: Inputs) -> Inputs:
        """Return the inputs of one prop in this style; its name stays what it was."""
        look, options = self.look_beside(inputs.prompt, inputs.pictures, self.options)
        inputs = replace(inputs, prompt=self.prompt(inputs.prompt, inputs.pictures), options=options)
        return inputs if look is None else replace(inputs, source=Source.PICTURE, pictures=(look, *inputs.pictures))


def style_of(context: Context) -> Style:
    """Return the scene's style. What it does not say, the options of the panel do."""
    chosen = addon.dressing(context)
    return Style(
        before=chosen.words_before,
        after=chosen.words_after,
        look=picture_of(chosen.look) if has_look(chosen) else None,
        options=options_of(context),
    )


def options_of(context: Context) -> GenerationOptions:
    """Return the options of the scene's style. Cheap: for drawing."""
    chosen = addon.dressing(context)
    options = at_tier(addon.settings(context).to_options(), Tier[chosen.tier])
    return replace(options, quality=Quality[chosen.quality], seed=chosen.seed)


def has_look(chosen: Any) -> bool:
    """Say whether a style (ui.dressing.properties.RodinPropsDressing) has a picture of the look."""
    return bool(chosen.look.image is not None or chosen.look.filepath)
