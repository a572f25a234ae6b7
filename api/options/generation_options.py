# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a generation as a value: checked, stored, and sent."""

from dataclasses import dataclass

from . import rules
from .fields import OptionFields
from .prices import ListPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationOptions(OptionFields):
    """Every choice of a generation beside its pictures and its prompt.

    :raises InvalidOptions: for a value of the wrong type or out of bounds.
    """

    def applicable(self) -> tuple[str, ...]:
        """Return the names of the fields that the chosen tier, mesh and material take, in field order."""
        return rules.applicable(self)

    def form(self, *, image_count: int = 0) -> dict[str, str]:
        """Return wire names and texts of what the tier takes; what the service would decide anyway is left out."""
        return rules.form(self, image_count=image_count)

    @property
    def list_price(self) -> ListPrice:
        """What the generation costs by the documentation; the service's answer has the last word."""
        return rules.list_price(self)

    @property
    def expected_faces(self) -> int:
        """How many faces the service aims at; a quad counts as one. Not a promise."""
        return rules.expected_faces(self)
