# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop is made of, and where it will stand: plain values, checked before anything is paid."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..api.paid_request import refuse_first
from ..jobs.orders.ordered import BY_BUTTON, Ordered
from ..jobs.steps.request_of_job import request_for
from ..scene.choices import Facing
from ..scene.measure.size import Size
from ..scene.measure.sizing import Fit
from .sources import Source

if TYPE_CHECKING:
    from ..api.options.generation_options import GenerationOptions
    from ..api.options.prices import ListPrice
    from ..jobs.work import Work
    from ..scene.cutting.cut import Cut
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
    """Where the placeholder is, or how a blockout is seen; None for the 3D cursor, or for the blockout as it is."""
    cut: Cut | None = None
    """The part of the camera's picture that is sent; None for all of it."""
    variant_of: str = ""
    """Id of the first job of the prop that this is a variant of."""
    work: Work | None = None
    """What is done to a thing that exists; None for a generation, which alone needs the options and the place above."""
    meshes: tuple[str, ...] = ()
    """Names of the local objects whose mesh the work is for; it is exported as the first of them shows it."""
    reduce: bool = False
    """A mesh that is too big is sent with fewer triangles."""
    ordered: Ordered = BY_BUTTON
    """By what key it is ordered, in which list, and by whom."""

    @property
    def is_exported(self) -> bool:
        """Say whether a mesh is to be exported for the job."""
        return self.work is not None and bool(self.work.mesh_file)

    @property
    def list_price(self) -> ListPrice:
        """What the job costs by the documentation."""
        return (self.options if self.work is None else self.work.options).list_price

    def with_concrete_seed(self) -> Inputs:
        """Return the inputs with a seed: a random one is drawn now, for the prop to remember what it was made with."""
        seed = secrets.randbelow(65536)
        if self.work is not None:
            return self if self.work.options.seed >= 0 else replace(self, work=self.work.with_seed(seed))
        return self if self.options.seed >= 0 else replace(self, options=self.options.with_seed(seed))

    def check(self) -> None:
        """Refuse what the service would refuse.

        :raises InvalidOptions: with the first thing that is wrong.
        """
        request = request_for(
            self.work,
            options=self.options,
            prompt=self.prompt,
            images=(picture.name for picture in self.pictures),
            image_labels=self.picture_labels,
            bbox_condition=self.bbox_condition,
        )
        refuse_first(request.problems())
