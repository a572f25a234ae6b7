# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of all kinds."""

from dataclasses import fields

from hypothesis import strategies as st
from rodin_props.api.options.fields import option_of
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import (
    Addons,
    Choice,
    ConditionMode,
    GeometryFileFormat,
    GeometryInstructMode,
    Quality,
    Symmetry,
    TextureMode,
)


def _values(name: str, default: object) -> st.SearchStrategy[object]:
    if isinstance(default, Choice):
        return st.sampled_from(list(type(default)))
    if isinstance(default, bool):
        return st.booleans()
    option = option_of(name)
    return st.integers(option.minimum, option.maximum)


any_options = st.builds(GenerationOptions, **{f.name: _values(f.name, f.default) for f in fields(GenerationOptions)})

EVERYTHING_ON = GenerationOptions(
    quality=Quality.HIGH,
    texture_mode=TextureMode.EXTREME_HIGH,
    hd_texture=True,
    uhd_texture=True,
    texture_delight=True,
    quad_normal=False,
    addons=Addons.HIGH_PACK,
    geometry_instruct_mode=GeometryInstructMode.CREATIVE,
    is_symmetric=Symmetry.BALANCED,
    is_micro=True,
    ta_pose=True,
    use_hyper=True,
    mesh_simplify=False,
    mesh_smooth=False,
    condition_mode=ConditionMode.FUSE,
    use_original_alpha=True,
    geometry_file_format=GeometryFileFormat.FBX,
    seed=0,
    preview_render=True,
)
