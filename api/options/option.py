# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said about one option: Blender's properties, the panels, the checks and the request are made from it.

Blender loads this module at its start, and no values that carry options.
"""

from dataclasses import Field, field
from typing import Any, NamedTuple, TypeVar

_T = TypeVar("_T")

Stored = str | int | float | bool


class Option(NamedTuple):
    """What is said about one field: labels are in title case, help is a sentence without its full stop."""

    label: str
    help: str
    wire: str
    group: str
    tiers: frozenset[str] | None = None
    """The tiers that take it (each a `Tier`, which is a str), None for all."""
    minimum: float | None = None
    maximum: float | None = None
    is_priced: bool = False
    """Its choices may add to the price: each its ``more_credits``."""
    unsaid: Stored | None = None
    """What a record means that is older than the option and says nothing of it; None for the default."""

    def holds(self, value: float) -> bool:
        """Say whether a number is within the bounds."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)

    def tooltip(self, most_credits: float = 0.0) -> str:
        """Return its help with what it may add to the price.

        :param most_credits: the most that its choices add.
        """
        if not self.is_priced or not most_credits:
            return self.help
        if most_credits == 1:
            return f"{self.help}; adds up to 1 credit to the price"
        return f"{self.help}; adds up to {most_credits:g} credits to the price"


def option(
    default: _T,
    label: str,
    help: str,
    group: str,
    wire: str,
    *,
    tiers: frozenset[str] | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    is_priced: bool = False,
    unsaid: Stored | None = None,
) -> _T:
    """Return the description of one field, to stand in the place of its default."""
    said = Option(
        label=label,
        help=help,
        wire=wire,
        group=group,
        tiers=tiers,
        minimum=minimum,
        maximum=maximum,
        is_priced=is_priced,
        unsaid=unsaid,
    )
    return field(default=default, metadata={"option": said})


def described(kind: type) -> dict[str, "Field[Any]"]:
    """Return the descriptions that a class of ``fields`` holds, by name, each with its option and its default."""
    return {name: value for name, value in vars(kind).items() if isinstance(value, Field)}
