# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures are to be made fit, and what became of them: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ... import disk
from ..background.request import RunRequest
from ..cutting.cut import Cut
from .raw_pixels import RawPixels
from .writing import ViewSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """A picture that is to be made fit to be sent."""

    destination: Path
    """Where the PNG goes."""
    file: Path | None = None
    """A picture file; never changed."""
    pixels: RawPixels | None = None
    """In place of a file."""
    color_space: str = ""
    """As Blender's image has it; empty for what Blender chooses for the file."""
    alpha_mode: str = ""
    view_as_render: bool = False
    view: ViewSettings = field(default_factory=ViewSettings)
    """How the scene is shown, for an image that asks to be shown so."""
    note: str = ""
    """What was done to it already, the end of “photo.tif was …”."""
    cut: Cut | None = None
    """The part of it that is wanted; None for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """What became of an order."""

    path: Path
    note: str = ""
    """What was done to it, the end of “photo.tif was …”; empty if nothing that the artist wants to know."""
    refusal: str = ""
    """Why it cannot be sent, the end of a sentence; empty if it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationRequest(RunRequest):
    """What the background Blender is asked."""

    orders: tuple[PictureOrder, ...]

    @property
    def answer_path(self) -> Path:
        """Where the answers are written, after each picture anew."""
        return self.folder / "answers.json"

    @classmethod
    def read(cls, path: Path) -> PreparationRequest:
        """Read what `write` wrote."""
        values = json.loads(path.read_text("utf-8"))
        return cls(**values | {"orders": tuple(map(_order, values["orders"])), "folder": Path(values["folder"])})


def _order(values: dict[str, Any]) -> PictureOrder:
    return PictureOrder(
        **values
        | {
            "destination": Path(values["destination"]),
            "file": None if values["file"] is None else Path(values["file"]),
            "pixels": None if values["pixels"] is None else RawPixels(**values["pixels"]),
            "view": ViewSettings(**values["view"]),
            "cut": None if values["cut"] is None else Cut.from_json(values["cut"]),
        }
    )


def write_answers(pictures: list[PreparedPicture], path: Path) -> None:
    """Write what became of the first of the orders."""
    disk.write_text(path, json.dumps([asdict(picture) for picture in pictures], default=str))


def read_answers(path: Path) -> list[PreparedPicture]:
    """Read what `write_answers` wrote last; an empty list if it did not come so far.

    :raises ValueError, TypeError: it is broken.
    """
    try:
        text = path.read_text("utf-8")
    except OSError:
        return []
    return [PreparedPicture(**values | {"path": Path(values["path"])}) for values in json.loads(text)]
