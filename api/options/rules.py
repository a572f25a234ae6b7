# SPDX-License-Identifier: GPL-3.0-or-later
"""Which options the service takes together, what it refuses, and what is doubtful."""

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from ..picture_rules import MOST_PICTURES
from .face_counts import DEFAULT_FACES, FACES, face_range
from .fields import option_of
from .forms import text_of
from .option import Option
from .prices import ListPrice, Price
from .types import (
    CREATIVE_TIERS,
    Addons,
    Family,
    GeometryFileFormat,
    GeometryInstructMode,
    Material,
    MeshMode,
    Quality,
    TextureMode,
    Tier,
)
from .values import GenerationValues

_TEXTURE_FIELDS = frozenset({"texture_mode", "hd_texture", "uhd_texture", "texture_delight", "quad_normal", "addons"})


_CREDITS = 0.5
"""Of a generation with nothing that costs more."""


class Problem(NamedTuple):
    """Why a generation would be refused, or may be. ``field``: an option, "images", "image_labels" or "prompt"."""

    field: str
    sentence: str


def takes(options: GenerationValues, name: str, option: Option) -> bool:
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
        case "mesh_smooth" | "quad_normal":
            return options.mesh_mode is MeshMode.QUAD
        case _:
            return True


def applicable(options: GenerationValues) -> tuple[str, ...]:
    """Return the names of the fields that the chosen tier, mesh and material take, in field order."""
    return tuple(field_.name for field_ in fields(options) if takes(options, field_.name, option_of(field_.name)))


def form(options: GenerationValues, *, image_count: int) -> dict[str, str]:
    """Return wire names and texts.

    Tier, format, material, mesh and a quality are always there, since the service's defaults change; a switch that
    is off by default is sent only when it is on.
    """
    taken = applicable(options)
    texts = {
        "tier": options.tier.value,
        "geometry_file_format": file_format(options).value,
        "material": options.material.value,
        "mesh_mode": options.mesh_mode.value,
        **_face_count(options, taken),
    }
    left_out = {"quality", "quality_override"} | (set() if image_count > 1 else {"condition_mode"})
    for field_ in fields(options):
        if field_.name in taken and field_.name not in left_out:
            text = text_of(getattr(options, field_.name), field_.default)
            if text:
                texts[option_of(field_.name).wire] = text
    return texts


def _face_count(options: GenerationValues, taken: tuple[str, ...]) -> dict[str, str]:
    """Return how the number of faces is asked for: in a word, or in figures.

    The newer tiers fall back to a count of their own if they miss the word, so what is not that count goes in figures.
    """
    faces = expected_faces(options)
    is_asked_for = "quality_override" in taken and options.quality_override > 0
    differs = options.tier.family is not Family.GEN_1 and faces != DEFAULT_FACES[options.mesh_mode]
    if is_asked_for or differs:
        return {"quality_override": str(faces)}
    return {"quality": (options.quality if "quality" in taken else Quality.MEDIUM).value}


def file_format(options: GenerationValues) -> GeometryFileFormat:
    """Return the format that will come; Sketch knows one only."""
    return GeometryFileFormat.GLB if options.tier is Tier.SKETCH else options.geometry_file_format


def list_price(options: GenerationValues) -> ListPrice:
    """Return what the generation costs by the documentation, and all that this depends on."""
    taken = applicable(options)
    priced = (each.name for each in fields(options) if each.name in taken and each.metadata["option"].is_priced)
    credits_needed = _CREDITS + sum(getattr(options, name).more_credits for name in priced)
    has_pack = "addons" in taken and options.addons is Addons.HIGH_PACK
    has_finest_textures = "texture_mode" in taken and options.texture_mode is TextureMode.EXTREME_HIGH
    priced_by = [options.tier.value]
    if has_pack:
        priced_by.append(options.addons.value)
    if has_finest_textures:
        priced_by.append(options.texture_mode.value)
    # The newer pages of the service do not list what the pack costs with its newest tiers.
    up_to = has_pack and options.tier.family is Family.GEN_2_5
    return ListPrice(priced_by="|".join(priced_by), price=Price(credits=credits_needed, up_to=up_to))


def expected_faces(options: GenerationValues) -> int:
    """Return the face count the service aims at."""
    if "quality_override" in applicable(options) and options.quality_override > 0:
        return options.quality_override
    return FACES[options.tier.family, options.mesh_mode][list(Quality).index(options.quality)]


def problems(
    options: GenerationValues, *, image_count: int, has_prompt: bool, label_count: int = 0
) -> tuple[Problem, ...]:
    """Return what would be refused, the most basic first; empty when the generation may be sent."""
    return tuple(_problems(options, image_count=image_count, has_prompt=has_prompt, label_count=label_count))


def _problems(options: GenerationValues, *, image_count: int, has_prompt: bool, label_count: int) -> Iterator[Problem]:
    if image_count == 0 and not has_prompt:
        yield Problem("images", "There is nothing to make a prop from. Add a picture or write a prompt.")
    if image_count > MOST_PICTURES:
        yield Problem(
            "images", f"Rodin takes up to {MOST_PICTURES} pictures. Remove {image_count - MOST_PICTURES} of them."
        )
    if label_count and options.tier.family is Family.GEN_2_5 and label_count != image_count:
        yield Problem("image_labels", "Each picture needs one view label. Label all pictures or none.")
    yield from _option_problems(options)


def _option_problems(options: GenerationValues) -> Iterator[Problem]:
    taken = applicable(options)
    if options.tier is Tier.SKETCH and options.material not in {Material.PBR, Material.SHADED}:
        yield Problem("material", "The tier Sketch makes PBR or Shaded materials only. Choose one of these.")
    elif options.tier.family is Family.GEN_1 and options.material is Material.HYBRID:
        sentence = f"The tier {options.tier.label} makes no Hybrid materials. Choose another material, or Gen-2."
        yield Problem("material", sentence)
    creative = options.geometry_instruct_mode is GeometryInstructMode.CREATIVE
    if creative and "geometry_instruct_mode" in taken and options.tier not in CREATIVE_TIERS:
        sentence = "Creative needs Gen-2.5 Medium, High or Extreme High. Choose Faithful or another tier."
        yield Problem("geometry_instruct_mode", sentence)
    bounds = face_range(options.tier, options.mesh_mode)
    count = options.quality_override
    if bounds and count and not bounds.minimum <= count <= bounds.maximum:
        sentence = f"{options.tier.label} takes {bounds.minimum:,} to {bounds.maximum:,} faces for this mesh."
        yield Problem("quality_override", f"{sentence} Change the face count, or set it to 0 to follow Detail.")


def packs_mesh(options: GenerationValues) -> bool:
    """Say whether High Pack is chosen, and makes a denser mesh too."""
    has_pack = options.addons is Addons.HIGH_PACK and "addons" in applicable(options)
    return has_pack and options.tier.family is Family.GEN_2 and options.mesh_mode is MeshMode.QUAD
