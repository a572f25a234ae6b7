# SPDX-License-Identifier: GPL-3.0-or-later
"""The one source of truth for what can be chosen: one description for each option, with its default.

Blender's properties are made from them at its start. The values that carry the options are in modules of their own:
Blender needs none before something is pressed, and to make their classes takes longer than all of this.
"""

from .option import Option, described
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
    ModelMaterial,
    PartMaterial,
    Quality,
    Resolution,
    Symmetry,
    TextureMode,
    Tier,
)

GROUPS = ("Quality", "Material", "Shape", "Pictures", "Output")
"""Sections of a panel, in order."""


_NOT_SKETCH = frozenset(Tier) - {Tier.SKETCH}
_EXTREME_HIGH = frozenset({Tier.GEN_2_5_EXTREME_HIGH})
_SINCE_GEN_2 = frozenset(Tier) - GEN_1_TIERS


class GenerationFields:
    """Every choice of a generation beside its pictures and its prompt."""

    tier = _option(Tier.GEN_2, "Tier", "Which of Rodin's models makes the prop", "Quality", "tier", is_priced=True)
    mesh_mode = _option(MeshMode.QUAD, "Mesh", "What the surface is made of", "Quality", "mesh_mode")
    quality = _option(Quality.MEDIUM, "Detail", "How many faces the prop has", "Quality", "quality")
    quality_override = _option(
        0,
        "Face Count",
        "Ask for this many faces instead; 0 follows Detail",
        "Quality",
        "quality_override",
        tiers=_NOT_SKETCH,
        minimum=0,
        maximum=2_000_000,
    )
    material = _option(Material.PBR, "Material", "Which materials the prop carries", "Material", "material")
    texture_mode = _option(
        TextureMode.AUTO,
        "Texture Effort",
        "How much work goes into textures",
        "Material",
        "texture_mode",
        is_priced=True,
        tiers=GEN_2_5_TIERS,
    )
    hd_texture = _option(
        False,
        "HD Texture",
        "Sharper textures, which may resemble the picture less",
        "Material",
        "hd_texture",
        tiers=_SINCE_GEN_2,
    )
    uhd_texture = _option(
        False,
        "UHD Texture",
        "Textures of 4K instead of 2K; those of the effort Extreme High have 6K",
        "Material",
        "uhd_texture",
        tiers=GEN_2_5_TIERS,
    )
    texture_delight = _option(
        False,
        "Remove Lighting",
        "Remove the picture's own light and shadow from the textures",
        "Material",
        "texture_delight",
        tiers=GEN_2_5_TIERS,
    )
    quad_normal = _option(
        True,
        "Bake Detail",
        "Keep the detail of the dense sculpt in a normal map, so that few quads look like many",
        "Material",
        "quad_normal",
        tiers=GEN_2_5_TIERS,
        unsaid=False,
    )
    addons = _option(Addons.NONE, "Extras", "Extras beyond what the tier makes", "Material", "addons", is_priced=True)
    geometry_instruct_mode = _option(
        GeometryInstructMode.FAITHFUL,
        "Fidelity",
        "How freely Rodin may add to what it sees",
        "Shape",
        "geometry_instruct_mode",
        tiers=GEN_2_5_TIERS,
    )
    is_symmetric = _option(
        Symmetry.AUTO, "Symmetry", "How symmetric the prop is", "Shape", "is_symmetric", tiers=GEN_2_5_TIERS
    )
    is_micro = _option(False, "Micro Detail", "Sculpt the finest details too", "Shape", "is_micro", tiers=_EXTREME_HIGH)
    ta_pose = _option(False, "T/A Pose", "Put a figure into a T or A pose", "Shape", "TAPose")
    use_hyper = _option(
        False, "Hyper Detail", "Extra geometric detail", "Shape", "use_hyper", tiers=GEN_1_TIERS - {Tier.SKETCH}
    )
    mesh_simplify = _option(True, "Simplify", "Reduce the triangles", "Shape", "mesh_simplify", tiers=GEN_1_TIERS)
    mesh_smooth = _option(True, "Smooth", "Smooth the quads", "Shape", "mesh_smooth", tiers=GEN_1_TIERS)
    condition_mode = _option(
        ConditionMode.CONCAT,
        "Several Pictures",
        "What several pictures mean together",
        "Pictures",
        "condition_mode",
        tiers=GEN_1_TIERS,
    )
    use_original_alpha = _option(
        False,
        "Use Transparency",
        "Take the picture's own transparency as the outline of the subject",
        "Pictures",
        "use_original_alpha",
    )
    geometry_file_format = _option(
        GeometryFileFormat.GLB,
        "Format",
        "Which kind of file Rodin writes",
        "Output",
        "geometry_file_format",
        tiers=_NOT_SKETCH,
    )
    seed = _option(
        -1,
        "Seed",
        "The same seed and input give a similar prop again; -1 takes a new one each time",
        "Output",
        "seed",
        minimum=-1,
        maximum=65_535,
    )
    preview_render = _option(
        False,
        "Preview Render",
        "Also make a rendered picture; known to fail at times, which does no harm to the model",
        "Output",
        "preview_render",
    )


class TextureFields:
    """Every choice of new textures beside the mesh, the picture and the words."""

    material = _option(ModelMaterial.PBR, "Material", "Which material the mesh gets", "Material", "material")
    resolution = _option(Resolution.BASIC, "Resolution", "How big the textures are", "Material", "resolution")
    texture_mode = _option(
        TextureMode.AUTO, "Texture Effort", "How much work goes into textures", "Material", "texture_mode"
    )
    hd_texture = _option(
        False, "HD Texture", "Sharper textures, which may resemble the picture less", "Material", "hd_texture"
    )
    texture_delight = _option(
        False,
        "Remove Lighting",
        "Remove the picture's own light and shadow from the textures",
        "Material",
        "texture_delight",
    )
    reference_scale = _option(
        1.0,
        "Likeness",
        "How closely the textures follow the picture",
        "Material",
        "reference_scale",
        minimum=0.5,
        maximum=1.0,
    )
    escore = _option(
        3.5, "Complexity", "How rich in detail the textures are", "Material", "escore", minimum=0.0, maximum=10.0
    )
    seed = _option(
        -1,
        "Seed",
        "The same seed and input give similar textures again; -1 takes a new one each time",
        "Material",
        "seed",
        minimum=-1,
        maximum=65_535,
    )


class PartFields:
    """Every choice of splitting beside the model, its picture and the names that are wanted."""

    strength = _option(
        5, "Fineness", "How many parts the model is split into", "Shape", "strength", minimum=2, maximum=12
    )
    material = _option(PartMaterial.PBR, "Material", "Which materials the parts get", "Material", "material")
    resolution = _option(Resolution.BASIC, "Resolution", "How big the textures are", "Material", "resolution")
    explode_strength = _option(
        0.0,
        "Spread",
        "How far the parts are moved apart; 0 leaves them in their places",
        "Shape",
        "explode_strength",
        minimum=0.0,
        maximum=10.0,
    )
    seed = _option(
        -1,
        "Seed",
        "The same seed and input give similar parts again; -1 takes a new one each time",
        "Shape",
        "seed",
        minimum=-1,
        maximum=65_535,
    )


_OPTIONS: dict[str, Option] = {name: field.metadata["option"] for name, field in described(GenerationFields).items()}


def option_of(name: str) -> Option:
    """Return what is said about the field of this name; KeyError for any other."""
    return _OPTIONS[name]
