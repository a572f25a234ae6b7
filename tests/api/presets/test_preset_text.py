# SPDX-License-Identifier: GPL-3.0-or-later
"""A preset file is read as data: what is known of it is taken, the rest is told, nothing is run."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Quality, Tier
from rodin_props.api.presets.preset_text import (
    DEFINES,
    LONGEST_TEXT,
    PresetUnusable,
    names_in_presets,
    read_preset,
    written_preset,
)
from support.api.options import any_options


def preset(*lines: str) -> str:
    return "\n".join(["import bpy", DEFINES, "", *lines, ""])


@given(any_options)
def test_what_is_written_is_read_back(options: GenerationOptions) -> None:
    text = written_preset(options)
    assert text.startswith(preset())
    read = read_preset(text)
    assert read.told == ()
    assert read.chosen_over(options) == options


def test_a_seed_is_in_no_preset_and_stays_as_it_is() -> None:
    read = read_preset(preset("settings.tier = 'SKETCH'", "settings.seed = 7"))
    chosen = read.chosen_over(GenerationOptions(seed=42))
    assert (chosen.tier, chosen.seed) == (Tier.SKETCH, 42)
    assert "seed" not in names_in_presets()


def test_an_outdated_preset_says_what_is_unknown_and_the_rest_counts() -> None:
    read = read_preset(preset("settings.tier = 'GEN_9'", "settings.warp = 3", "settings.quality = 'HIGH'"))
    assert read.options == GenerationOptions(quality=Quality.HIGH)
    assert read.warning == (
        "Tier cannot be “GEN_9” here: it is “Gen-2”. There is no setting “warp” here: it was left out. "
        "The file stays as it is."
    )


@pytest.mark.parametrize("value", ["'many'", "2.5", "True", "-1", "2_000_001", "[1]", "None", "{}"])
def test_a_value_that_means_nothing_is_told(value: str) -> None:
    read = read_preset(preset(f"settings.quality_override = {value}", "settings.tier = 'SKETCH'"))
    assert read.options == GenerationOptions(tier=Tier.SKETCH)
    assert len(read.told) == 1
    assert read.warning.startswith("Face Count cannot be “")


HUGE = f"0x{'f' * 9_000}"  # Python reads such a number, and writes none in decimal digits
LONG = repr("a" * 201)


@pytest.mark.parametrize(
    "value", [HUGE, f"-{HUGE}", f"0b{'1' * 64}", f"[1, [{HUGE}]]", f"{{'a': {HUGE}}}", "'a' * 201"]
)
@pytest.mark.parametrize("name", ["tier", "quality_override", "hd_texture", "warp"])
def test_a_value_beyond_all_measure_is_left_out_like_any_line_that_is_no_setting(name: str, value: str) -> None:
    read = read_preset(preset("settings.quality = 'HIGH'", f"settings.{name} = {value}"))
    assert read.options == GenerationOptions(quality=Quality.HIGH)
    assert read.told == ("Line 5 is no setting, and was not run.",)


@pytest.mark.parametrize("name", ["tier", "quality_override", "hd_texture", "warp"])
@pytest.mark.parametrize("value", [2**63 - 1, 1 - 2**63, "a" * 200, "\ud800", "\0", "a\nb", 1e999, b"\xff", 1j, ...])
def test_what_is_told_of_a_value_is_one_printable_line(name: str, value: object) -> None:
    said = "1e999" if value == float("inf") else "..." if value is ... else ascii(value)
    read = read_preset(preset("settings.quality = 'HIGH'", f"settings.{name} = {said}"))
    assert read.options == GenerationOptions(quality=Quality.HIGH)
    assert len(read.told) == 1
    assert read.warning.isprintable()
    assert len(read.warning) < 150


@pytest.mark.parametrize(
    "line",
    [
        "open('gone', 'w')",
        "import os",
        "settings.prompt = open('gone').read()",
        "bpy.context.scene.name = 'other'",
        "settings.pictures.add()",
        "for each in (): pass",
        "settings.tier = settings.quality = 'HIGH'",
        "__import__('os').abort()",
    ],
)
def test_what_is_no_setting_is_told_by_its_line_and_is_not_run(line: str) -> None:
    read = read_preset(preset("settings.quality = 'HIGH'", line))
    assert read.options == GenerationOptions(quality=Quality.HIGH)
    assert read.told == ("Line 5 is no setting, and was not run.",)


def test_of_many_lines_that_mean_nothing_a_few_are_told() -> None:
    read = read_preset(preset("settings.quality = 'HIGH'", *["print()"] * 30))
    assert read.warning.count("was not run") == 5
    assert "25 more lines mean nothing here." in read.warning


def test_a_preset_without_faults_has_no_warning() -> None:
    assert read_preset(preset("settings.quality = 'HIGH'")).warning == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it sets nothing"),
        ("import bpy\n", "it sets nothing"),
        ("settings.tier = ", "line 1 of its file cannot be read"),
        ("\0", "cannot be read"),
        ("x = " + "(" * 5_000, "cannot be read"),
        ("#" * (LONGEST_TEXT + 1), "its file is too long"),
    ],
)
def test_what_is_no_preset_is_refused_in_words(text: str, reason: str) -> None:
    with pytest.raises(PresetUnusable, match=reason):
        read_preset(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(PresetUnusable):
        assert isinstance(read_preset(text).options, GenerationOptions)
