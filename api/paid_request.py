# SPDX-License-Identifier: GPL-3.0-or-later
"""What every request has that costs credits."""

from typing import Protocol

from .http.transport import Part


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
