# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop's size measures, and how a prop fills its place. Plain values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Scene


class Fit(StrEnum):
    """How a prop is scaled to its place."""

    HEIGHT = "HEIGHT"
    LONGEST_SIDE = "LONGEST_SIDE"
    INSIDE = "INSIDE"
    """As big as the box allows, in its own proportions."""
    STRETCH = "STRETCH"
    """Filling the box in all three directions."""


def unit_meters(scene: Scene) -> float:
    """Return how many metres one unit of the scene is."""
    settings = scene.unit_settings
    return 1.0 if settings.system == "NONE" else settings.scale_length
