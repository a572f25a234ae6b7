# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said about one option, and the values that carry it: checked, stored and read back.

Each field of such a value carries an ``Option``: Blender's properties, the panels, the checks and the request are made
from it.
"""

from collections.abc import Mapping
from dataclasses import Field, field, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar

from .types import Choice, Tier

if TYPE_CHECKING:
    from .prices import ListPrice

_T = TypeVar("_T")

Stored = str | int | float | bool


class Option(NamedTuple):
    """What is said about one field: labels are in title case, help is a sentence without its full stop."""

    label: str
    help: str
    wire: str
    group: str
    tiers: frozenset[Tier] | None = None
    """The tiers that take it, None for all."""
    minimum: float | None = None
    maximum: float | None = None
    unsaid: Stored | None = None
    """What a record means that is older than the option and says nothing of it; None for the default."""

    def holds(self, value: float) -> bool:
        """Say whether a number is within the bounds."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


def option(
    default: _T,
    label: str,
    help: str,
    group: str,
    wire: str,
    *,
    tiers: frozenset[Tier] | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    unsaid: Stored | None = None,
) -> _T:
    """Return the description of one field, to stand in the place of its default."""
    described = Option(
        label=label,
        help=help,
        wire=wire,
        group=group,
        tiers=tiers,
        minimum=minimum,
        maximum=maximum,
        unsaid=unsaid,
    )
    return field(default=default, metadata={"option": described})


class OptionValues:
    """Options with their values. Each kind of them is a frozen dataclass, has a seed and a price.

    :raises InvalidOptions: for a value of the wrong type or out of bounds.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __post_init__(self) -> None:
        for field_ in fields(self):
            check_value(field_.name, field_.metadata["option"], getattr(self, field_.name), field_.default)

    @property
    def list_price(self) -> "ListPrice":
        """What it costs by the documentation; the service's answer has the last word."""
        raise NotImplementedError

    @property
    def estimated_credits(self) -> float:
        """The most that it costs by the documentation."""
        return self.list_price.price.credits

    def with_seed(self, seed: int) -> Self:
        """Return these options with another seed, 0 to 65535, or -1 for a new one each time."""
        values: dict[str, Any] = {"seed": seed}
        return replace(self, **values)

    def to_dict(self) -> dict[str, Stored]:
        """Return plain values for JSON; choices go by name."""
        return {
            field_.name: value.name if isinstance(value, Choice) else value
            for field_ in fields(self)
            for value in (getattr(self, field_.name),)
        }

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> Self:
        """Read back what ``to_dict`` wrote; the default replaces what is unknown or out of bounds."""
        read: dict[str, Any] = {}
        for field_ in fields(cls):
            described: Option = field_.metadata["option"]
            if field_.name in mapping:
                read[field_.name] = _read_value(described, field_.default, mapping[field_.name])
            elif described.unsaid is not None:
                read[field_.name] = described.unsaid
        return cls(**read)


def check_value(name: str, option: Option, value: object, default: object) -> None:
    """Refuse a value of the wrong type or out of the field's bounds. :raises InvalidOptions:"""
    if type(value) is not type(default):
        sentence = f"“{option.label}” has a value of the wrong kind. Choose another one."
    elif isinstance(value, int | float) and not option.holds(value):
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
    if type(stored) is not type(default) or (isinstance(stored, int | float) and not option.holds(stored)):
        return default
    return stored
