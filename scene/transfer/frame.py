# SPDX-License-Identifier: GPL-3.0-or-later
"""The size of a picture, and the part of it that shows a subject. Plain numbers; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...api.picture_rules import SHORTEST_SIDE_PIXELS

if TYPE_CHECKING:
    from bpy.types import Scene

CROPPED_SIDE_PIXELS = 1024
"""Longest side of a picture that is cropped to its subject."""
_LONGEST_FRAME_PIXELS = 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A picture's size in pixels, and the part of it that is rendered (fractions from the lower left corner)."""

    width: int
    height: int
    left: float = 0.0
    bottom: float = 0.0
    right: float = 1.0
    top: float = 1.0

    @property
    def is_cropped(self) -> bool:
        """Whether less than the whole is rendered."""
        return (self.left, self.bottom, self.right, self.top) != (0.0, 0.0, 1.0, 1.0)


def frame_of(scene: Scene, *, max_side_pixels: int) -> Frame:
    """Return the scene's frame with square pixels, scaled so that it is neither too big nor too small to be sent."""
    width, height = _frame_side_lengths(scene)
    grow = max(1.0, SHORTEST_SIDE_PIXELS / min(width, height))
    factor = min(grow, max_side_pixels / max(width, height))
    return Frame(width=max(4, round(width * factor)), height=max(4, round(height * factor)))


def frame_aspect(scene: Scene) -> float:
    """Return the width by the height of the scene's frame with square pixels."""
    width, height = _frame_side_lengths(scene)
    return width / height


def _frame_side_lengths(scene: Scene) -> tuple[float, float]:
    render = scene.render
    return render.resolution_x * render.pixel_aspect_x, render.resolution_y * render.pixel_aspect_y


def cropped(frame: Frame, box: tuple[float, float, float, float], *, max_side_pixels: int, margin: float) -> Frame:
    """Return the frame, enlarged as far as its part ``box`` (left, bottom, right, top; fractions) allows.

    ``margin`` is a part of the box's longer side, added all around and cut at the frame's edge.
    """
    left, bottom, right, top = box
    pad = margin * max((right - left) * frame.width, (top - bottom) * frame.height)
    left, right = max(0.0, left - pad / frame.width), min(1.0, right + pad / frame.width)
    bottom, top = max(0.0, bottom - pad / frame.height), min(1.0, top + pad / frame.height)
    longest = max((right - left) * frame.width, (top - bottom) * frame.height)
    factor = min(CROPPED_SIDE_PIXELS, max_side_pixels) / longest
    factor = min(factor, _LONGEST_FRAME_PIXELS / max(frame.width, frame.height))
    return Frame(
        width=max(4, round(frame.width * factor)),
        height=max(4, round(frame.height * factor)),
        left=left,
        bottom=bottom,
        right=right,
        top=top,
    )
