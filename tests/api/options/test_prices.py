# SPDX-License-Identifier: GPL-3.0-or-later
"""What things cost by the documentation, what they were charged, and how a button says it."""

from dataclasses import fields

import pytest
from hypothesis import given
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.prices import Price
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import Addons, Choice, Material, MeshMode, TextureMode, Tier
from support.api.options import any_options

PACK, FINEST = Addons.HIGH_PACK, TextureMode.EXTREME_HIGH


@pytest.mark.parametrize(
    ("options", "priced_by", "words"),
    [
        (GenerationOptions(), "Gen-2", "0.5 credits"),
        (GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH), "Gen-2.5-Extreme-High", "1 credit"),
        (GenerationOptions(addons=PACK), "Gen-2|HighPack", "1.5 credits"),
        (GenerationOptions(tier=Tier.GEN_2_5_LOW, addons=PACK), "Gen-2.5-Low|HighPack", "up to 1.5 credits"),
        (GenerationOptions(tier=Tier.GEN_2_5_LOW, texture_mode=FINEST), "Gen-2.5-Low|extreme-high", "2.5 credits"),
        (
            GenerationOptions(tier=Tier.GEN_2_5_HIGH, addons=PACK, texture_mode=FINEST),
            "Gen-2.5-High|HighPack|extreme-high",
            "up to 3.5 credits",
        ),
        (GenerationOptions(texture_mode=FINEST), "Gen-2", "0.5 credits"),
        (GenerationOptions(tier=Tier.REGULAR, mesh_mode=MeshMode.RAW, addons=PACK), "Regular", "0.5 credits"),
        (GenerationOptions(material=Material.NONE, addons=PACK), "Gen-2", "0.5 credits"),
        (TextureOptions(), "textures", "0.5 credits"),
        (PartOptions(), "parts", "0.5 credits"),
    ],
)
def test_a_price_has_a_key_that_says_all_it_depends_on(options, priced_by, words):
    listed = options.list_price
    assert (listed.priced_by, listed.price.words) == (priced_by, words)
    assert options.estimated_credits == listed.price.credits


@given(any_options, any_options)
def test_what_has_the_same_key_has_the_same_list_price(one, other):
    if one.list_price.priced_by == other.list_price.priced_by:
        assert one.list_price == other.list_price


def test_what_was_charged_goes_before_the_list():
    listed = GenerationOptions(tier=Tier.GEN_2_5_HIGH, addons=PACK).list_price
    assert listed.known_from({"Gen-2.5-High|HighPack": 0.5}) == Price(credits=0.5)
    assert listed.known_from({"Gen-2.5-High": 3.0}) == listed.price


def test_several_cost_several_times_as_much_in_words_too():
    assert Price(credits=0.5).times(2).words == "1 credit"
    assert Price(credits=1.5, up_to=True).times(3).words == "up to 4.5 credits"


def test_rounding_is_no_other_price():
    assert Price(credits=0.3).agrees_with(0.1 + 0.2)
    assert not Price(credits=0.5).agrees_with(0.51)


KINDS = (GenerationOptions, TextureOptions, PartOptions)


def added(kind, name, value):
    """The most credits that a value adds by the list, with whichever tier."""
    tiers = [{"tier": tier} for tier in Tier] if kind is GenerationOptions and name != "tier" else [{}]
    pairs = ((kind(**tier | {name: value}), kind(**tier)) for tier in tiers)
    return max(with_it.estimated_credits - without.estimated_credits for with_it, without in pairs)


def said(credits_added, words):
    return f"; {words} {credits_added:g} credit{'' if credits_added == 1 else 's'} to the price"


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_adds_to_the_price_says_how_much_in_its_tooltip_and_nothing_else_does(kind):
    for field in fields(kind):
        option = field.metadata["option"]
        tooltip = option.tooltip(field.default.most_credits() if isinstance(field.default, Choice) else 0.0)
        if not isinstance(field.default, Choice):
            values = {not field.default} if isinstance(field.default, bool) else {option.minimum, option.maximum}
            assert {added(kind, field.name, type(field.default)(value)) for value in values} == {0.0}, field.name
            assert tooltip == option.help
            continue
        credits_added = {choice: added(kind, field.name, choice) for choice in type(field.default)}
        for choice, each in credits_added.items():
            expected = choice.help + (said(each, "adds") if each else "")
            assert choice.tooltip(is_priced=option.is_priced) == expected
        most = max(credits_added.values())
        assert tooltip == option.help + (said(most, "adds up to") if most else "")


def test_three_options_of_a_generation_add_to_its_price():
    priced = {field.name for field in fields(GenerationOptions) if field.metadata["option"].is_priced}
    assert priced == {"tier", "addons", "texture_mode"}
    assert PACK.tooltip(is_priced=True).endswith("; adds 1 credit to the price")
