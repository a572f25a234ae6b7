# SPDX-License-Identifier: GPL-3.0-or-later
"""Which options and pictures the service would refuse, and in which words we do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.options.face_counts import face_range
from rodin_props.api.options.fields import option_of
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.rules import problems
from rodin_props.api.options.types import (
    GEN_1_TIERS,
    GeometryInstructMode,
    Material,
    MeshMode,
    Tier,
)
from support.api.options import any_options


def _refused(options: GenerationOptions) -> list[str]:
    return [problem.field for problem in problems(options, image_count=1, has_prompt=False)]


def test_sketch_ignores_a_face_count():
    options = GenerationOptions(tier=Tier.SKETCH, quality_override=5_000)
    assert "quality_override" not in options.form()
    assert _refused(options) == []


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "lowest", "highest"),
    [
        (Tier.REGULAR, MeshMode.QUAD, 2_000, 200_000),
        (Tier.SMOOTH, MeshMode.RAW, 2_000, 200_000),
        (Tier.GEN_2, MeshMode.QUAD, 1_000, 200_000),
        (Tier.GEN_2, MeshMode.RAW, 500, 1_000_000),
        (Tier.GEN_2_5_LOW, MeshMode.QUAD, 1_000, 200_000),
        (Tier.GEN_2_5_LOW, MeshMode.RAW, 500, 1_000_000),
        (Tier.GEN_2_5_HIGH, MeshMode.RAW, 500, 2_000_000),
        (Tier.GEN_2_5_EXTREME_HIGH, MeshMode.RAW, 500, 2_000_000),
    ],
)
def test_face_counts_are_held_to_the_range_of_tier_and_mesh(tier, mesh_mode, lowest, highest):
    bounds = face_range(tier, mesh_mode)
    assert (bounds.minimum, bounds.maximum) == (lowest, highest)
    for count, refused in ((lowest - 1, True), (lowest, False), (highest, False), (highest + 1, True)):
        if count <= option_of("quality_override").maximum:
            options = GenerationOptions(tier=tier, mesh_mode=mesh_mode, quality_override=count)
            assert (_refused(options) == ["quality_override"]) is refused


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"tier": Tier.SKETCH, "material": Material.ALL}, "material", id="sketch makes no all"),
        pytest.param({"tier": Tier.SKETCH, "material": Material.NONE}, "material", id="sketch makes no bare geometry"),
        pytest.param(
            {"tier": Tier.GEN_2_5_LOW, "geometry_instruct_mode": GeometryInstructMode.CREATIVE},
            "geometry_instruct_mode",
            id="low is not creative",
        ),
        pytest.param({"tier": Tier.SKETCH, "material": Material.HYBRID}, "material", id="sketch makes no hybrid"),
        pytest.param({"tier": Tier.SMOOTH, "material": Material.HYBRID}, "material", id="nor does its generation"),
    ],
)
def test_combinations_the_service_refuses_are_refused_here(values, field):
    assert _refused(GenerationOptions(**values)) == [field]


@pytest.mark.parametrize("tier", sorted(set(Tier) - GEN_1_TIERS))
def test_hybrid_materials_are_made_since_the_second_generation(tier):
    options = GenerationOptions(tier=tier, material=Material.HYBRID)
    assert _refused(options) == []
    assert options.form()["material"] == "Hybrid"


def test_nothing_to_make_a_prop_from_is_refused():
    found = problems(GenerationOptions(), image_count=0, has_prompt=False)
    assert [problem.field for problem in found] == ["images"]


@pytest.mark.parametrize(("image_count", "refused"), [(0, False), (5, False), (6, True)])
def test_up_to_five_pictures(image_count, refused):
    assert bool(problems(GenerationOptions(), image_count=image_count, has_prompt=True)) is refused


def test_labels_must_match_the_pictures_where_they_are_sent():
    newest = GenerationOptions(tier=Tier.GEN_2_5_LOW)
    assert [p.field for p in problems(newest, image_count=2, has_prompt=False, label_count=1)] == ["image_labels"]
    assert problems(newest, image_count=2, has_prompt=False, label_count=2) == ()
    assert problems(GenerationOptions(), image_count=2, has_prompt=False, label_count=1) == ()


@given(any_options, st.integers(0, 8), st.booleans(), st.integers(0, 8))
def test_problems_are_two_sentences(options, image_count, has_prompt, label_count):
    for problem in problems(options, image_count=image_count, has_prompt=has_prompt, label_count=label_count):
        assert problem.sentence.endswith(".")
        assert problem.sentence.count(". ") >= 1
