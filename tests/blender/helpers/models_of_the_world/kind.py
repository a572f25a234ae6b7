# SPDX-License-Identifier: GPL-3.0-or-later
"""One kind of model that people meet, and what is right for it."""

from collections.abc import Callable
from dataclasses import dataclass

CHAIR = (1.0, 0.6, 2.0)
"""What `Model.chair` measures along Blender's axes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A model in words, and what is to become of it."""

    make: Callable[[], bytes]
    size: tuple[float, float, float] = CHAIR
    """Along Blender's axes, in the model's own unit."""
    triangles: int = 12
    pictures: int = 0
    """That can be read."""
    uv_maps: int = 1
    colors: int = 0
    told: str = ""
    """What the artist is told besides: a regular expression."""
    refused: str = ""
    """What the job ends with, if it is no prop: a regular expression. Its file is kept."""
