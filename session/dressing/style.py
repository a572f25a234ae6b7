# SPDX-License-Identifier: GPL-3.0-or-later
"""What all props of a set share: words before and after their own, a look, a tier and a seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ...api.options.generation_options import GenerationOptions
from ...api.options.tiers import at_tier
from ...api.options.types import ConditionMode, Quality, Tier
from .. import addon
from ..picture_list import picture_of
from ..sources import Source

if TYPE_CHECKING:
    from bpy.types import Context

    from ..picture_list import PictureInput
    from ..prop_inputs import Inputs

_NO_SPACE_BEFORE = frozenset(",.;:!?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What all props of a set share."""

    words_before: str = ""
    words_after: str = ""
    look: PictureInput | None = None
    """A picture of the look."""
    options: GenerationOptions = field(default_factory=GenerationOptions)

    def words(self, own: str) -> str:
        """Return a prop's own words between those of the style."""
        text = " ".join(filter(None, (self.words_before.strip(), own.strip())))
        after = self.words_after.strip()
        if not text:
            return after.lstrip("".join(_NO_SPACE_BEFORE)).strip()
        return f"{text}{'' if after[:1] in _NO_SPACE_BEFORE else ', '}{after}" if after else text

    def applied(self, inputs: Inputs) -> Inputs:
        """Return the inputs of one prop in this style; its name stays what it was.

        The look is the first of the pictures, which decides the look. Only the older tiers can take it beside a
        picture of the prop itself; for the others two pictures would be two sides of one thing.
        """
        inputs = replace(inputs, prompt=self.words(inputs.prompt), options=self.options)
        if self.look is None:
            return inputs
        if not inputs.pictures:
            return replace(inputs, source=Source.PICTURE, pictures=(self.look,))
        if not self.mixes_pictures:
            return inputs
        options = replace(self.options, condition_mode=ConditionMode.FUSE)
        return replace(inputs, pictures=(self.look, *inputs.pictures), options=options)

    @property
    def mixes_pictures(self) -> bool:
        """Say whether the tier can take the look beside a picture of the prop."""
        return "condition_mode" in self.options.applicable()


def style_of(context: Context) -> Style:
    """Return the scene's style. What it does not say, the options of the panel do."""
    chosen = addon.dressing(context)
    return Style(
        words_before=chosen.words_before,
        words_after=chosen.words_after,
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
