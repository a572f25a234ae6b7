# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures for an inflated cutout: the picture on the front, its mirror on the back."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array
from ..files.look import PAINTED_PIXELS, Look, baked_light, encoded
from .atlas import Atlas
from .views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLayers:
    """The texture of an inflated cutout: front and back in one square picture."""

    color: Array = field(repr=False)
    pixels: int = 0
    """The size in a file, if that is larger."""

    @classmethod
    def of(cls, views: Views, atlas: Atlas, *, pixels: int) -> "PictureLayers":
        """Make the layers for what the views show."""
        painted = min(pixels, PAINTED_PIXELS)
        return cls(color=atlas.picture(views.front.color, views.back_color, painted), pixels=pixels)

    def pbr(self) -> Look:
        """Return base colour, metallic-roughness and normal."""
        return self._look(lit=False)

    def hybrid(self) -> Look:
        """Return the same with light baked into the base colour."""
        return self._look(lit=True)

    def shaded(self) -> Look:
        """Return one picture that shines, with the light that the picture had."""
        return Look(emission=encoded(self.color, pixels=self.pixels))

    def _look(self, *, lit: bool) -> Look:
        gray = cv2.cvtColor(self.color, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255.0
        normals = normal_map(gray, strength=len(gray) / 600)
        return Look(
            base_color=encoded(baked_light(self.color, normals) if lit else self.color, pixels=self.pixels),
            metallic_roughness=encoded(_metallic_roughness(gray), pixels=self.pixels, quality=85),
            normal=encoded(normals, pixels=self.pixels),
        )


def _metallic_roughness(gray: Array) -> Array:
    rough = np.clip(0.75 - 0.35 * gray, 0.3, 0.9)
    rough = cv2.convertScaleAbs(rough, alpha=255)
    return cv2.merge([np.full_like(rough, 255), rough, np.zeros_like(rough)])


def normal_map(height: Array, *, strength: float) -> Array:
    """Return tangent-space normals (green up) from a height picture."""
    smooth = cv2.GaussianBlur(height, (0, 0), max(0.8, height.shape[0] / 1400))
    right = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=0.125) * strength
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=0.125) * strength
    length = cv2.sqrt(right * right + down * down + 1.0) / 127.5
    layers = (cv2.divide(-right, length), cv2.divide(down, length), cv2.divide(np.ones_like(length), length))
    return cv2.convertScaleAbs(cv2.merge(layers) + 127.5)
