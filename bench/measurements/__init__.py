# SPDX-License-Identifier: GPL-3.0-or-later
"""One measurement a file: `measure(laboratory)` yields what it measured, as figures, points of plots and timelines."""

from collections.abc import Iterator
from typing import Protocol

from ..figures import Measured
from ..laboratory import Laboratory
from . import (
    arriving,
    downloading,
    enabling,
    heavy_file,
    landing,
    lightening,
    pictures,
    pressing,
    requesting,
    together,
    translating,
    watching,
    whole_job,
)


class Measurement(Protocol):
    """A module of this folder."""

    def measure(self, laboratory: Laboratory) -> Iterator[Measured]:
        """Measure; nothing where it cannot be measured, with or without a window."""
        ...


MEASUREMENTS: dict[str, Measurement] = {
    "whole_job": whole_job,
    "landing": landing,
    "heavy_file": heavy_file,
    "together": together,
    "lightening": lightening,
    "arriving": arriving,
    "watching": watching,
    "translating": translating,
    "pictures": pictures,
    "pressing": pressing,
    "enabling": enabling,
    "requesting": requesting,
    "downloading": downloading,
}
