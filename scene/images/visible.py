# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether anything can be seen in a picture, before it is paid for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

_FEWEST = 1e-4
"""Part of the pixels that must show something."""
_FAINT = 6
"""Of 255: alpha, brightness and differences up to this are nothing to the eye."""
_GREY = 128


class Look(StrEnum):
    """What can be seen in a picture."""

    EMPTY = "EMPTY"
    """It is transparent all over."""
    BLACK = "BLACK"
    """Whatever it shows is black."""
    FLAT = "FLAT"
    """It has one color all over."""
    FINE = "FINE"


def look_of(pixels: numpy.ndarray) -> Look:
    """Return what can be seen in a picture.

    :param pixels: (height, width, 4) bytes, sRGB with straight alpha.
    """
    import numpy

    fewest = max(1.0, _FEWEST * pixels.shape[0] * pixels.shape[1])
    shown = pixels[..., 3] > _FAINT
    if shown.sum() < fewest:
        return Look.EMPTY
    if (pixels[shown][:, :3] > _FAINT).any(axis=1).sum() < fewest:
        return Look.BLACK
    alpha = pixels[..., 3:].astype(numpy.float32) / 255.0
    before_grey = pixels[..., :3] * alpha + _GREY * (1.0 - alpha)
    differs = abs(before_grey - numpy.median(before_grey, axis=(0, 1))).max(axis=2) > _FAINT
    return Look.FINE if differs.sum() >= fewest else Look.FLAT


def has_shape(pixels: numpy.ndarray) -> bool:
    """Say whether a picture has a transparent part and one that is not, as a drawing on a clear ground has.

    :param pixels: (height, width, 4) bytes.
    """
    shown = float((pixels[..., 3] > 255 - _FAINT).mean())
    return _FEWEST < shown < 1.0 - _FEWEST and float((pixels[..., 3] <= _FAINT).mean()) > _FEWEST
