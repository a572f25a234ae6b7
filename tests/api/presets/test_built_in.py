# SPDX-License-Identifier: GPL-3.0-or-later
"""The presets that come with the extension."""

import re
from dataclasses import replace

import pytest
from rodin_props.api.options.advice import note
from rodin_props.api.options.prices import Price
from rodin_props.api.options.rules import problems
from rodin_props.api.options.types import Addons, Tier
from rodin_props.api.presets.built_in import BUILT_IN, FOLDER, BuiltIn
from rodin_props.api.presets.cost import cost_words
from rodin_props.api.presets.preset_text import names_in_presets

by_name = pytest.mark.parametrize("built_in", BUILT_IN, ids=lambda each: each.stem)


@by_name
def test_each_is_read_without_a_warning_and_could_be_sent(built_in: BuiltIn) -> None:
    read = built_in.preset
    assert read.told == ()
    assert problems(read.options, image_count=1, has_prompt=True) == ()


@by_name
def test_each_sets_nothing_that_its_tier_does_not_take(built_in: BuiltIn) -> None:
    said = set(re.findall(r"^settings\.(\w+) =", built_in.path.read_text("utf-8"), re.MULTILINE))
    assert said <= set(built_in.preset.options.applicable()) & set(names_in_presets())


@by_name
def test_each_says_how_large_textures_are_as_high_pack_does(built_in: BuiltIn) -> None:
    told = note(replace(built_in.preset.options, addons=Addons.HIGH_PACK), "addons")
    for side in re.findall(r"\d+K", built_in.help):
        assert f"instead of {side};" in told
    assert "est textures" not in built_in.help, "a pack or another effort makes larger ones"


def test_they_are_the_files_of_their_folder_and_no_two_are_alike() -> None:
    assert {each.path for each in BUILT_IN} == set(FOLDER.glob("*.py"))
    assert len({each.preset.options for each in BUILT_IN}) == len(BUILT_IN)


def test_the_draft_is_the_quickest_and_the_hero_costs_most() -> None:
    options = {each.stem: each.preset.options for each in BUILT_IN}
    known = {stem: each.tier.usual_seconds for stem, each in options.items() if each.tier.usual_seconds}
    assert min(known, key=lambda stem: known[stem]) == "Draft"
    assert max(options, key=lambda stem: options[stem].estimated_credits) == "Hero_Prop"
    assert {stem: options[stem].estimated_credits for stem in options} == {
        "Draft": 0.5,
        "Layout_Prop": 0.5,
        "Game_Prop": 0.5,
        "Hero_Prop": 1.0,
        "For_Printing": 0.5,
    }


@pytest.mark.parametrize("tier", Tier)
def test_the_seconds_of_a_tier_are_those_that_its_help_says(tier: Tier) -> None:
    said = re.search(r"about (\d+) seconds", tier.help)
    assert said is None or int(said[1]) == tier.usual_seconds


@pytest.mark.parametrize(
    ("tier", "measured_seconds", "words"),
    [
        (Tier.SKETCH, None, "about 20 seconds"),
        (Tier.GEN_2, None, "about 90 seconds"),
        (Tier.GEN_2_5_MEDIUM, None, "1–2 minutes"),
        (Tier.GEN_2_5_EXTREME_HIGH, None, "1–2 minutes or longer"),
        (Tier.GEN_2_5_EXTREME_HIGH, 93.1, "about 95 seconds"),
        (Tier.GEN_2, 97.5, "about 2 minutes"),
        (Tier.SKETCH, 400.0, "about 7 minutes"),
        (Tier.SKETCH, 0.2, "about 5 seconds"),
    ],
)
def test_a_time_is_what_was_measured_else_what_is_documented_else_told_roughly(
    tier: Tier, measured_seconds: float | None, words: str
) -> None:
    assert cost_words(Price(credits=1.0), tier, measured_seconds=measured_seconds) == f"1 credit, {words}"


@pytest.mark.parametrize("tier", Tier)
def test_seconds_are_said_of_no_tier_of_which_none_are_documented(tier: Tier) -> None:
    assert ("seconds" in cost_words(Price(credits=1.0), tier)) is (tier.value in {"Sketch", "Regular", "Gen-2"})
