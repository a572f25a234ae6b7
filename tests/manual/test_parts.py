# SPDX-License-Identifier: GPL-3.0-or-later
"""Options, prices and commands in the manual are those of the code, and it names things as the product does."""

from dataclasses import fields

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import Addons, TextureMode, Tier
from rodin_props.api.presets.built_in import BUILT_IN
from rodin_props.api.presets.cost import cost_words

from manual import command_line, house, labels, options, preferences, presets


@pytest.mark.parametrize(
    ("kind", "part"),
    [(GenerationOptions, options.generation), (TextureOptions, options.others), (PartOptions, options.others)],
)
def test_every_option_is_told_with_its_help(kind, part) -> None:
    text = part()
    for field in fields(kind):
        described = field.metadata["option"]
        assert f"| {described.label} | {described.help}" in text


def test_every_tier_has_its_price() -> None:
    rows = {row.split(" | ")[0].strip("| "): row for row in options.prices().splitlines()}
    for tier in Tier:
        assert GenerationOptions(tier=tier).list_price.price.words in rows[tier.label]
    dearest = GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH, texture_mode=TextureMode.EXTREME_HIGH)
    assert dearest.list_price.price.words in rows[Tier.GEN_2_5_EXTREME_HIGH.label]
    packed = GenerationOptions(tier=Tier.GEN_2, addons=Addons.HIGH_PACK)
    assert packed.list_price.price.words in rows[Tier.GEN_2.label]


def test_every_preset_that_comes_along_says_what_it_is_for_and_what_a_prop_costs() -> None:
    rows = presets.presets().splitlines()[2:]
    assert len(rows) == len(BUILT_IN)
    for built_in, row in zip(BUILT_IN, rows, strict=True):
        options = built_in.preset.options
        assert row.startswith(f"| {built_in.label} | {built_in.help} | {options.tier.label} |")
        assert f"| {cost_words(options.list_price.price, options.tier)} |" in row


def test_every_preference_that_is_shown_is_told_with_what_it_is_at_first() -> None:
    text = preferences.preferences()
    assert "| Generations at Once | Further ones wait in the queue" in text
    assert text.count("| 3 |") == 1
    assert "| Make Lighter Levels | When a prop has landed" in text
    assert "smaller textures; switched off, they are made when you ask for them | On |" in text
    assert "| https://api.hyper3d.com/api/v2 |" in text
    assert "Understood" not in text  # it is asked in the panel
    assert "Library Name" not in text  # Choose Library asks for it


def test_every_command_is_told_with_its_arguments_and_what_it_costs() -> None:
    text = command_line.commands()
    for name in ("generate", "batch", "retexture", "parts", "jobs", "fetch", "cancel", "balance", "library"):
        assert f"### {name}\n" in text
    assert "`--mesh-mode WORD`" in text
    assert "`list|keep|publish`".replace("|", "\\|") in text
    assert "Costs 0.5 credits for each mesh." in text


def test_exit_codes_and_the_fields_of_an_answer_are_told() -> None:
    assert "| 4 | `no_credits` | no credits are left" in command_line.exit_codes()
    assert "| `balance` | Credits that are left. |" in command_line.answer()
    assert "| `version` | 1. |" in command_line.answer()


def test_the_drawing_of_the_house_has_every_layer_and_the_table_every_folder() -> None:
    drawn = house.layers()
    assert drawn.index(">ui<") < drawn.index(">session<") < drawn.index(">api<") < drawn.index(">errors<")
    assert "| `jobs/ledger/` |" in house.folders()
    assert all(row.rsplit(" | ", 1)[1].strip(" |") for row in house.folders().splitlines()[2:])


def test_the_manual_calls_nothing_what_neither_the_product_nor_blender_calls_so() -> None:
    assert list(labels.unknown_labels()) == []


def test_labels_are_what_stands_in_italics() -> None:
    text = "Press *New Seed*, then *Preferences › Files*, not **bold**.\n\n*A caption of a picture.*"
    assert list(labels.labels_in(text)) == ["New Seed", "Preferences", "Files"]
