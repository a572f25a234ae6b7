# SPDX-License-Identifier: GPL-3.0-or-later
"""What colour a place of a surface has: as in a picture of it, or as on the model that was sent in."""

import cv2
import numpy as np

from ..arrays import Array
from ..pictures.cutout import cut_out
from ..pictures.views import subject_box
from ..raster import Texels
from ..solids.words import understand
from .source import Source
from .surface import Surface


def as_in_picture(picture: bytes, places: Array, *, low: Array, high: Array) -> Array:
    """Return k x 3 colours for k x 3 places: the subject of the picture, seen from the front, fills the bounds.

    Its top is at the top of the model and its left at the model's -X, on all sides and through all of its depth.
    """
    cut = cut_out(picture)
    top, bottom, left, right = subject_box(cut.mask)
    subject = cut.color[top:bottom, left:right]
    share = (places - low) / np.maximum(high - low, 1e-9)
    return sampled(subject, np.stack([share[:, 0], 1 - share[:, 1]], axis=1))


def as_on_source(source: Source, surface: Surface, texels: Texels) -> Array:
    """Return k x 3 colours of the texels: those of the places of the source that they were made from."""
    shares = np.einsum("ki,kij->kj", texels.shares, surface.shares[texels.faces])
    origin = surface.origin[texels.faces]
    colors = np.empty((len(origin), 3))
    for number, material in enumerate(source.materials):
        here = np.flatnonzero(source.material_of[origin] == number)
        colors[here] = np.array(material.color) * 255
        if material.picture is not None and source.uvs is not None:
            uvs = np.einsum("ki,kij->kj", shares[here], source.uvs[source.faces[origin[here]]])
            colors[here] = sampled(material.picture, uvs % 1.0) * material.color
    return colors


def sampled(picture: Array, places: Array) -> Array:
    """Return k x 3 colours at k x 2 places from 0 to 1, origin at the upper left."""
    height, width = picture.shape[:2]
    x = np.clip(places[:, 0] * width - 0.5, 0, width - 1)
    y = np.clip(places[:, 1] * height - 0.5, 0, height - 1)
    left, top = x.astype(int), y.astype(int)
    right, below = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    across, down = (x - left)[:, None], (y - top)[:, None]
    upper = picture[top, left] * (1 - across) + picture[top, right] * across
    lower = picture[below, left] * (1 - across) + picture[below, right] * across
    return np.asarray(upper * (1 - down) + lower * down)


def to_taste(colors: Array, *, prompt: str, seed: int, reference_scale: float) -> Array:
    """Return colours (k x 3) as words, chance and how much the picture counts change them.

    Chance changes each channel by up to 4 %. Half of a colour that is named in the prompt is mixed in, and what the
    picture does not count is grey.
    """
    gains = np.random.default_rng([seed, 3]).uniform(0.96, 1.04, 3)
    named = understand(prompt).colors
    if named:
        colors = (colors + np.array(named[0])) / 2
    return np.asarray((colors * reference_scale + 128 * (1 - reference_scale)) * gains)


def delighted(picture: Array) -> Array:
    """Return a texture (RGB uint8) without the broad light and shade that were in the picture."""
    light = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), len(picture) / 12)
    gain = float(light.mean()) / np.maximum(light, 8)
    return np.clip(picture * (0.5 + 0.5 * gain[..., None]), 0, 255).astype(np.uint8)
