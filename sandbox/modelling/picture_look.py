# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures for an inflated cutout: the picture on the front, its mirror on the back."""

import cv2
import numpy as np

from .cutout import Cutout
from .glb_writer import Look
from .inflate import is_wide

QUALITY = 92


def encoded(picture: np.ndarray, *, quality: int = QUALITY) -> bytes:
    """RGB uint8 -> JPEG bytes."""
    done, data = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("the texture could not be encoded")
    return data.tobytes()


def make_pbr(cutout: Cutout, *, pixels: int) -> Look:
    """Base colour, metallic-roughness and normal."""
    color = atlas(cutout, cutout.color, pixels)
    gray = cv2.cvtColor(color, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255.0
    return Look(
        base_color=encoded(color),
        metallic_roughness=encoded(_metallic_roughness(gray), quality=85),
        normal=encoded(normal_map(gray, strength=pixels / 256)),
    )


def make_shaded(cutout: Cutout, *, pixels: int) -> Look:
    """One colour with the light in it."""
    return Look(base_color=encoded(atlas(cutout, cutout.color, pixels)))


def atlas(cutout: Cutout, picture: np.ndarray, pixels: int) -> np.ndarray:
    """Front and back in one square picture."""
    wide = is_wide(picture.shape)
    size = (pixels, pixels // 2) if wide else (pixels // 2, pixels)
    front = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    return np.ascontiguousarray(np.concatenate([front, front], axis=0 if wide else 1))


def _metallic_roughness(gray: np.ndarray) -> np.ndarray:
    rough = np.clip(0.75 - 0.35 * gray, 0.3, 0.9)
    return (np.stack([np.ones_like(gray), rough, np.zeros_like(gray)], axis=-1) * 255).astype(np.uint8)


def normal_map(height: np.ndarray, *, strength: float) -> np.ndarray:
    """Tangent-space normals (green up) from a height picture."""
    smooth = cv2.GaussianBlur(height, (0, 0), max(0.8, height.shape[0] / 1400))
    right = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=0.125) * strength
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=0.125) * strength
    length = np.sqrt(right**2 + down**2 + 1.0)
    normals = np.stack([-right / length, down / length, 1.0 / length], axis=-1)
    return np.round(normals * 127.5 + 127.5).astype(np.uint8)
