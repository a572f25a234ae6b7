# SPDX-License-Identifier: GPL-3.0-or-later
"""Options survive being stored, and take no value out of bounds."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.errors import InvalidOptions
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import (
    Quality,
    Tier,
)
from support.api.options import any_options

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(any_options)
def test_options_survive_being_stored(options):
    assert GenerationOptions.from_dict(options.to_dict()) == options


@given(st.dictionaries(st.sampled_from([f.name for f in fields(GenerationOptions)]) | st.text(), junk))
def test_whatever_was_stored_reads_back_as_valid_options(stored):
    options = GenerationOptions.from_dict(stored)
    assert GenerationOptions.from_dict(options.to_dict()) == options


def test_a_stored_choice_is_read_by_name_and_by_wire_word():
    assert GenerationOptions.from_dict({"tier": "GEN_2_5_LOW"}).tier is Tier.GEN_2_5_LOW
    assert GenerationOptions.from_dict({"tier": "Gen-2.5-Low"}).tier is Tier.GEN_2_5_LOW


def test_what_was_stored_before_an_option_existed_did_not_ask_for_it():
    stored = GenerationOptions(tier=Tier.GEN_2_5_HIGH).to_dict()
    assert GenerationOptions.from_dict(stored).quad_normal
    del stored["quad_normal"]
    assert GenerationOptions.from_dict(stored).form()["quad_normal"] == "false"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"seed": -2}, "seed"),
        ({"seed": 65_536}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"seed": True}, "seed"),
        ({"quality_override": -1}, "quality_override"),
        ({"quality_override": 2_000_001}, "quality_override"),
        ({"tier": "Gen-2"}, "tier"),
        ({"hd_texture": 1}, "hd_texture"),
        ({"material": Quality.LOW}, "material"),
    ],
)
def test_values_out_of_bounds_or_of_the_wrong_kind_are_refused(values, field):
    with pytest.raises(InvalidOptions) as caught:
        GenerationOptions(**values)
    assert caught.value.field == field


@pytest.mark.parametrize("seed", [0, 65_535])
def test_the_ends_of_the_seeds_are_legal(seed):
    assert GenerationOptions().with_seed(seed).form()["seed"] == str(seed)
