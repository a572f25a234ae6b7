# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts one thing out of a picture. Runs in the background Blender."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .shapes import mask_of

if TYPE_CHECKING:
    import numpy

    from .cut import Cut


def cut_out(picture: numpy.ndarray, cut: Cut) -> numpy.ndarray:
    """Return the part of a picture, (height, width, 4) bytes, top row first."""
    height, width = picture.shape[:2]
    left, bottom, right, top = cut.box
    first, last = round((1.0 - top) * height), round((1.0 - bottom) * height)
    begin, end = round(left * width), round(right * width)
    part = picture[first : max(last, first + 1), begin : max(end, begin + 1)]
    box = (begin / width, 1.0 - max(last, first + 1) / height, max(end, begin + 1) / width, 1.0 - first / height)
    return masked(part, cut, box)


def masked(part: numpy.ndarray, cut: Cut, box: tuple[float, float, float, float]) -> numpy.ndarray:
    """Return a part of a picture, with all transparent that is not the cut's shape.

    :param box: which part of the picture it is.
    """
    if not cut.shapes:
        return part
    height, width = part.shape[:2]
    is_shape = mask_of(Path(cut.shapes), cut.shape, box=box, width=width, height=height)
    clear = part.copy()
    clear[~is_shape] = 0
    return clear
