# SPDX-License-Identifier: GPL-3.0-or-later
"""How big a prop becomes: what the artist set, in metres, and how a prop fills its place. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Scene


class SizeAxis(StrEnum):
    """What the size that the artist set measures."""

    HEIGHT = "HEIGHT"
    LONGEST_SIDE = "LONGEST_SIDE"

    @property
    def label(self) -> str:
        """Title case, as in a menu."""
        return {"HEIGHT": "Height", "LONGEST_SIDE": "Longest Side"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "HEIGHT": "The prop becomes this tall",
            "LONGEST_SIDE": "The prop's longest side, in whichever direction, becomes this long",
        }[self.value]


class Fit(StrEnum):
    """How a prop is scaled to its place."""

    HEIGHT = "HEIGHT"
    LONGEST_SIDE = "LONGEST_SIDE"
    INSIDE = "INSIDE"
    """As big as the box allows, in its own proportions."""
    STRETCH = "STRETCH"
    """Filling the box in all three directions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big a prop becomes."""

    meters: float = 1.0
    axis: SizeAxis = SizeAxis.HEIGHT

    @classmethod
    def of_words(cls, meters: object, axis: object) -> Size:
        """Read it back from what was stored, with the default for what makes no sense."""
        return cls(
            meters=float(meters) if isinstance(meters, int | float) and meters > 0 else cls().meters,
            axis=SizeAxis(axis) if axis in set(SizeAxis) else SizeAxis.HEIGHT,
        )

    def in_units_of(self, scene: Scene) -> float:
        """Return the size in the scene's own units."""
        return self.meters / unit_meters(scene)


def unit_meters(scene: Scene) -> float:
    """Return how many metres one unit of the scene is."""
    settings = scene.unit_settings
    return 1.0 if settings.system == "NONE" else settings.scale_length
