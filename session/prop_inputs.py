# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop is made of, and where it will stand: plain values, checked before anything is paid."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..api.errors import InvalidOptions
from ..api.models import GenerationRequest
from ..scene.measure.sizing import Fit, Size
from ..scene.places.facing import Facing
from .sources import Source

if TYPE_CHECKING:
    from ..api.options.generation_options import GenerationOptions
    from ..scene.measure.view import View
    from .picture_list import PictureInput


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceholderPose:
    """Where a placeholder is and how it is turned, in world space."""

    location: tuple[float, float, float]
    """On the floor, in scene units."""
    turn: float = 0.0
    """About the vertical, in radians."""
    view: View | None = None
    """The part of a picture that the prop is to take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """What a prop is made of."""

    source: Source
    name: str
    prompt: str
    options: GenerationOptions
    pictures: tuple[PictureInput, ...] = ()
    """The user's files and images, in order; the job gets copies of its own."""
    picture_labels: tuple[str, ...] = ()
    only_selected: bool = False
    """The picture shows the selected objects alone."""
    bbox_condition: tuple[int, int, int] | None = None
    size: Size = field(default_factory=Size)
    blockout: str = ""
    """Name of the local object that marks the prop's place; empty for a placeholder at the 3D cursor."""
    fit: Fit = Fit.INSIDE
    """How the prop fills the blockout."""
    facing: Facing = Facing.FRONT
    """Which side of the blockout or placeholder the prop's front faces."""
    placeholder_pose: PlaceholderPose | None = None
    """Where the placeholder is; None for the 3D cursor."""
    variant_of: str = ""
    """Id of the first job of the prop that this is a variant of."""

    def with_concrete_seed(self) -> Inputs:
        """Return the inputs with a seed: a random one is drawn now, for the prop to remember what it was made with."""
        if self.options.seed >= 0:
            return self
        return replace(self, options=self.options.with_seed(secrets.randbelow(65536)))

    def check(self) -> None:
        """Refuse what the service would refuse.

        :raises InvalidOptions: with the first thing that is wrong.
        """
        request = GenerationRequest(
            options=self.options,
            prompt=self.prompt,
            images=tuple(Path(picture.name) for picture in self.pictures),
            image_labels=self.picture_labels,
            bbox_condition=self.bbox_condition,
        )
        for problem in request.problems():
            raise InvalidOptions(problem.field, problem.sentence)
