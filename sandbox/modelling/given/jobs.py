# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be done to a model that was sent in."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureJob(Job):
    """New textures for a model."""

    work: ClassVar[str] = "retexture"

    image: bytes = field(repr=False)
    model: bytes = field(repr=False)
    model_name: str
    prompt: str
    material: str
    mesh: str
    """What becomes of the mesh: see MESHES in retexture.py."""
    texture_pixels: int
    seed: int
    shape: str
    """The generation of the service that writes it; "": by the seed."""
    reference_scale: float
    delight: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsJob(Job):
    """A model split into parts."""

    work: ClassVar[str] = "split"

    models: tuple[bytes, ...] = field(repr=False)
    """One, or the parts that an earlier task made of it."""
    model_name: str
    image: bytes = field(repr=False)
    """Colours a model that has none; may be empty."""
    material: str
    texture_pixels: int
    seed: int
    shape: str
    """The generation of the service that writes it; "": by the seed."""
    count: int
    wanted: tuple[str, ...]
    files: str
    """How the parts are listed: one, many or zip."""
    names: str
    """What the parts are called: wanted, numbered or none."""
    explode: float
    drift: float
    """How far points move, of the longest side."""
    normalised: bool
