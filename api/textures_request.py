# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for a mesh that exists."""

from dataclasses import dataclass, field
from pathlib import Path

from .http.transport import Part
from .mesh_files import mesh_part
from .options.rules import Problem
from .options.texture_options import TextureOptions
from .paid_request import prompt_problems, refuse_first
from .pictures import parts_of_one_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class TexturesRequest:
    """All that goes into one paid request for new textures.

    :param mesh: a GLB.
    :param image: shows the look; the service needs one.
    """

    mesh: Path
    image: Path | None
    options: TextureOptions = field(default_factory=TextureOptions)
    prompt: str = ""
    path: str = field(default="/rodin_texture_only", init=False)

    def problems(self) -> tuple[Problem, ...]:
        """Return what the service would refuse, without reading the files; empty when it may be sent."""
        refusals = prompt_problems(self.prompt)
        if self.image is None:
            return (Problem("images", "Rodin needs a picture of the new look. Choose one."), *refusals)
        return refusals

    def form(self) -> dict[str, str]:
        """Return the text parts. :raises InvalidOptions: for the first of ``problems()``."""
        refuse_first(self.problems())
        prompt = self.prompt.strip()
        return self.options.form() | ({"prompt": prompt} if prompt else {})

    def file_parts(self) -> tuple[Part, ...]:
        """Read the files and return their parts. :raises PictureRefused, MeshRefused: one cannot be sent."""
        return (*parts_of_one_picture(self.image), mesh_part(self.mesh))
