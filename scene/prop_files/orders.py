# SPDX-License-Identifier: GPL-3.0-or-later
"""Which props are to be written into a file: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ..background.request import RunRequest

KINDS = (".blend", ".glb", ".gltf", ".usdc", ".usdz", ".fbx", ".obj", ".stl", ".ply")
"""Ends of the names of files that can be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropSource:
    """One thing that goes into the file."""

    prepared: Path | None
    """The .blend that was prepared; never changed."""
    model: Path | None = None
    """What the service sent, where nothing is prepared."""
    provenance: str = ""
    """How it was made, a `Provenance` as JSON; "" for what is no prop of its own: parts and looks stay as prepared."""
    restore_quads: bool = False
    """The model was asked for as quads, should it have to be imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRequest(RunRequest):
    """What the background Blender is asked."""

    destination: Path
    """In a folder of its own, which takes what belongs to the file as well, such as pictures."""
    sources: tuple[PropSource, ...]

    @property
    def answer_path(self) -> Path:
        """Where it says in the end what went wrong: the middle of a sentence, "" if nothing did."""
        return self.folder / "answer.txt"

    @classmethod
    def read(cls, path: Path) -> FileRequest:
        """Read what `write` wrote."""
        values = json.loads(path.read_text("utf-8"))
        paths = {name: Path(values[name]) for name in ("destination", "folder")}
        return cls(**values | paths | {"sources": tuple(PropSource(**_source(each)) for each in values["sources"])})


def _source(values: dict[str, object]) -> dict[str, object]:
    return values | {name: Path(str(values[name])) if values[name] else None for name in ("prepared", "model")}
