# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered pictures, looked at and made fit to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.picture_rules import SHORTEST_SIDE_PIXELS
from ..cards.make_card import write_beside
from ..errors import PictureBlack, PictureEmpty, PictureFlat
from ..images import pixels as pixel_arrays
from ..images import small_picture
from ..images.visible import Look

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import numpy

    from ..errors import CaptureError


def refusal(looks: Collection[Look]) -> CaptureError | None:
    """Return why pictures that look like this are not sent: none of them shows anything. None if one does."""
    if Look.FINE in looks:
        return None
    if Look.FLAT in looks:
        return PictureFlat()
    return PictureBlack() if Look.BLACK in looks else PictureEmpty()


def write(shown: numpy.ndarray, path: Path, *, max_side_pixels: int) -> None:
    """Write a rendered picture, with a margin where one of its sides is too short to be sent.

    :param shown: (height, width, 4) bytes.
    :param max_side_pixels: as it was ordered.
    :raises RuntimeError, OSError: it cannot be written.
    """
    shortest = min(SHORTEST_SIDE_PIXELS, max_side_pixels // 2)
    height, width = shown.shape[:2]
    sides = (max(width, shortest), max(height, shortest))
    fit = pixel_arrays.padded(shown, sides)
    pixel_arrays.write_png(fit, path)
    small_picture.write(fit, path)
    write_beside(shown, path)
