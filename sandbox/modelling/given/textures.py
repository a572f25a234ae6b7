# SPDX-License-Identifier: GPL-3.0-or-later
"""From a painted picture to what a material has of it."""

import cv2
import numpy as np

from ..arrays import Array
from ..glb_writer import Look
from ..pictures.look import PictureLayers

PAINTED_PIXELS_LIMIT = 2048
"""Larger textures are painted at this size and scaled up: painting takes its time."""


def looks(layers: PictureLayers, material: str) -> dict[str, Look]:
    """Return the looks that a word for materials stands for, by the end of the file's name."""
    found = {} if material == "Shaded" else {"pbr": layers.pbr()}
    return found | ({"shaded": layers.shaded()} if material in ("Shaded", "All") else {})


def scaled_up(picture: Array, pixels: int) -> Array:
    """Return a square picture at least this large."""
    if len(picture) >= pixels:
        return picture
    return np.asarray(cv2.resize(picture, (pixels, pixels), interpolation=cv2.INTER_CUBIC))
