# SPDX-License-Identifier: GPL-3.0-or-later
"""What is worth knowing of a choice of options: what may not work, and what one option does with the others."""

from .rules import Problem, applicable, file_format, packs_mesh
from .types import Addons, Family, GeometryFileFormat, TextureMode, Tier
from .values import GenerationValues


def warnings(options: GenerationValues) -> tuple[Problem, ...]:
    """Return what may not work with these options, as far as is known; it keeps nobody from sending them."""
    if file_format(options) is GeometryFileFormat.USDZ and options.tier.family is Family.GEN_2_5:
        sentence = "Gen-2.5 may refuse to write USDZ, or fail at it. Choose GLB to be certain."
        return (Problem("geometry_file_format", sentence),)
    return ()


def note(options: GenerationValues, name: str) -> str:
    """Return what an option does with the others that are chosen, in a sentence; "" if its help says it all."""
    if name != "addons" or options.addons is not Addons.HIGH_PACK or name not in applicable(options):
        return ""
    finest = options.tier.family is Family.GEN_2_5 and options.texture_mode is TextureMode.EXTREME_HIGH
    largest = options.tier.family is Family.GEN_2_5 and options.uhd_texture
    usual, packed = (6, 12) if finest else (4, 8) if largest else (1 if options.tier is Tier.SKETCH else 2, 4)
    mesh = "the mesh has about 16 times as many faces" if packs_mesh(options) else "the mesh stays the same"
    return f"Textures of {packed}K instead of {usual}K; {mesh}."
