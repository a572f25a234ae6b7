# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service takes together and what it refuses; ``options`` is the way in (no bpy)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from .errors import InvalidOptions
from .option_types import (
    CREATIVE_TIERS,
    FACES,
    Addons,
    Choice,
    Family,
    GeometryFileFormat,
    GeometryInstructMode,
    Material,
    MeshMode,
    Quality,
    TextureMode,
    Tier,
    face_range,
)

if TYPE_CHECKING:
    from .options import GenerationOptions

MAX_IMAGES = 5
_TEXTURE_FIELDS = frozenset({"texture_mode", "hd_texture", "uhd_texture", "texture_delight", "addons"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What is said about one field: labels are in title case, help is a sentence without its full stop."""

    label: str
    help: str
    wire: str
    group: str
    tiers: frozenset[Tier] | None = None
    """The tiers that take it, None for all."""
    minimum: int | None = None
    maximum: int | None = None

    def holds(self, value: int) -> bool:
        """Say whether a number is within the bounds."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a generation would be refused. ``field`` names an option, "images", "image_labels" or "prompt"."""

    field: str
    sentence: str


def check_value(name: str, option: Option, value: object, default: object) -> None:
    """Raise InvalidOptions for a value of the wrong type or out of the field's bounds."""
    if type(value) is not type(default):
        raise InvalidOptions(name, f"“{option.label}” has a value of the wrong kind. Choose another one.")
    if isinstance(value, int) and not option.holds(value):
        bounds = f"{option.minimum:,} to {option.maximum:,}"
        raise InvalidOptions(name, f"“{option.label}” cannot be {value:,}. Choose a number from {bounds}.")


def read_value(option: Option, default: Any, stored: object) -> Any:
    """Read a stored value: a choice by name or wire word; the default stands in for what cannot be read."""
    if isinstance(default, Choice):
        matches = (each for each in type(default) if isinstance(stored, str) and stored in {each.name, each.value})
        return next(matches, default)
    if type(stored) is not type(default) or (isinstance(stored, int) and not option.holds(stored)):
        return default
    return stored


def takes(options: "GenerationOptions", name: str, option: Option) -> bool:
    """Say whether the service takes the field with the chosen tier, mesh and material."""
    if option.tiers is not None and options.tier not in option.tiers:
        return False
    if name in _TEXTURE_FIELDS and options.material is Material.NONE:
        return False
    first_raw = options.tier.family is Family.GEN_1 and options.mesh_mode is MeshMode.RAW
    match name:
        case "quality" | "addons":
            return not first_raw
        case "mesh_simplify":
            return options.mesh_mode is MeshMode.RAW
        case "mesh_smooth":
            return options.mesh_mode is MeshMode.QUAD
        case _:
            return True


def form(options: "GenerationOptions", *, image_count: int) -> dict[str, str]:
    """Return wire names and texts.

    Tier, format, material, mesh and a quality are always there, since the service's defaults drift; a switch that is
    off by default goes only when it is on.
    """
    taken = options.applicable()
    overridden = "quality_override" in taken and options.quality_override > 0
    texts = {
        "tier": options.tier.value,
        "geometry_file_format": file_format(options).value,
        "material": options.material.value,
        "mesh_mode": options.mesh_mode.value,
    }
    if not overridden:
        texts["quality"] = (options.quality if "quality" in taken else Quality.MEDIUM).value
    for each in fields(options):
        left_out = {"quality"} | (set() if overridden else {"quality_override"})
        left_out |= set() if image_count > 1 else {"condition_mode"}
        if each.name in taken and each.name not in left_out:
            option: Option = each.metadata["option"]
            text = _text(getattr(options, each.name), each.default)
            if text:
                texts[option.wire] = text
    return texts


def _text(value: object, default: object) -> str:
    """Encode a value; "" is not sent."""
    match value:
        case Choice():
            return value.value
        case bool():
            return "" if value is default is False else str(value).lower()
        case int():
            return "" if value < 0 else str(value)
        case _:
            raise TypeError(type(value))


def file_format(options: "GenerationOptions") -> GeometryFileFormat:
    """Return the format that will come; Sketch knows one only."""
    return GeometryFileFormat.GLB if options.tier is Tier.SKETCH else options.geometry_file_format


def estimated_credits(options: "GenerationOptions") -> float:
    """Return what the generation will probably cost."""
    taken = options.applicable()
    credits_needed = 1.0 if options.tier is Tier.GEN_2_5_EXTREME_HIGH else 0.5
    if "addons" in taken and options.addons is Addons.HIGH_PACK:
        credits_needed += 1.0
    if "texture_mode" in taken and options.texture_mode is TextureMode.EXTREME_HIGH:
        credits_needed += 2.0
    return credits_needed


def expected_faces(options: "GenerationOptions") -> int:
    """Return the face count the service aims at."""
    if "quality_override" in options.applicable() and options.quality_override > 0:
        return options.quality_override
    return FACES[options.tier.family, options.mesh_mode][list(Quality).index(options.quality)]


def problems(
    options: "GenerationOptions", *, image_count: int, has_prompt: bool, label_count: int = 0
) -> tuple[Problem, ...]:
    """Return what would be refused, the most basic first; empty when the generation may be sent."""
    return tuple(_problems(options, image_count=image_count, has_prompt=has_prompt, label_count=label_count))


def _problems(
    options: "GenerationOptions", *, image_count: int, has_prompt: bool, label_count: int
) -> Iterator[Problem]:
    if image_count == 0 and not has_prompt:
        yield Problem("images", "There is nothing to make a prop from. Add a picture or write a prompt.")
    if image_count > MAX_IMAGES:
        yield Problem("images", f"Rodin takes up to {MAX_IMAGES} pictures. Remove {image_count - MAX_IMAGES} of them.")
    if label_count and options.tier.family is Family.GEN_2_5 and label_count != image_count:
        yield Problem("image_labels", "Each picture needs one view label. Label all pictures or none.")
    yield from _option_problems(options)


def _option_problems(options: "GenerationOptions") -> Iterator[Problem]:
    taken = options.applicable()
    if options.tier is Tier.SKETCH and options.material in {Material.ALL, Material.NONE}:
        yield Problem("material", "The tier Sketch makes PBR or Shaded materials only. Choose one of these.")
    if options.geometry_file_format is GeometryFileFormat.USDZ and options.tier.family is Family.GEN_2_5:
        yield Problem("geometry_file_format", "Gen-2.5 does not write USDZ reliably. Choose GLB or another tier.")
    creative = options.geometry_instruct_mode is GeometryInstructMode.CREATIVE
    if creative and "geometry_instruct_mode" in taken and options.tier not in CREATIVE_TIERS:
        sentence = "Creative needs Gen-2.5 Medium, High or Extreme High. Choose Faithful or another tier."
        yield Problem("geometry_instruct_mode", sentence)
    bounds = face_range(options.tier, options.mesh_mode)
    count = options.quality_override
    if bounds and count and not bounds.minimum <= count <= bounds.maximum:
        sentence = f"{options.tier.label} takes {bounds.minimum:,} to {bounds.maximum:,} faces for this mesh."
        yield Problem("quality_override", f"{sentence} Change the face count, or set it to 0 to follow Detail.")
