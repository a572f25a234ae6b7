# SPDX-License-Identifier: GPL-3.0-or-later
"""What every request has that costs credits."""

from collections.abc import Iterable
from typing import Protocol

from .errors import InvalidOptions
from .http.transport import Part
from .options.rules import Problem

PROMPT_LENGTH = 2_500
"""Characters; the longest prompt a public client is known to send."""


class PaidRequest(Protocol):
    """A request that the service bills when it accepts it."""

    @property
    def path(self) -> str:
        """Where it goes, after the base URL."""
        ...

    def form(self) -> dict[str, str]:
        """Return the text parts.

        :raises InvalidOptions: for what the service would refuse.
        """
        ...

    def file_parts(self) -> tuple[Part, ...]:
        """Read the files and return their parts.

        :raises PictureRefused, MeshRefused: for the first that cannot be sent.
        """
        ...


def refuse_first(problems: Iterable[Problem]) -> None:
    """Refuse a request that has problems. :raises InvalidOptions: for the first of them."""
    for problem in problems:
        raise InvalidOptions(problem.field, problem.sentence)


def prompt_problems(prompt: str) -> tuple[Problem, ...]:
    """Return what the service would refuse of a prompt."""
    if len(prompt.strip()) <= PROMPT_LENGTH:
        return ()
    return (Problem("prompt", f"The prompt is too long. Shorten it to {PROMPT_LENGTH:,} characters."),)
