# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job asks of the service when it is not a generation: new textures for a mesh, or parts of a model."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from ..api.options.part_options import PartOptions
from ..api.options.texture_options import TextureOptions

RETENTION_SECONDS = 7 * 24 * 3600.0
"""How long the service keeps what a task made: so long it can be fetched, and split into parts."""


class Kind(StrEnum):
    """The kinds of jobs. All are paid once, followed, fetched and prepared in the same way."""

    GENERATION = "GENERATION"
    TEXTURES = "TEXTURES"
    PARTS = "PARTS"

    @property
    def words(self) -> str:
        """What such a job makes if that is no prop: “new textures”; "" for a generation."""
        return {"TEXTURES": "new textures", "PARTS": "parts"}.get(self.value, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTextures:
    """New textures for a mesh of the artist's."""

    kind: ClassVar[Kind] = Kind.TEXTURES
    mesh_file: str
    """Name of the GLB in the job's folder that is sent."""
    options: TextureOptions = field(default_factory=TextureOptions)

    def with_seed(self, seed: int) -> "NewTextures":
        """Return the same with another seed."""
        return replace(self, options=self.options.with_seed(seed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A prop or a mesh of the artist's, split into parts. The job's prompt holds the names that are wanted."""

    kind: ClassVar[Kind] = Kind.PARTS
    task_uuid: str = ""
    """Of the prop's generation; "" if a mesh is sent."""
    mesh_file: str = ""
    """Name of the GLB in the job's folder that is sent; "" for a prop of ours."""
    options: PartOptions = field(default_factory=PartOptions)

    def with_seed(self, seed: int) -> "Parts":
        """Return the same with another seed."""
        return replace(self, options=self.options.with_seed(seed))


Work = NewTextures | Parts


def to_dict(work: Work | None) -> dict[str, object] | None:
    """Return it for JSON; None for a generation."""
    match work:
        case NewTextures():
            return {"kind": work.kind, "mesh_file": work.mesh_file, "options": work.options.to_dict()}
        case Parts():
            names = {"task_uuid": work.task_uuid, "mesh_file": work.mesh_file}
            return {"kind": work.kind, **names, "options": work.options.to_dict()}
        case None:
            return None


def from_dict(values: Mapping[str, object] | None) -> Work | None:
    """Read back what ``to_dict`` wrote. :raises ValueError: for anything else."""
    if values is None:
        return None
    stored = values.get("options")
    options = stored if isinstance(stored, Mapping) else {}
    texts = {name: str(values.get(name, "")) for name in ("mesh_file", "task_uuid")}
    match values.get("kind"):
        case Kind.TEXTURES:
            return NewTextures(mesh_file=texts["mesh_file"], options=TextureOptions.from_dict(options))
        case Kind.PARTS:
            return Parts(**texts, options=PartOptions.from_dict(options))
        case _:
            raise ValueError("not a kind of job")
