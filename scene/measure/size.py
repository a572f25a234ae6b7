# SPDX-License-Identifier: GPL-3.0-or-later
"""How big a prop becomes: what the artist set, in metres. A plain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..choices import SizeAxis
from .sizing import unit_meters

if TYPE_CHECKING:
    from bpy.types import Scene


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
