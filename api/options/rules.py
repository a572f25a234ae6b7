# SPDX-License-Identifier: GPL-3.0-or-later
"""Which options the service takes together, what they cost, and what it refuses."""

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from ..picture_rules import MOST_PICTURES
from .fields import OptionFields, option_of
from .forms import text_of
from .option import Option
from .types import (
    CREATIVE_TIERS,
    FACES,
    Addons,
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

_TEXTURE_FIELDS = frozenset({"texture_mode", "hd_texture", "uhd_texture", "texture_delight", "addons"})


class Problem(NamedTuple):
    """Why a generation would be refused. ``field`` names an option, "images", "image_labels" or "prompt"."""

    field: str
    sentence: str


def takes(options: OptionFields, name: str, option: Option) -> bool:
    """Say whether the service takes the field with the chosen tier, mesh and material."""
    if option.tiers is not None and options.tier not in option.tiers:
        return False
    if name in _TEXTURE_FIELDS and options.material is Material.NONE:
        return False
    gen_1_raw = options.tier.family is Family.GEN_1 and options.mesh_mode is MeshMode.RAW
    match name:
        case "quality" | "addons":
            return not gen_1_raw
        case "mesh_simplify":
            return options.mesh_mode is MeshMode.RAW
        case "mesh_smooth":
            return options.mesh_mode is MeshMode.QUAD
        case _:
            return True


def applicable(options: OptionFields) -> tuple[str, ...]:
    """Return the names of the fields that the chosen tier, mesh and material take, in field order."""
    return tuple(field_.name for field_ in fields(options) if takes(options, field_.name, option_of(field_.name)))


def form(options: OptionFields, *, image_count: int) -> dict[str, str]:
    """Return wire names and texts.

    Tier, format, material, mesh and a quality are always there, since the service's defaults change; a switch that
    is off by default is sent only when it is on.
    """
    taken = applicable(options)
    overridden = "quality_override" in taken and options.quality_override > 0
    texts = {
        "tier": options.tier.value,
        "geometry_file_format": file_format(options).value,
        "material": options.material.value,
        "mesh_mode": options.mesh_mode.value,
    }
    if not overridden:
        texts["quality"] = (options.quality if "quality" in taken else Quality.MEDIUM).value
    for field_ in fields(options):
        left_out = {"quality"} | (set() if overridden else {"quality_override"})
        left_out |= set() if image_count > 1 else {"condition_mode"}
        if field_.name in taken and field_.name not in left_out:
            text = text_of(getattr(options, field_.name), field_.default)
            if text:
                texts[option_of(field_.name).wire] = text
    return texts


def file_format(options: OptionFields) -> GeometryFileFormat:
    """Return the format that will come; Sketch knows one only."""
    return GeometryFileFormat.GLB if options.tier is Tier.SKETCH else options.geometry_file_format


def estimated_credits(options: OptionFields) -> float:
    """Return what the generation will probably cost."""
    taken = applicable(options)
    credits_needed = 1.0 if options.tier is Tier.GEN_2_5_EXTREME_HIGH else 0.5
    if "addons" in taken and options.addons is Addons.HIGH_PACK:
        credits_needed += 1.0
    if "texture_mode" in taken and options.texture_mode is TextureMode.EXTREME_HIGH:
        credits_needed += 2.0
    return credits_needed


def expected_faces(options: OptionFields) -> int:
    """Return the face count the service aims at."""
    if "quality_override" in applicable(options) and options.quality_override > 0:
        return options.quality_override
    return FACES[options.tier.family, options.mesh_mode][list(Quality).index(options.quality)]


def problems(options: OptionFields, *, image_count: int, has_prompt: bool, label_count: int = 0) -> tuple[Problem, ...]:
    """Return what would be refused, the most basic first; empty when the generation may be sent."""
    return tuple(_problems(options, image_count=image_count, has_prompt=has_prompt, label_count=label_count))


def _problems(options: OptionFields, *, image_count: int, has_prompt: bool, label_count: int) -> Iterator[Problem]:
    if image_count == 0 and not has_prompt:
        yield Problem("images", "There is nothing to make a prop from. Add a picture or write a prompt.")
    if image_count > MOST_PICTURES:
        yield Problem(
            "images", f"Rodin takes up to {MOST_PICTURES} pictures. Remove {image_count - MOST_PICTURES} of them."
        )
    if label_count and options.tier.family is Family.GEN_2_5 and label_count != image_count:
        yield Problem("image_labels", "Each picture needs one view label. Label all pictures or none.")
    yield from _option_problems(options)


def _option_problems(options: OptionFields) -> Iterator[Problem]:
    taken = applicable(options)
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
