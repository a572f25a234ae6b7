# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a generation as a value: checked, stored, and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from . import rules
from .fields import Option, OptionFields, option_of
from .types import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationOptions(OptionFields):
    """Every choice of a generation beside its pictures and its prompt.

    :raises InvalidOptions: for a value of the wrong type or out of bounds.
    """

    def __post_init__(self) -> None:
        for field_ in fields(self):
            _check_value(field_.name, option_of(field_.name), getattr(self, field_.name), field_.default)

    def applicable(self) -> tuple[str, ...]:
        """Return the names of the fields that the chosen tier, mesh and material take, in field order."""
        return rules.applicable(self)

    def form(self, *, image_count: int = 0) -> dict[str, str]:
        """Return wire names and texts of what the tier takes; what the service would decide anyway is left out."""
        return rules.form(self, image_count=image_count)

    def with_seed(self, seed: int) -> "GenerationOptions":
        """Return these options with another seed, 0 to 65535, or -1 for a new one each time."""
        return replace(self, seed=seed)

    @property
    def estimated_credits(self) -> float:
        """What the generation will probably cost; the service's answer has the last word."""
        return rules.estimated_credits(self)

    @property
    def expected_faces(self) -> int:
        """How many faces the service aims at; a quad counts as one. Not a promise."""
        return rules.expected_faces(self)

    def to_dict(self) -> dict[str, str | int | bool]:
        """Return plain values for JSON; choices go by name."""
        return {
            field_.name: value.name if isinstance(value, Choice) else value
            for field_ in fields(self)
            for value in (getattr(self, field_.name),)
        }

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> "GenerationOptions":
        """Read back what ``to_dict`` wrote; the default replaces what is unknown or out of bounds."""
        known = {field_.name: (option_of(field_.name), field_.default) for field_ in fields(cls)}
        read = {name: _read_value(*known[name], mapping[name]) for name in known if name in mapping}
        return cls(**read)


def _check_value(name: str, option: Option, value: object, default: object) -> None:
    """Raise InvalidOptions for a value of the wrong type or out of the field's bounds."""
    if type(value) is not type(default):
        sentence = f"“{option.label}” has a value of the wrong kind. Choose another one."
    elif isinstance(value, int) and not option.holds(value):
        bounds = f"{option.minimum:,} to {option.maximum:,}"
        sentence = f"“{option.label}” cannot be {value:,}. Choose a number from {bounds}."
    else:
        return
    from ..errors import InvalidOptions  # Blender imports this module when it starts

    raise InvalidOptions(name, sentence)


def _read_value(option: Option, default: Any, stored: object) -> Any:
    """Read a stored value: a choice by name or wire word; the default replaces what cannot be read."""
    if isinstance(default, Choice):
        matches = (
            choice for choice in type(default) if isinstance(stored, str) and stored in {choice.name, choice.value}
        )
        return next(matches, default)
    if type(stored) is not type(default) or (isinstance(stored, int) and not option.holds(stored)):
        return default
    return stored
