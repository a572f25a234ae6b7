# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures of the panels, as a report takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.reports.pixels import Pixels
from ...scene.images.small_picture import path_for, read

if TYPE_CHECKING:
    from pathlib import Path


def small_picture(picture: Path) -> Pixels | None:
    """Return the small picture that lies beside a picture file; None if there is none."""
    small = read(path_for(picture))
    if small is None:
        return None
    width, height = small.size
    row = 4 * width
    starts = range(row * (height - 1), -1, -row)  # the bottom row comes first there
    return Pixels(width=width, height=height, values=b"".join(small.pixels[at : at + row] for at in starts))
