# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of splitting a model into parts, and what they cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fields import PartFields
from .types import PartMaterial, Resolution
from .values import OptionValues

if TYPE_CHECKING:
    from .prices import ListPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOptions(OptionValues):
    """Every choice of splitting beside the model, its picture and the names that are wanted."""

    strength: int = PartFields.strength
    material: PartMaterial = PartFields.material
    resolution: Resolution = PartFields.resolution
    explode_strength: float = PartFields.explode_strength
    seed: int = PartFields.seed

    def form(self) -> dict[str, str]:
        """Return wire names and texts; what the service would decide anyway is left out."""
        return {"geometry_file_format": "glb", **self.texts()}

    @property
    def list_price(self) -> "ListPrice":
        """What it costs by the documentation; the service's answer has the last word."""
        from .prices import ListPrice, Price

        return ListPrice(priced_by="parts", price=Price(credits=0.5))
