# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: RUF009 (the defaults are frozen descriptions, made once)
"""The one source of truth for the options of a generation.

Each field carries an ``Option``: Blender's properties, the panels, the checks and the request are made from it.
"""

from dataclasses import dataclass, fields

from .option import Option, OptionValues
from .option import option as _option
from .types import (
    GEN_1_TIERS,
    GEN_2_5_TIERS,
    Addons,
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

GROUPS = ("Quality", "Material", "Shape", "Pictures", "Output")
"""Sections of a panel, in order."""


_NOT_SKETCH = frozenset(Tier) - {Tier.SKETCH}
_EXTREME_HIGH = frozenset({Tier.GEN_2_5_EXTREME_HIGH})
_SINCE_GEN_2 = frozenset(Tier) - GEN_1_TIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFields(OptionValues):
    """Every choice of a generation beside its pictures and its prompt, as plain values."""

    tier: Tier = _option(Tier.GEN_2, "Tier", "Which of Rodin's models makes the prop", "Quality", "tier")
    mesh_mode: MeshMode = _option(MeshMode.QUAD, "Mesh", "What the surface is made of", "Quality", "mesh_mode")
    quality: Quality = _option(Quality.MEDIUM, "Detail", "How many faces the prop has", "Quality", "quality")
    quality_override: int = _option(
        0,
        "Face Count",
        "Ask for this many faces instead; 0 follows Detail",
        "Quality",
        "quality_override",
        tiers=_NOT_SKETCH,
        minimum=0,
        maximum=2_000_000,
    )
    material: Material = _option(Material.PBR, "Material", "Which materials the prop carries", "Material", "material")
    texture_mode: TextureMode = _option(
        TextureMode.AUTO,
        "Texture Effort",
        "How much work goes into textures",
        "Material",
        "texture_mode",
        tiers=GEN_2_5_TIERS,
    )
    hd_texture: bool = _option(
        False,
        "HD Texture",
        "Sharper textures, which may resemble the picture less",
        "Material",
        "hd_texture",
        tiers=_SINCE_GEN_2,
    )
    uhd_texture: bool = _option(
        False, "UHD Texture", "The sharpest textures", "Material", "uhd_texture", tiers=GEN_2_5_TIERS
    )
    texture_delight: bool = _option(
        False,
        "Remove Lighting",
        "Remove the picture's own light and shadow from the textures",
        "Material",
        "texture_delight",
        tiers=GEN_2_5_TIERS,
    )
    quad_normal: bool = _option(
        True,
        "Bake Detail",
        "Keep the detail of the dense sculpt in a normal map, so that few quads look like many",
        "Material",
        "quad_normal",
        tiers=GEN_2_5_TIERS,
        unsaid=False,
    )
    addons: Addons = _option(Addons.NONE, "Extras", "Extras that cost more", "Material", "addons")
    geometry_instruct_mode: GeometryInstructMode = _option(
        GeometryInstructMode.FAITHFUL,
        "Fidelity",
        "How freely Rodin may add to what it sees",
        "Shape",
        "geometry_instruct_mode",
        tiers=GEN_2_5_TIERS,
    )
    is_symmetric: Symmetry = _option(
        Symmetry.AUTO, "Symmetry", "How symmetric the prop is", "Shape", "is_symmetric", tiers=GEN_2_5_TIERS
    )
    is_micro: bool = _option(
        False, "Micro Detail", "Sculpt the finest details too", "Shape", "is_micro", tiers=_EXTREME_HIGH
    )
    ta_pose: bool = _option(False, "T/A Pose", "Put a figure into a T or A pose", "Shape", "TAPose")
    use_hyper: bool = _option(
        False, "Hyper Detail", "Extra geometric detail", "Shape", "use_hyper", tiers=GEN_1_TIERS - {Tier.SKETCH}
    )
    mesh_simplify: bool = _option(True, "Simplify", "Reduce the triangles", "Shape", "mesh_simplify", tiers=GEN_1_TIERS)
    mesh_smooth: bool = _option(True, "Smooth", "Smooth the quads", "Shape", "mesh_smooth", tiers=GEN_1_TIERS)
    condition_mode: ConditionMode = _option(
        ConditionMode.CONCAT,
        "Several Pictures",
        "What several pictures mean together",
        "Pictures",
        "condition_mode",
        tiers=GEN_1_TIERS,
    )
    use_original_alpha: bool = _option(
        False,
        "Use Transparency",
        "Take the picture's own transparency as the outline of the subject",
        "Pictures",
        "use_original_alpha",
    )
    geometry_file_format: GeometryFileFormat = _option(
        GeometryFileFormat.GLB,
        "Format",
        "Which kind of file Rodin writes",
        "Output",
        "geometry_file_format",
        tiers=_NOT_SKETCH,
    )
    seed: int = _option(
        -1,
        "Seed",
        "The same seed and input give a similar prop again; -1 takes a new one each time",
        "Output",
        "seed",
        minimum=-1,
        maximum=65_535,
    )
    preview_render: bool = _option(
        False,
        "Preview Render",
        "Also make a rendered picture; known to fail at times, which does no harm to the model",
        "Output",
        "preview_render",
    )


_OPTIONS: dict[str, Option] = {field_.name: field_.metadata["option"] for field_ in fields(OptionFields)}


def option_of(name: str) -> Option:
    """Return what is said about the field of this name; KeyError for any other."""
    return _OPTIONS[name]
