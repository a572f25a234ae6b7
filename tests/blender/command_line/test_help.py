# SPDX-License-Identifier: GPL-3.0-or-later
"""The help says what there is and what it costs; options come from where they are described."""

from collections.abc import Callable
from dataclasses import fields
from types import ModuleType
from typing import Any

import pytest

Shell = Any
Part = Callable[[str], ModuleType]
KINDS = {
    "generate": ("generation_options", "GenerationOptions"),
    "batch": ("generation_options", "GenerationOptions"),
    "retexture": ("texture_options", "TextureOptions"),
    "parts": ("part_options", "PartOptions"),
}


def _help(part: Part, *words: str) -> str:
    program = part("command_line.parser").build_parser("program", part("command_line.commands.table").COMMANDS)
    (of_command,) = [each for each in program._subparsers._group_actions if each.choices]
    parser = of_command.choices[words[0]] if words else program
    return " ".join(parser.format_help().split())


def _parsed(part: Part, *words: str) -> Any:
    return (
        part("command_line.parser")
        .build_parser("program", part("command_line.commands.table").COMMANDS)
        .parse_args(words)
    )


def test_the_help_comes_in_a_shell_and_lists_commands_and_exit_codes(unconnected: Shell) -> None:
    ended = unconnected.words("--help")
    assert ended.code == 0
    for word in ("generate", "batch", "retexture", "parts", "jobs", "fetch", "cancel", "balance", "library", "130"):
        assert word in ended.output


@pytest.mark.parametrize("command", KINDS)
def test_every_option_has_an_argument_with_its_help(addon: ModuleType, part: Part, command: str) -> None:
    module, name = KINDS[command]
    kind = getattr(part(f"api.options.{module}"), name)
    told = _help(part, command)
    for field in fields(kind):
        assert f"--{field.name.replace('_', '-')}" in told
        assert f"{field.metadata['option'].help}." in told.replace("- ", "-") or field.metadata["option"].help in told


def test_the_help_says_what_costs_more(addon: ModuleType, part: Part) -> None:
    told = _help(part, "generate").replace("- ", "-")
    assert "Costs 0.5 credits with the default options" in told
    assert "gen-2-5-extreme-high (1 credit)" in told
    assert "high-pack (1 credit more)" in told
    assert "extreme-high (2 credits more)" in told
    assert "Costs 0.5 credits for each mesh." in _help(part, "retexture")


@pytest.mark.parametrize("command", ["generate", "batch", "retexture", "parts"])
def test_the_help_says_which_limits_hold(addon: ModuleType, part: Part, command: str) -> None:
    told = _help(part, command)
    assert "--limit CREDITS" in told
    assert "bounded by --limit and by the preference “Credits a Day”." in told
    assert "“Credits a Day for Scripts” is for rodin_props.script, and does not hold here." in told


def test_choices_are_read_by_word_label_or_the_services_own_word(addon: ModuleType, part: Part) -> None:
    options = part("api.options.generation_options").GenerationOptions
    read = part("command_line.option_arguments").read_options
    for word in ("gen-2-5-high", "Gen-2.5 High", "Gen-2.5-High", "GEN_2_5_HIGH"):
        said = _parsed(part, "generate", "--tier", word, "--no-quad-normal", "--seed", "7", "--quality", "extra-low")
        found = read(said, options)
        assert (found.tier.name, found.quad_normal, found.seed) == ("GEN_2_5_HIGH", False, 7)
        assert found.quality.name == "EXTRA_LOW"
    assert read(_parsed(part, "generate"), options) == options()


def test_a_slip_is_told_in_the_words_of_the_panel_behind_its_argument(addon: ModuleType, part: Part) -> None:
    refused = part("command_line.errors").BadArguments
    for words, said in (
        (("generate", "--tier", "gen-9"), "Argument --tier: “Tier” cannot be “gen-9”. Choose one of SKETCH, REGULAR, "),
        (("batch", "list.csv", "--seed", "70000"), "Argument --seed: “Seed” cannot be 70,000. Choose a number from -1"),
        (("parts", "a.blend", "--output", "b.blend", "--strength", "few"), "Argument --strength: “Fineness” cannot be"),
    ):
        with pytest.raises(refused) as told:
            _parsed(part, *words)
        assert str(told.value).startswith(said)
        assert str(told.value).endswith(f"`program {words[0]} --help` says what there is.")
