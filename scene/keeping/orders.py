# SPDX-License-Identifier: GPL-3.0-or-later
"""Which props are to be kept, and what became of them: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from ... import disk
from ..background.request import RunRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """What the Asset Browser tells of a prop. Author and license are the artist's."""

    name: str
    description: str = ""
    tags: tuple[str, ...] = ()
    catalog_id: str = ""
    """UUID of its catalog; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrder:
    """A prop that is to be written into a file of its own."""

    source: Path
    """The .blend that the prop was prepared in; never changed."""
    destination: Path
    """Where the new file goes, in a folder that is there."""
    asset: AssetFacts
    provenance: str
    """How it was made, a `Provenance` as JSON."""
    size_axis: str = "HEIGHT"
    """What the size measures that it was made with: HEIGHT or LONGEST_SIDE."""
    mesh_size: tuple[float, float, float] | None = None
    """Dimensions of the mesh in the artist's scene; None for those that it was prepared with."""
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Of the object in the artist's scene."""
    picture: Path | None = None
    """Shows it; without one, or if that is too small, it is rendered."""
    levels: Path | None = None
    """Its lighter levels, as `levels.level` says."""
    makes_levels: bool = False
    """They are made if that file is not there."""


class Refusal(StrEnum):
    """Why a prop was not kept."""

    NONE = "NONE"
    UNREADABLE = "UNREADABLE"
    """The source is not there, or no prop is in it."""
    GONE = "GONE"
    """The destination's folder is not there."""
    NOT_WRITABLE = "NOT_WRITABLE"
    FULL = "FULL"
    """No room on its disk."""
    FAILED = "FAILED"
    """Anything else, see the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProp:
    """What became of an order."""

    refusal: Refusal = Refusal.NONE
    reason: str = ""
    """Middle of a sentence, for `Refusal.FAILED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRequest(RunRequest):
    """What the background Blender is asked."""

    orders: tuple[KeepOrder, ...] = field(default_factory=tuple)

    @property
    def answer_path(self) -> Path:
        """Where the answers are written, after each prop anew."""
        return self.folder / "answers.json"

    @classmethod
    def read(cls, path: Path) -> KeepRequest:
        """Read what `write` wrote."""
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return cls(**values | {"orders": tuple(map(_order, values["orders"])), "folder": Path(values["folder"])})


def _order(values: dict[str, Any]) -> KeepOrder:
    asset = AssetFacts(**values["asset"] | {"tags": tuple(values["asset"]["tags"])})
    read = {
        "source": Path(values["source"]),
        "destination": Path(values["destination"]),
        "asset": asset,
        "mesh_size": None if values["mesh_size"] is None else tuple(values["mesh_size"]),
        "scale": tuple(values["scale"]),
        **{name: None if values[name] is None else Path(values[name]) for name in ("picture", "levels")},
    }
    return KeepOrder(**values | read)


def write_answers(answers: list[KeptProp], path: Path) -> None:
    """Write what became of the first of the orders."""
    disk.write_text(path, json.dumps([asdict(answer) for answer in answers]))


def read_answers(path: Path) -> list[KeptProp]:
    """Read what `write_answers` wrote last; an empty list if it did not come so far, or is broken."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return [KeptProp(**values | {"refusal": Refusal(values["refusal"])}) for values in found]
    except (OSError, ValueError, TypeError, KeyError):
        return []
