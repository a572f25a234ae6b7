# SPDX-License-Identifier: GPL-3.0-or-later
"""The next better tier takes along what it knows, and nothing that would be refused or cost unasked."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.rules import problems
from rodin_props.api.options.tiers import at_tier, better_tier
from rodin_props.api.options.types import GeometryInstructMode, Material, MeshMode, Quality, TextureMode, Tier
from support.api.options import any_options


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_leads_to_the_best_one_without_a_circle(tier: Tier) -> None:
    seen = [tier]
    while (following := better_tier(seen[-1])) is not None:
        assert following not in seen
        seen.append(following)
    assert seen[-1] is Tier.GEN_2_5_EXTREME_HIGH


def test_what_both_tiers_know_is_kept() -> None:
    options = GenerationOptions(quality=Quality.HIGH, mesh_mode=MeshMode.RAW, hd_texture=True, seed=7)
    better = at_tier(options, Tier.GEN_2_5_MEDIUM)
    assert (better.quality, better.mesh_mode, better.hd_texture, better.seed) == (Quality.HIGH, MeshMode.RAW, True, 7)


def test_a_switch_that_the_old_tier_ignored_does_not_begin_to_cost() -> None:
    options = GenerationOptions(tier=Tier.GEN_2, texture_mode=TextureMode.EXTREME_HIGH)
    assert options.estimated_credits == 0.5
    assert at_tier(options, Tier.GEN_2_5_HIGH).estimated_credits == 0.5


def test_what_the_other_tier_would_refuse_goes_back_to_its_default() -> None:
    options = GenerationOptions(tier=Tier.GEN_2_5_HIGH, mesh_mode=MeshMode.RAW, quality_override=1_500_000)
    assert at_tier(options, Tier.GEN_2_5_MEDIUM).quality_override == 0
    hybrid = GenerationOptions(material=Material.HYBRID)
    assert at_tier(hybrid, Tier.REGULAR).material is Material.PBR


def test_the_newest_tiers_begin_with_baked_detail() -> None:
    older = GenerationOptions(quad_normal=False)
    assert at_tier(older, Tier.GEN_2_5_MEDIUM).quad_normal
    assert not at_tier(replace(older, tier=Tier.GEN_2_5_MEDIUM), Tier.GEN_2_5_HIGH).quad_normal


def test_what_is_chosen_for_the_old_tier_holds_for_the_new_one() -> None:
    options = GenerationOptions(
        tier=Tier.GEN_2_5_MEDIUM, geometry_instruct_mode=GeometryInstructMode.CREATIVE, texture_mode=TextureMode.HIGH
    )
    better = at_tier(options, Tier.GEN_2_5_HIGH)
    assert better.geometry_instruct_mode is GeometryInstructMode.CREATIVE
    assert better.texture_mode is TextureMode.HIGH


@given(options=any_options, tier=st.sampled_from(Tier))
def test_nothing_that_could_be_sent_becomes_refused(options: GenerationOptions, tier: Tier) -> None:
    changed = at_tier(options, tier)
    assert changed.tier is tier
    assert problems(changed, image_count=1, has_prompt=True) == ()
    ignored_before = {each.name for each in fields(options)} - set(options.applicable()) - {"quality"}
    assert all(getattr(changed, name) == getattr(GenerationOptions(), name) for name in ignored_before)
