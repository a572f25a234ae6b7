# SPDX-License-Identifier: GPL-3.0-or-later
"""The options and what they cost, from api.options."""

from collections.abc import Iterator
from dataclasses import fields, replace
from importlib import import_module
from typing import Any

from .markdown import plain, table


def _part(name: str) -> Any:
    return import_module(f"rodin_props.api.options.{name}")


def generation() -> str:
    """Return a table for each group of a generation's options."""
    kind = _part("generation_options").GenerationOptions
    groups = _part("fields").GROUPS
    return "\n".join(f"### {group}\n\n{_table(kind, group)}" for group in groups)


def others() -> str:
    """Return the tables of new textures and of parts."""
    textures, parts = _part("texture_options").TextureOptions, _part("part_options").PartOptions
    return f"### New textures\n\n{_table(textures)}\n### Parts\n\n{_table(parts)}"


def _table(kind: Any, group: str = "") -> str:
    described = [(each, each.metadata["option"]) for each in fields(kind)]
    rows = [
        (
            plain(option.label),
            f"{plain(option.help)}{_choices(each.default, is_priced=option.is_priced)}",
            _usual(each.default, option),
        )
        for each, option in described
        if group in ("", option.group)
    ]
    return table(("Option", "What it does", "Usually"), rows)


def _choices(default: object, *, is_priced: bool) -> str:
    """Return the choices with their help and what they add to the price, below the help of their option."""
    choice = _part("types").Choice
    if not isinstance(default, choice):
        return ""
    return "".join(f"<br>*{plain(each.label)}*: {plain(each.tooltip(is_priced=is_priced))}" for each in type(default))


def _usual(default: object, option: Any) -> str:
    said = [plain(_part("words").value_words(default))]
    if option.minimum is not None:
        said.append(f"{option.minimum:,.12g} to {option.maximum:,.12g}")
    if option.tiers is not None:
        said.append(_tiers(option.tiers))
    return "<br>".join(said)


def _tiers(taken: frozenset[Any]) -> str:
    """Return with which tiers an option works, or does not: whichever are fewer."""
    every = list(_part("types").Tier)
    takes, not_ = [each for each in every if each in taken], [each for each in every if each not in taken]
    families = {"Gen-2.5": _part("types").GEN_2_5_TIERS, "Gen-1": _part("types").GEN_1_TIERS}
    for name, family in families.items():
        if taken == family:
            return f"only with {name}"
        if frozenset(not_) == family:
            return f"not with {name}"
    return f"only with {_labels(takes)}" if len(takes) <= len(not_) else f"not with {_labels(not_)}"


def _labels(tiers: list[Any]) -> str:
    return ", ".join(plain(each.label) for each in tiers)


def prices() -> str:
    """Return what a generation costs by tier and extras, and what the other jobs cost."""
    head = ("Tier", "Usual", "with High Pack", "with textures Extreme High")
    other = table(
        ("Besides", "Credits"),
        [
            ("New textures, for each mesh", _price(_part("texture_options").TextureOptions())),
            ("Parts of one prop or mesh", _price(_part("part_options").PartOptions())),
            ("Everything else: watching, downloading, variants seen before, keeping, lighter levels", "nothing"),
        ],
    )
    return f"{table(head, _price_rows())}\n{other}"


def _price_rows() -> Iterator[tuple[str, ...]]:
    types = _part("types")
    for tier in types.Tier:
        usual = _part("generation_options").GenerationOptions(tier=tier)
        packed = replace(usual, addons=types.Addons.HIGH_PACK)
        finest = replace(usual, texture_mode=types.TextureMode.EXTREME_HIGH)
        has_finest = "texture_mode" in usual.applicable()
        yield plain(tier.label), _price(usual), _price(packed), _price(finest) if has_finest else ""


def _price(options: Any) -> str:
    return str(options.list_price.price.words)


def faces() -> str:
    """Return how many faces each detail means."""
    types, counts = _part("types"), _part("face_counts").FACES
    names = {types.Family.GEN_1: "Gen-1", types.Family.GEN_2: "Gen-2", types.Family.GEN_2_5: "Gen-2.5"}
    rows = [
        (f"{names[family]}, {mesh.label.lower()}", *(f"{count:,}" for count in listed))
        for (family, mesh), listed in counts.items()
    ]
    return table(("Tiers and mesh", *(each.label for each in types.Quality)), rows)
