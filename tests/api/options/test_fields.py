# SPDX-License-Identifier: GPL-3.0-or-later
"""Each option is described in Blender's manner and has its place in a group."""

from dataclasses import fields

import pytest
from rodin_props.api.options.fields import GROUPS, GenerationFields, PartFields, TextureFields, option_of
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.option import described
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import (
    GEN_1_TIERS,
    GEN_2_5_TIERS,
    Choice,
)
from rodin_props.api.options.values import OptionValues


@pytest.mark.parametrize("name", [f.name for f in fields(GenerationOptions)])
def test_words_follow_blenders_manner(name):
    option = option_of(name)
    assert option.group in GROUPS
    assert option.label[0].isupper()
    assert not option.help.endswith(".")
    assert option.help[0].isupper()
    default = getattr(GenerationOptions(), name)
    for choice in type(default) if isinstance(default, Choice) else ():
        assert choice.name.isidentifier()
        assert choice.name.isupper()
        assert choice.label
        assert choice.help[0].isupper()
        assert not choice.help.endswith(".")


def test_fields_stand_in_the_order_of_the_groups():
    groups = [option_of(f.name).group for f in fields(GenerationOptions)]
    assert groups == sorted(groups, key=GROUPS.index)


def test_every_tier_has_a_family():
    assert {tier.value for tier in GEN_1_TIERS} == {"Sketch", "Regular", "Detail", "Smooth"}
    assert len(GEN_2_5_TIERS) == 5


@pytest.mark.parametrize(
    ("kind", "described_by"),
    [(GenerationOptions, GenerationFields), (TextureOptions, TextureFields), (PartOptions, PartFields)],
)
def test_values_carry_every_option_that_is_described_in_the_same_order(
    kind: type[OptionValues], described_by: type
) -> None:
    assert [(field.name, field.default) for field in fields(kind)] == [
        (name, field.default) for name, field in described(described_by).items()
    ]
