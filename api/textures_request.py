# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for a mesh that exists."""

from dataclasses import dataclass, field
from pathlib import Path

from .errors import InvalidOptions
from .http.transport import Part
from .mesh_files import mesh_part
from .models import PROMPT_LENGTH
from .options.rules import Problem
from .options.texture_options import TextureOptions
from .pictures import picture_part


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
        refusals: list[Problem] = []
        if self.image is None:
            refusals.append(Problem("images", "Rodin needs a picture of the new look. Choose one."))
        if len(self.prompt.strip()) > PROMPT_LENGTH:
            sentence = f"The prompt is too long. Shorten it to {PROMPT_LENGTH:,} characters."
            refusals.append(Problem("prompt", sentence))
        return tuple(refusals)

    def form(self) -> dict[str, str]:
        """Return the text parts. :raises InvalidOptions: for the first of ``problems()``."""
        for problem in self.problems():
            raise InvalidOptions(problem.field, problem.sentence)
        prompt = self.prompt.strip()
        return self.options.form() | ({"prompt": prompt} if prompt else {})

    def file_parts(self) -> tuple[Part, ...]:
        """Read the files and return their parts. :raises PictureRefused, MeshRefused: one cannot be sent."""
        pictures = () if self.image is None else (picture_part(self.image, name="image", file_name="image"),)
        return (*pictures, mesh_part(self.mesh))
