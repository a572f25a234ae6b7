# SPDX-License-Identifier: GPL-3.0-or-later
"""Which meshes are to be exported, and what became of them: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ... import disk
from ...processes.prepare_request import MESH_NAME, ORIGINAL_NAME
from ..background.request import RunRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshOrder:
    """A mesh that is to be exported."""

    object_name: str
    """Of a local object, in the copy too."""
    folder: Path
    """Where its two files go."""
    matrix: tuple[float, ...]
    """Of the object in the world, row by row. Its rotation and scale go into the file for the service."""
    shape_file: str = ""
    """Where the points are that a simulation has moved; "" without one."""
    reduce: bool = False
    """A mesh that is too big is sent with fewer triangles; otherwise it is refused."""
    for_textures: bool = True
    """New textures are to be made for it: it needs a UV map that can carry a picture, or gets a further one."""

    @property
    def mesh_path(self) -> Path:
        """Where the GLB goes."""
        return self.folder / MESH_NAME

    @property
    def original_path(self) -> Path:
        """Where the .blend goes."""
        return self.folder / ORIGINAL_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedMesh:
    """What became of an order."""

    refusal: str = ""
    """Why it cannot be sent, the end of a sentence about it; empty if it can."""
    triangles: int = 0
    """In the file for the service."""
    full_triangles: int = 0
    """Before it was reduced."""
    file_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest(RunRequest):
    """What the background Blender is asked."""

    file: Path
    """The copy of the objects."""
    orders: tuple[MeshOrder, ...]
    frame: int
    subframe: float
    largest_bytes: int
    """Of a file for the service."""

    @property
    def answer_path(self) -> Path:
        """Where the answers are written, after each mesh anew."""
        return self.folder / "answers.json"

    @classmethod
    def read(cls, path: Path) -> ExportRequest:
        """Read what `write` wrote."""
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        orders = tuple(
            MeshOrder(**order | {"folder": Path(order["folder"]), "matrix": tuple(order["matrix"])})
            for order in values["orders"]
        )
        return cls(**values | {"orders": orders, "file": Path(values["file"]), "folder": Path(values["folder"])})


def write_answers(answers: list[ExportedMesh], path: Path) -> None:
    """Write what became of the first of the orders."""
    disk.write_text(path, json.dumps([asdict(answer) for answer in answers]))


def read_answers(path: Path) -> list[ExportedMesh]:
    """Read what `write_answers` wrote last; an empty list if it did not come so far, or is broken."""
    try:
        return [ExportedMesh(**values) for values in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
