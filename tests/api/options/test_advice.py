# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of options that may be sent all the same."""

from dataclasses import fields

import pytest
from hypothesis import given
from rodin_props.api.options.advice import note, warnings
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.rules import problems
from rodin_props.api.options.types import (
    GEN_2_5_TIERS,
    Addons,
    GeometryFileFormat,
    Material,
    MeshMode,
    TextureMode,
    Tier,
)
from support.api.options import any_options

PACK = Addons.HIGH_PACK


@pytest.mark.parametrize("tier", sorted(GEN_2_5_TIERS))
def test_usdz_of_the_newest_tiers_is_doubtful_and_may_be_sent(tier):
    options = GenerationOptions(tier=tier, geometry_file_format=GeometryFileFormat.USDZ)
    assert [problem.field for problem in warnings(options)] == ["geometry_file_format"]
    assert problems(options, image_count=1, has_prompt=False) == ()
    assert options.form()["geometry_file_format"] == "usdz"


def test_usdz_of_other_tiers_is_not_doubtful():
    for tier in set(Tier) - GEN_2_5_TIERS:
        assert warnings(GenerationOptions(tier=tier, geometry_file_format=GeometryFileFormat.USDZ)) == ()


@given(any_options)
def test_warnings_are_two_sentences_and_notes_are_one(options):
    for warning in warnings(options):
        assert warning.sentence.endswith(".")
        assert warning.sentence.count(". ") >= 1
    for field in fields(options):
        sentence = note(options, field.name)
        assert not sentence or sentence.endswith(".")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"tier": Tier.GEN_2},
            "Textures of 4K instead of 2K; the mesh has about 16 times as many faces.",
        ),
        ({"tier": Tier.GEN_2, "mesh_mode": MeshMode.RAW}, "Textures of 4K instead of 2K; the mesh stays the same."),
        ({"tier": Tier.SKETCH}, "Textures of 4K instead of 1K; the mesh stays the same."),
        ({"tier": Tier.GEN_2_5_LOW}, "Textures of 4K instead of 2K; the mesh stays the same."),
        ({"tier": Tier.GEN_2_5_LOW, "uhd_texture": True}, "Textures of 8K instead of 4K; the mesh stays the same."),
        (
            {"tier": Tier.GEN_2_5_HIGH, "uhd_texture": True, "texture_mode": TextureMode.EXTREME_HIGH},
            "Textures of 12K instead of 6K; the mesh stays the same.",
        ),
        ({"tier": Tier.GEN_2, "material": Material.NONE}, ""),
        ({"tier": Tier.REGULAR, "mesh_mode": MeshMode.RAW}, ""),
    ],
)
def test_high_pack_says_what_it_does_with_the_tier_that_is_chosen(values, sentence):
    assert note(GenerationOptions(addons=PACK, **values), "addons") == sentence
    assert note(GenerationOptions(**values), "addons") == ""
