# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: RUF009 (the defaults are frozen descriptions, made once)
"""The options of splitting a model into parts, and what they cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .option import OptionValues, option
from .types import PartMaterial, Resolution

if TYPE_CHECKING:
    from .prices import ListPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOptions(OptionValues):
    """Every choice of splitting beside the model, its picture and the names that are wanted."""

    strength: int = option(
        5, "Fineness", "How many parts the model is split into", "Shape", "strength", minimum=2, maximum=12
    )
    material: PartMaterial = option(
        PartMaterial.PBR, "Material", "Which materials the parts get", "Material", "material"
    )
    resolution: Resolution = option(
        Resolution.BASIC, "Resolution", "How big the textures are", "Material", "resolution"
    )
    explode_strength: float = option(
        0.0,
        "Spread",
        "How far the parts are moved apart; 0 leaves them in their places",
        "Shape",
        "explode_strength",
        minimum=0.0,
        maximum=10.0,
    )
    seed: int = option(
        -1,
        "Seed",
        "The same seed and input give similar parts again; -1 takes a new one each time",
        "Shape",
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

        return ListPrice(priced_by="parts", price=Price(credits=0.5))
