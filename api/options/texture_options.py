# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of new textures for a mesh that exists, and what they cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fields import TextureFields
from .types import ModelMaterial, Resolution, TextureMode
from .values import OptionValues

if TYPE_CHECKING:
    from .prices import ListPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureOptions(OptionValues):
    """Every choice of new textures beside the mesh, the picture and the words."""

    material: ModelMaterial = TextureFields.material
    resolution: Resolution = TextureFields.resolution
    texture_mode: TextureMode = TextureFields.texture_mode
    hd_texture: bool = TextureFields.hd_texture
    texture_delight: bool = TextureFields.texture_delight
    reference_scale: float = TextureFields.reference_scale
    escore: float = TextureFields.escore
    seed: int = TextureFields.seed

    def form(self) -> dict[str, str]:
        """Return wire names and texts; what the service would decide anyway is left out."""
        return {"geometry_file_format": "glb", **self.texts()}

    @property
    def list_price(self) -> "ListPrice":
        """What it costs by the documentation; the service's answer has the last word."""
        from .prices import ListPrice, Price

        return ListPrice(priced_by="textures", price=Price(credits=0.5))
