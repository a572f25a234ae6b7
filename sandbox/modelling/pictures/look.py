# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures for an inflated cutout: the picture on the front, its mirror on the back."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array
from ..glb_writer import Look
from .inflate import is_wide
from .views import Views

QUALITY = 92


def encoded(picture: Array, *, quality: int = QUALITY) -> bytes:
    """Encode RGB uint8 as JPEG bytes."""
    done, data = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("the texture could not be encoded")
    return data.tobytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLayers:
    """The texture of an inflated cutout: front and back in one square picture."""

    color: Array = field(repr=False)

    @classmethod
    def of(cls, views: Views, *, pixels: int) -> "PictureLayers":
        """Make the layers for what the views show."""
        return cls(color=_atlas(views.front.color, views.back_color, pixels))

    def pbr(self) -> Look:
        """Return base colour, metallic-roughness and normal."""
        gray = self._gray()
        return Look(
            base_color=encoded(self.color),
            metallic_roughness=encoded(_metallic_roughness(gray), quality=85),
            normal=encoded(normal_map(gray, strength=len(gray) / 600)),
        )

    def shaded(self) -> Look:
        """Return one colour, with the light that the picture had."""
        return Look(base_color=encoded(self.color))

    def _gray(self) -> Array:
        return cv2.cvtColor(self.color, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255.0


def _atlas(front: Array, back: Array, pixels: int) -> Array:
    """Put front and back in one square picture."""
    wide = is_wide(front.shape)
    size = (pixels, pixels // 2) if wide else (pixels // 2, pixels)
    halves = [cv2.resize(side, size, interpolation=cv2.INTER_CUBIC) for side in (front, back)]
    return np.ascontiguousarray(np.concatenate(halves, axis=0 if wide else 1))


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
