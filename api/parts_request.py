# SPDX-License-Identifier: GPL-3.0-or-later
"""A model split into parts."""

from dataclasses import dataclass, field
from pathlib import Path

from .http.transport import Part
from .mesh_files import mesh_part
from .options.part_options import PartOptions
from .options.rules import Problem
from .options.types import PartMaterial
from .paid_request import refuse_first
from .pictures import parts_of_one_picture

INSTRUCTION_LENGTH = 500
"""Characters of the names that are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsRequest:
    """All that goes into one paid request for parts.

    :param task_uuid: a task of ours whose model is split; "" for a mesh that is sent along.
    :param mesh: a GLB, in place of a task.
    :param image: of the mesh; the service needs one with a mesh that shall get materials.
    :param instruction: names of the wanted parts, separated by commas.
    """

    task_uuid: str = ""
    mesh: Path | None = None
    image: Path | None = None
    options: PartOptions = field(default_factory=PartOptions)
    instruction: str = ""
    path: str = field(default="/bang", init=False)

    def problems(self) -> tuple[Problem, ...]:
        """Return what the service would refuse, without reading the files; empty when it may be sent."""
        refusals: list[Problem] = []
        if bool(self.task_uuid) == (self.mesh is not None):
            refusals.append(Problem("mesh", "Either a prop of Rodin or a mesh of yours can be split. Choose one."))
        if self.mesh is not None and self.image is None and self.options.material is not PartMaterial.NONE:
            sentence = "Parts of a mesh of yours get materials from a picture. Choose one, or the material None."
            refusals.append(Problem("images", sentence))
        if len(self.instruction.strip()) > INSTRUCTION_LENGTH:
            sentence = f"The names of the parts are too long. Shorten them to {INSTRUCTION_LENGTH:,} characters."
            refusals.append(Problem("instruction", sentence))
        return tuple(refusals)

    def form(self) -> dict[str, str]:
        """Return the text parts. :raises InvalidOptions: for the first of ``problems()``."""
        refuse_first(self.problems())
        texts = self.options.form()
        if self.task_uuid:
            texts["asset_id"] = self.task_uuid
        if instruction := self.instruction.strip():
            texts["instruction"] = instruction
        return texts

    def file_parts(self) -> tuple[Part, ...]:
        """Read the files and return their parts. :raises PictureRefused, MeshRefused: one cannot be sent."""
        pictures = parts_of_one_picture(self.image)
        return pictures if self.mesh is None else (*pictures, mesh_part(self.mesh))
