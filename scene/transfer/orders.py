# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures of a scene are wanted: plain values, for the Blender that asks and the one that renders."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ...api.picture_rules import LONGEST_SIDE_PIXELS
from ..cutting.cut import Cut
from ..measure.sides import SIDES
from .keys import DataKey

LONGEST_SIDE_OF_A_VIEW_PIXELS = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPicture:
    """One picture of an order."""

    name: str
    """Of its file, a PNG."""
    suffix: str = ""
    """What Blender adds to the name of the file that it renders."""
    label: str = ""
    """The service's word for the side that it shows, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraOrder:
    """One picture through a camera. With a subject, it shows that alone, cropped to it."""

    camera: DataKey
    subject: tuple[DataKey, ...] | None = None
    max_side_pixels: int = LONGEST_SIDE_PIXELS

    @property
    def pictures(self) -> tuple[WantedPicture, ...]:
        """The one picture."""
        return (WantedPicture(name="image_1.png"),)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"kind": "camera", **asdict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsOrder:
    """Four pictures of the subject alone, from its four sides, all in the same size and from the same distance.

    Its front is its own -Y where it is a single object, turned about the vertical alone, or else the world's.
    """

    subject: tuple[DataKey, ...]
    max_side_pixels: int = LONGEST_SIDE_OF_A_VIEW_PIXELS

    @property
    def camera(self) -> None:
        """No camera of the scene: the order has cameras of its own."""

    @property
    def pictures(self) -> tuple[WantedPicture, ...]:
        """Front, left, back and right."""
        return tuple(
            WantedPicture(name=f"image_{number}.png", suffix=f"_{side.label}", label=side.label)
            for number, side in enumerate(SIDES, start=1)
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"kind": "views", **asdict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CutsOrder:
    """Several parts of what a camera sees, each a picture of its own."""

    camera: DataKey
    cuts: tuple[Cut, ...]
    max_side_pixels: int = LONGEST_SIDE_PIXELS

    @property
    def subject(self) -> None:
        """None: the whole scene is rendered."""

    @property
    def pictures(self) -> tuple[WantedPicture, ...]:
        """One for each of the cuts."""
        return tuple(WantedPicture(name=f"cut_{number}.png", suffix=f"_{number}") for number in range(len(self.cuts)))

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        cuts = [cut.to_json() for cut in self.cuts]
        return {
            "kind": "cuts",
            "camera": asdict(self.camera),
            "cuts": cuts,
            "subject": None,
            "max_side_pixels": self.max_side_pixels,
        }


PictureOrder = CameraOrder | ViewsOrder | CutsOrder


def order_from_json(values: dict[str, Any]) -> PictureOrder:
    """Read an order back; values that no order wrote are a programming error and raise KeyError or TypeError."""
    if values["kind"] == "cuts":
        cuts = tuple(map(Cut.from_json, values["cuts"]))
        return CutsOrder(camera=DataKey(**values["camera"]), cuts=cuts, max_side_pixels=values["max_side_pixels"])
    subject = None if values["subject"] is None else tuple(DataKey(**key) for key in values["subject"])
    if values["kind"] == "camera":
        return CameraOrder(
            camera=DataKey(**values["camera"]), subject=subject, max_side_pixels=values["max_side_pixels"]
        )
    return ViewsOrder(subject=subject or (), max_side_pixels=values["max_side_pixels"])
