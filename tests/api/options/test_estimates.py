# SPDX-License-Identifier: GPL-3.0-or-later
"""How many credits and faces are to be expected."""

from dataclasses import replace

import pytest
from hypothesis import given
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import (
    Addons,
    MeshMode,
    Quality,
    TextureMode,
    Tier,
)
from support.api.options import EVERYTHING_ON, any_options


@given(any_options)
def test_the_estimate_is_never_below_the_price_of_a_generation(options):
    assert options.estimated_credits >= 0.5
    assert options.expected_faces >= 1


@pytest.mark.parametrize(
    ("options", "credits_needed"),
    [
        (GenerationOptions(tier=Tier.SKETCH), 0.5),
        (GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH), 1.0),
        (GenerationOptions(addons=Addons.HIGH_PACK), 1.5),
        (GenerationOptions(tier=Tier.REGULAR, mesh_mode=MeshMode.RAW, addons=Addons.HIGH_PACK), 0.5),
        (GenerationOptions(tier=Tier.GEN_2_5_LOW, texture_mode=TextureMode.EXTREME_HIGH), 2.5),
        (replace(EVERYTHING_ON, tier=Tier.GEN_2_5_EXTREME_HIGH), 4.0),
    ],
)
def test_estimated_credits(options, credits_needed):
    assert options.estimated_credits == credits_needed


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "counts"),
    [
        (Tier.GEN_2, MeshMode.QUAD, [50_000, 18_000, 8_000, 4_000]),
        (Tier.GEN_2, MeshMode.RAW, [500_000, 150_000, 20_000, 2_000]),
        (Tier.GEN_2_5_LOW, MeshMode.RAW, [1_000_000, 500_000, 60_000, 20_000]),
        (Tier.REGULAR, MeshMode.RAW, [18_000] * 4),
    ],
)
def test_expected_faces(tier, mesh_mode, counts):
    assert [GenerationOptions(tier=tier, mesh_mode=mesh_mode, quality=q).expected_faces for q in Quality] == counts
