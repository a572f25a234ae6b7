# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of a picture shows one thing. A plain value, for this Blender and the background one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..measure.view import Box

LEAST_SIDE = 0.01
"""Of the picture: a box that is smaller shows nothing, and is rather a click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part of a picture, as fractions of it from its lower left corner."""

    box: Box
    shapes: str = ""
    """Path of a file with silhouettes in the picture: see `shapes`; "" for the whole box."""
    shape: int = 0
    """Which of them is left; all else becomes transparent."""
    owner: object = field(default=None, compare=False, repr=False)
    """Removes that file when nothing holds it any more. It stays in this Blender."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"box": list(self.box), "shapes": self.shapes, "shape": self.shape}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Cut:
        """Read back what ``to_json`` or ``dataclasses.asdict`` gave."""
        left, bottom, right, top = values["box"]
        return cls(box=(left, bottom, right, top), shapes=values["shapes"], shape=values["shape"])


def within_picture(box: Box) -> Box | None:
    """Return a box without what is beyond the picture, its sides in order; None if too little of it is left."""
    left, right = sorted((min(max(box[0], 0.0), 1.0), min(max(box[2], 0.0), 1.0)))
    bottom, top = sorted((min(max(box[1], 0.0), 1.0), min(max(box[3], 0.0), 1.0)))
    if right - left < LEAST_SIDE or top - bottom < LEAST_SIDE:
        return None
    return left, bottom, right, top


def with_margin(box: Box, margin: float) -> Box:
    """Return a box with a margin, a part of its own sides, as far as the picture goes."""
    left, bottom, right, top = box
    across, up = margin * (right - left), margin * (top - bottom)
    return max(0.0, left - across), max(0.0, bottom - up), min(1.0, right + across), min(1.0, top + up)
