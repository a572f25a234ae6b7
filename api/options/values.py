# SPDX-License-Identifier: GPL-3.0-or-later

"""Options with their values: checked, stored and read back."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..errors import InvalidOptions
from .fields import GenerationFields
from .forms import text_of
from .option import Option, Stored
from .types import (
    Addons,
    Choice,
    ConditionMode,
    GeometryFileFormat,
    GeometryInstructMode,
    Material,
    MeshMode,
    Quality,
    Symmetry,
    TextureMode,
    Tier,
)

if TYPE_CHECKING:
    from .prices import ListPrice


class OptionValues:
    """Options with their values. Each kind of them is a frozen dataclass, has a seed and a price.

    :raises InvalidOptions: for a value of the wrong type or out of bounds.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __post_init__(self) -> None:
        for field_ in fields(self):
            check_value(field_.name, field_.metadata["option"], getattr(self, field_.name), field_.default)

    @property
    def list_price(self) -> "ListPrice":
        """What it costs by the documentation; the service's answer has the last word."""
        raise NotImplementedError

    @property
    def estimated_credits(self) -> float:
        """The most that it costs by the documentation."""
        return self.list_price.price.credits

    def texts(self) -> dict[str, str]:
        """Return wire names and texts of all fields; what ``text_of`` leaves empty is left out."""
        texts = {
            field_.metadata["option"].wire: text_of(getattr(self, field_.name), field_.default)
            for field_ in fields(self)
        }
        return {name: text for name, text in texts.items() if text}

    def with_seed(self, seed: int) -> Self:
        """Return these options with another seed, 0 to 65535, or -1 for a new one each time."""
        values: dict[str, Any] = {"seed": seed}
        return replace(self, **values)

    def to_dict(self) -> dict[str, Stored]:
        """Return plain values for JSON; choices go by name."""
        return {
            field_.name: value.name if isinstance(value, Choice) else value
            for field_ in fields(self)
            for value in (getattr(self, field_.name),)
        }

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> Self:
        """Read back what ``to_dict`` wrote; the default replaces what is unknown or out of bounds."""
        read: dict[str, Any] = {}
        for field_ in fields(cls):
            described: Option = field_.metadata["option"]
            if field_.name in mapping:
                read[field_.name] = _read_value(described, field_.default, mapping[field_.name])
            elif described.unsaid is not None:
                read[field_.name] = described.unsaid
        return cls(**read)


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationValues(OptionValues):
    """Every choice of a generation beside its pictures and its prompt."""

    tier: Tier = GenerationFields.tier
    mesh_mode: MeshMode = GenerationFields.mesh_mode
    quality: Quality = GenerationFields.quality
    quality_override: int = GenerationFields.quality_override
    material: Material = GenerationFields.material
    texture_mode: TextureMode = GenerationFields.texture_mode
    hd_texture: bool = GenerationFields.hd_texture
    uhd_texture: bool = GenerationFields.uhd_texture
    texture_delight: bool = GenerationFields.texture_delight
    quad_normal: bool = GenerationFields.quad_normal
    addons: Addons = GenerationFields.addons
    geometry_instruct_mode: GeometryInstructMode = GenerationFields.geometry_instruct_mode
    is_symmetric: Symmetry = GenerationFields.is_symmetric
    is_micro: bool = GenerationFields.is_micro
    ta_pose: bool = GenerationFields.ta_pose
    use_hyper: bool = GenerationFields.use_hyper
    mesh_simplify: bool = GenerationFields.mesh_simplify
    mesh_smooth: bool = GenerationFields.mesh_smooth
    condition_mode: ConditionMode = GenerationFields.condition_mode
    use_original_alpha: bool = GenerationFields.use_original_alpha
    geometry_file_format: GeometryFileFormat = GenerationFields.geometry_file_format
    seed: int = GenerationFields.seed
    preview_render: bool = GenerationFields.preview_render


def check_value(name: str, option: Option, value: object, default: object) -> None:
    """Refuse a value of the wrong type or out of the field's bounds. :raises InvalidOptions:"""
    if type(value) is not type(default):
        sentence = f"“{option.label}” has a value of the wrong kind. Choose another one."
    elif isinstance(value, int | float) and not option.holds(value):
        bounds = f"{option.minimum:,} to {option.maximum:,}"
        sentence = f"“{option.label}” cannot be {value:,}. Choose a number from {bounds}."
    else:
        return
    raise InvalidOptions(name, sentence)


def _read_value(option: Option, default: Any, stored: object) -> Any:
    """Read a stored value: a choice by name or wire word; the default replaces what cannot be read."""
    if isinstance(default, Choice):
        matches = (
            choice for choice in type(default) if isinstance(stored, str) and stored in {choice.name, choice.value}
        )
        return next(matches, default)
    if type(stored) is not type(default) or (isinstance(stored, int | float) and not option.holds(stored)):
        return default
    return stored
