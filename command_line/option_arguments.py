# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of the service as arguments of a shell, made from what is said about them in `api.options`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any, TypeVar

from ..api.errors import InvalidOptions
from ..api.options.option import Option
from ..api.options.plain import read_value
from ..api.options.prices import Price
from ..api.options.types import Choice, Tier
from ..api.options.values import OptionValues

_Values = TypeVar("_Values", bound=OptionValues)
_DESTINATION = "option_"
"""Prefix of their names among what was parsed: `material` is a word of other arguments, too."""


def add_options(parser: argparse.ArgumentParser, kind: type[OptionValues]) -> None:
    """Add an argument for each field, in the groups that the panel has."""
    groups: dict[str, Any] = {}
    for field in fields(kind):
        described: Option = field.metadata["option"]
        if described.group not in groups:
            groups[described.group] = parser.add_argument_group(described.group.lower())
        _add(groups[described.group], kind, field, described)


def read_options(said: argparse.Namespace, kind: type[_Values]) -> _Values:
    """Return the options that were typed; what was not said has its default.

    :raises InvalidOptions:
    """
    return kind(**options_said(said, kind))


def options_said(said: argparse.Namespace, kind: type[OptionValues]) -> dict[str, Any]:
    """Return the values that were typed, by the names of their fields; the others are left out."""
    values = {field.name: getattr(said, _DESTINATION + field.name, None) for field in fields(kind)}
    return {name: value for name, value in values.items() if value is not None}


def words_of_options(said: argparse.Namespace, kind: type[OptionValues]) -> list[str]:
    """Return the words that say once more what was typed."""
    words: list[str] = []
    for name, value in options_said(said, kind).items():
        if isinstance(value, bool):
            words.append(flag_of(name) if value else f"--no-{flag_of(name)[2:]}")
        else:
            words += [flag_of(name), word_of(value) if isinstance(value, Choice) else str(value)]
    return words


def flag_of(name: str) -> str:
    """Return how a field is called in a shell: “--mesh-mode”."""
    return f"--{name.replace('_', '-')}"


def word_of(choice: Choice) -> str:
    """Return how a choice is called in a shell: “gen-2-5-high”."""
    return choice.name.lower().replace("_", "-")


def _reader(field: Field[Any]) -> Callable[[str], Any]:
    """Return what reads an option for argparse, which names the argument in front of what is wrong."""

    def read(text: str) -> Any:
        try:
            return read_value(field, text)
        except InvalidOptions as error:
            raise argparse.ArgumentTypeError(error.reason) from error

    return read


def _add(group: Any, kind: type[OptionValues], field: Field[Any], described: Option) -> None:
    default = field.default
    common: dict[str, Any] = {"dest": _DESTINATION + field.name, "default": None, "help": _help(kind, field, described)}
    if isinstance(default, bool):
        group.add_argument(flag_of(field.name), action=argparse.BooleanOptionalAction, **common)
    else:
        metavar = "WORD" if isinstance(default, Choice) else "NUMBER"
        group.add_argument(flag_of(field.name), type=_reader(field), metavar=metavar, **common)


def _help(kind: type[OptionValues], field: Field[Any], described: Option) -> str:
    default = field.default
    parts = [f"{described.help}."]
    if isinstance(default, Choice):
        parts.append("; ".join(_choice_help(kind, field, item) for item in type(default)) + ".")
        parts.append(f"Default: {word_of(default)}.")
    elif isinstance(default, bool):
        parts.append(f"Default: {'on' if default else 'off'}.{_extra(kind, field, not default, ' Costs {} more.')}")
    else:
        parts.append(f"{described.minimum:,.12g} to {described.maximum:,.12g}, default: {default:g}.")
    if described.tiers is not None:
        parts.append(_tiers_help(described.tiers))
    return " ".join(parts).replace("%", "%%")


def _tiers_help(tiers: frozenset[Tier]) -> str:
    """Return with which tiers something works, or does not: whichever are fewer."""
    takes = [word_of(tier) for tier in Tier if tier in tiers]
    not_ = [word_of(tier) for tier in Tier if tier not in tiers]
    return f"Only with {', '.join(takes)}." if len(takes) <= len(not_) else f"Not with {', '.join(not_)}."


def _choice_help(kind: type[OptionValues], field: Field[Any], item: Choice) -> str:
    if isinstance(item, Tier):
        return f"{word_of(item)} ({kind(**{field.name: item}).list_price.price.words})"
    return word_of(item) + _extra(kind, field, item, " ({} more)")


def _extra(kind: type[OptionValues], field: Field[Any], value: object, words: str) -> str:
    """Return what a value costs more than the default with whichever tier takes most for it; "" if nothing."""
    tiers: list[dict[str, Any]] = [{}]
    if any(each.name == "tier" for each in fields(kind)):
        tiers = [{"tier": tier} for tier in Tier]
    most = Price(credits=0.0)
    for tier in tiers:
        with_it, without = (kind(**tier | chosen).list_price.price for chosen in ({field.name: value}, {}))
        most = max(most, Price(credits=with_it.credits - without.credits), key=lambda price: price.credits)
    return words.format(most.words) if most.credits > 0 else ""
