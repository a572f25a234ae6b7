# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a generation as a value: checked, stored, and sent."""

from typing import TYPE_CHECKING

from .values import GenerationValues

if TYPE_CHECKING:
    from .prices import ListPrice


class GenerationOptions(GenerationValues):
    """Every choice of a generation beside its pictures and its prompt; what can be asked of them is in ``rules``.

    :raises InvalidOptions: for a value of the wrong type or out of bounds.
    """

    # No field of its own, so it is not made a dataclass once more.
    __slots__ = ()

    def applicable(self) -> tuple[str, ...]:
        """Return the names of the fields that the chosen tier, mesh and material take, in field order."""
        from . import rules

        return rules.applicable(self)

    def form(self, *, image_count: int = 0) -> dict[str, str]:
        """Return wire names and texts of what the tier takes; what the service would decide anyway is left out."""
        from . import rules

        return rules.form(self, image_count=image_count)

    @property
    def list_price(self) -> "ListPrice":
        """What the generation costs by the documentation; the service's answer has the last word."""
        from . import rules

        return rules.list_price(self)

    @property
    def expected_faces(self) -> int:
        """How many faces the service aims at; a quad counts as one. Not a promise."""
        from . import rules

        return rules.expected_faces(self)
