# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as people write them are read, and a slip is told."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from rodin_props.api.errors import InvalidOptions
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.plain import read_options, read_value
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import Material, PartMaterial, Tier
from rodin_props.api.options.values import OptionValues
from support.api.options import any_options


@given(any_options)
def test_what_is_stored_is_read_as_it_was(options: GenerationOptions) -> None:
    stored = options.to_dict()
    assert read_options(stored) == options
    assert read_options({name: str(value) for name, value in stored.items()}) == options


@pytest.mark.parametrize("word", ["GEN_2_5_HIGH", "Gen-2.5-High", "gen-2.5 high ", "gen 2.5 high", Tier.GEN_2_5_HIGH])
def test_a_choice_goes_by_its_name_its_label_or_the_word_of_the_service(word: str) -> None:
    assert read_options({"tier": word}).tier is Tier.GEN_2_5_HIGH


def _read(kind: type[OptionValues], name: str, value: object) -> Any:
    (described,) = [each for each in fields(kind) if each.name == name]
    return read_value(described, value)


@pytest.mark.parametrize(
    ("kind", "name", "value", "read"),
    [
        (TextureOptions, "reference_scale", "0.75", 0.75),
        (TextureOptions, "escore", 3, 3.0),
        (TextureOptions, "hd_texture", "Yes", True),
        (PartOptions, "strength", " 7 ", 7),
        (PartOptions, "material", "none", PartMaterial.NONE),
    ],
)
def test_options_of_other_work_are_read_alike(kind: Any, name: str, value: object, read: object) -> None:
    found = _read(kind, name, value)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("reference_scale", "much", "“Likeness” cannot be “much”. Choose a number."),
        ("reference_scale", "0.25", "“Likeness” cannot be 0.25. Choose a number from 0.5 to 1.0."),
        ("reference_scale", "nan", "“Likeness” cannot be nan. Choose a number from 0.5 to 1.0."),
        ("reference_scale", True, "“Likeness” cannot be “True”. Choose a number."),
    ],
)
def test_a_slip_in_a_number_is_told_with_its_bounds(name: str, value: object, said: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        _read(TextureOptions, name, value)
    assert str(refused.value) == said


def test_what_is_not_named_is_as_in_the_base() -> None:
    base = GenerationOptions(material=Material.SHADED, seed=7)
    assert read_options({"seed": "8"}, base=base) == GenerationOptions(material=Material.SHADED, seed=8)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("tire", "Gen-2", "There is no option “tire”. Choose from tier, mesh_mode"),
        ("tier", "Gen-9", "“Tier” cannot be “Gen-9”. Choose one of SKETCH, REGULAR"),
        ("seed", "seven", "“Seed” cannot be “seven”. Choose a whole number."),
        ("seed", True, "“Seed” cannot be “True”. Choose a whole number."),
        ("seed", 70_000, "“Seed” cannot be 70,000. Choose a number from -1 to 65,535."),
        ("hd_texture", "perhaps", "“HD Texture” cannot be “perhaps”. Choose yes or no."),
        ("hd_texture", "7", "“HD Texture” cannot be “7”. Choose yes or no."),
        ("hd_texture", 1, "“HD Texture” cannot be “1”. Choose yes or no."),
        ("tier", None, "“Tier” cannot be “None”."),
    ],
)
def test_a_slip_is_told_with_its_option(name: str, value: object, said: str) -> None:
    with pytest.raises(InvalidOptions) as refused:
        read_options({name: value})
    assert refused.value.field == name
    assert str(refused.value).startswith(said)
