# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: RUF009 (the defaults are frozen descriptions, made once)
"""The options of new textures for a mesh that exists, and what they cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .option import OptionValues, option
from .types import ModelMaterial, Resolution, TextureMode

if TYPE_CHECKING:
    from .prices import ListPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureOptions(OptionValues):
    """Every choice of new textures beside the mesh, the picture and the words."""

    material: ModelMaterial = option(
        ModelMaterial.PBR, "Material", "Which material the mesh gets", "Material", "material"
    )
    resolution: Resolution = option(
        Resolution.BASIC, "Resolution", "How big the textures are", "Material", "resolution"
    )
    texture_mode: TextureMode = option(
        TextureMode.AUTO, "Texture Effort", "How much work goes into textures", "Material", "texture_mode"
    )
    hd_texture: bool = option(
        False, "HD Texture", "Sharper textures, which may resemble the picture less", "Material", "hd_texture"
    )
    texture_delight: bool = option(
        False,
        "Remove Lighting",
        "Remove the picture's own light and shadow from the textures",
        "Material",
        "texture_delight",
    )
    reference_scale: float = option(
        1.0,
        "Likeness",
        "How closely the textures follow the picture",
        "Material",
        "reference_scale",
        minimum=0.5,
        maximum=1.0,
    )
    escore: float = option(
        3.5, "Complexity", "How rich in detail the textures are", "Material", "escore", minimum=0.0, maximum=10.0
    )
    seed: int = option(
        -1,
        "Seed",
        "The same seed and input give similar textures again; -1 takes a new one each time",
        "Material",
        "seed",
        minimum=-1,
        maximum=65_535,
    )

    def form(self) -> dict[str, str]:
        """Return wire names and texts; what the service would decide anyway is left out."""
        from .forms import form_of

        return {"geometry_file_format": "glb", **form_of(self)}

    @property
    def list_price(self) -> "ListPrice":
        """What it costs by the documentation; the service's answer has the last word."""
        from .prices import ListPrice, Price

        return ListPrice(priced_by="textures", price=Price(credits=0.5))
