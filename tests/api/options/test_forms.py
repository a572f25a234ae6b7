# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent for which tier."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.options.fields import option_of
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import (
    GEN_2_5_TIERS,
    Family,
    Material,
    MeshMode,
    Tier,
)
from support.api.options import EVERYTHING_ON, any_options


@given(any_options, st.integers(0, 5))
def test_every_form_says_the_five_things_whose_defaults_drift(options, image_count):
    form = options.form(image_count=image_count)
    assert {"tier", "geometry_file_format", "material", "mesh_mode"} <= form.keys()
    assert ("quality" in form) != ("quality_override" in form)


@given(any_options)
def test_a_form_holds_plain_words_only(options):
    for text in options.form(image_count=2).values():
        assert text
        assert text not in {"True", "False", "None"} or text == Material.NONE.value


@given(any_options)
def test_a_form_holds_only_what_the_tier_takes(options):
    taken = {option_of(name).wire for name in options.applicable()}
    always = {"tier", "geometry_file_format", "material", "mesh_mode", "quality"}
    assert options.form(image_count=2).keys() <= taken | always


def test_the_defaults_are_the_documented_ones():
    assert GenerationOptions().form() == {
        "tier": "Gen-2",
        "geometry_file_format": "glb",
        "material": "PBR",
        "mesh_mode": "Quad",
        "quality": "medium",
    }
    assert GenerationOptions().estimated_credits == 0.5
    assert GenerationOptions().expected_faces == 18_000


ALL_TIERS = {
    "material": "PBR",
    "use_original_alpha": "true",
    "TAPose": "true",
    "seed": "0",
    "preview_render": "true",
}
GEN_1 = ALL_TIERS | {"condition_mode": "fuse"}
GEN_2_5 = ALL_TIERS | {
    "geometry_file_format": "fbx",
    "mesh_mode": "Raw",
    "quality_override": "1000000",
    "addons": "HighPack",
    "hd_texture": "true",
    "uhd_texture": "true",
    "texture_delight": "true",
    "texture_mode": "extreme-high",
    "geometry_instruct_mode": "creative",
    "is_symmetric": "balanced",
}


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "expected"),
    [
        pytest.param(
            Tier.SKETCH,
            MeshMode.QUAD,
            GEN_1 | {"geometry_file_format": "glb", "quality": "high", "addons": "HighPack", "mesh_smooth": "false"},
            id="sketch writes glb only and knows no hyper detail",
        ),
        pytest.param(
            Tier.REGULAR,
            MeshMode.RAW,
            GEN_1 | {"geometry_file_format": "fbx", "quality": "medium", "mesh_simplify": "false", "use_hyper": "true"},
            id="raw on the first generation forces medium and takes no addons",
        ),
        pytest.param(
            Tier.DETAIL,
            MeshMode.QUAD,
            GEN_1
            | {
                "geometry_file_format": "fbx",
                "quality": "high",
                "mesh_smooth": "false",
                "use_hyper": "true",
                "addons": "HighPack",
            },
            id="quads on the first generation are smoothed, not simplified",
        ),
        pytest.param(
            Tier.GEN_2,
            MeshMode.RAW,
            ALL_TIERS | {"geometry_file_format": "fbx", "quality": "high", "addons": "HighPack", "hd_texture": "true"},
            id="the second generation knows hd textures alone",
        ),
        pytest.param(Tier.GEN_2_5_HIGH, MeshMode.RAW, GEN_2_5, id="the newest takes most"),
        pytest.param(
            Tier.GEN_2_5_HIGH,
            MeshMode.QUAD,
            GEN_2_5 | {"quality_override": "50000", "quad_normal": "false"},
            id="the newest bakes detail for quads",
        ),
        pytest.param(
            Tier.GEN_2_5_EXTREME_HIGH, MeshMode.RAW, GEN_2_5 | {"is_micro": "true"}, id="the finest takes micro detail"
        ),
    ],
)
def test_each_tier_gets_what_it_takes(tier, mesh_mode, expected):
    options = replace(EVERYTHING_ON, tier=tier, mesh_mode=mesh_mode)
    assert options.form(image_count=2) == expected | {"tier": tier.value, "mesh_mode": mesh_mode.value}


def test_several_pictures_alone_need_a_condition_mode():
    options = GenerationOptions(tier=Tier.REGULAR)
    assert "condition_mode" not in options.form(image_count=1)
    assert options.form(image_count=2)["condition_mode"] == "concat"


def test_the_first_generation_says_what_is_on_by_default():
    assert GenerationOptions(tier=Tier.REGULAR).form()["mesh_smooth"] == "true"
    assert GenerationOptions(tier=Tier.REGULAR, mesh_mode=MeshMode.RAW).form()["mesh_simplify"] == "true"


def test_geometry_alone_takes_no_texture_options():
    options = replace(EVERYTHING_ON, tier=Tier.GEN_2_5_HIGH, material=Material.NONE)
    textures = {"texture_mode", "hd_texture", "uhd_texture", "texture_delight", "quad_normal", "addons"}
    assert textures.isdisjoint(options.applicable())
    assert options.estimated_credits == 0.5


def test_the_newest_tiers_always_say_how_faithful_they_shall_be():
    for tier in GEN_2_5_TIERS:
        assert GenerationOptions(tier=tier).form()["geometry_instruct_mode"] == "faithful"


def test_a_face_count_takes_the_place_of_the_quality():
    form = GenerationOptions(quality_override=5_000).form()
    assert form["quality_override"] == "5000"
    assert "quality" not in form
    assert GenerationOptions(quality_override=5_000).expected_faces == 5_000


@pytest.mark.parametrize("tier", sorted(GEN_2_5_TIERS))
def test_detail_is_baked_for_quads_of_the_newest_tiers_unless_it_is_switched_off(tier):
    assert GenerationOptions(tier=tier).form()["quad_normal"] == "true"
    assert GenerationOptions(tier=tier, quad_normal=False).form()["quad_normal"] == "false"
    assert "quad_normal" not in GenerationOptions(tier=tier, mesh_mode=MeshMode.RAW).form()


def test_older_tiers_are_not_told_to_bake_detail():
    for tier in set(Tier) - GEN_2_5_TIERS:
        assert "quad_normal" not in GenerationOptions(tier=tier).form()


@given(any_options)
def test_the_form_asks_for_the_faces_that_are_expected(options):
    form = options.form()
    if "quality_override" in form:
        assert int(form["quality_override"]) == options.expected_faces
    elif options.tier.family is not Family.GEN_1:
        default = {"Quad": 18_000, "Raw": 500_000}[form["mesh_mode"]]
        assert options.expected_faces == default, "what is not the service's own default goes in figures"
