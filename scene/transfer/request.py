# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Blender that takes the pictures is told, and what it answers: plain values in JSON files."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ..background.request import RunRequest
from .driver_check import BrokenDriver
from .keys import DataKey
from .orders import PictureOrder, order_from_json
from .render_engine import EngineNeeds
from .settings_values import Values
from .unsaved_images import UnsavedImage


def _fields_of(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass. `asdict` would copy the thousands of objects of a heavy scene one by one."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _plain(value: Any) -> Any:
    """Return in plain form what JSON does not know: our dataclasses, and paths."""
    return str(value) if isinstance(value, Path) else _fields_of(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedObject:
    """An object of the copied scene."""

    key: DataKey
    holdout: bool = False
    """It leaves a hole in the picture."""
    indirect_only: bool = False
    """It gives light and shadow, and is not seen itself."""
    matrix: tuple[float, ...] | None = None
    """Its evaluated world matrix, row by row, where the artist sees it; None where the artist does not."""
    bounds: tuple[float, ...] | None = None
    """Lowest and highest coordinates of its evaluated geometry in its own space, where that can be compared."""
    is_rigid_body: bool = False
    """A simulation moves it: the copy does not hold where it is."""
    shape_file: str = ""
    """Its points as a simulation has moved them; see `simulations`."""
    particles: tuple[float, ...] = ()
    """Where its particles are; see `simulations`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedScene:
    """What the file with the copy does not hold: what a scene itself would."""

    objects: tuple[CopiedObject, ...]
    settings: dict[str, Values]
    """By the names of the scene's groups of settings."""
    layer_settings: Values
    own_settings: Values
    """Of the scene itself."""
    own_properties: dict[str, Any]
    """The scene's custom properties, as drivers may read them."""
    frame: int
    subframe: float
    camera: DataKey | None
    world: DataKey | None
    background_set: DataKey | None
    missing: tuple[DataKey, ...]
    """Linked data-blocks that are missing in the artist's Blender, too."""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> CopiedScene:
        """Read it back."""
        return cls(
            **values
            | {
                "objects": tuple(CopiedObject(**item | {"key": DataKey(**item["key"])}) for item in values["objects"]),
                "camera": DataKey.from_json(values["camera"]),
                "world": DataKey.from_json(values["world"]),
                "background_set": DataKey.from_json(values["background_set"]),
                "missing": tuple(DataKey(**key) for key in values["missing"]),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRequest(RunRequest):
    """Everything about one order."""

    file: Path
    """The .blend with the objects and what they depend on."""
    scene: CopiedScene
    engine: EngineNeeds
    images: tuple[UnsavedImage, ...]
    runs_scripts: bool
    """The artist lets Blender run the scripts of files."""
    scripts_refused: bool
    """Blender has refused to run some for the artist, too."""
    order: PictureOrder

    @property
    def answer_path(self) -> Path:
        """Where the answer is written."""
        return self.folder / "answer.json"

    def write(self) -> None:
        """Write it for the background Blender.

        :raises OSError: it cannot be written.
        """
        self.path.write_text(json.dumps(_fields_of(self) | {"order": self.order.to_json()}, default=_plain), "utf-8")

    @classmethod
    def read(cls, path: Path) -> PictureRequest:
        """Read what `write` wrote."""
        values = json.loads(path.read_text("utf-8"))
        return cls(
            **values
            | {
                "file": Path(values["file"]),
                "scene": CopiedScene.from_json(values["scene"]),
                "engine": EngineNeeds.from_json(values["engine"]),
                "images": tuple(map(UnsavedImage.from_json, values["images"])),
                "order": order_from_json(values["order"]),
                "folder": Path(values["folder"]),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswer:
    """What has become of a request."""

    sentence: str = ""
    """Why there are no pictures; empty if there are."""
    pictures: tuple[str, ...] = ()
    """Names of those that show something."""
    broken_drivers: tuple[BrokenDriver, ...] = ()
    """What could not be evaluated there."""

    def write(self, path: Path) -> None:
        """Write it for the Blender that asked."""
        path.write_text(json.dumps(self, default=_plain), "utf-8")

    @classmethod
    def read(cls, path: Path) -> PictureAnswer:
        """Read what `write` wrote.

        :raises OSError, ValueError: there is no whole answer.
        """
        values = json.loads(path.read_text("utf-8"))
        return cls(
            sentence=values["sentence"],
            pictures=tuple(values["pictures"]),
            broken_drivers=tuple(BrokenDriver.from_json(item) for item in values["broken_drivers"]),
        )
