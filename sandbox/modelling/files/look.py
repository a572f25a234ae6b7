# SPDX-License-Identifier: GPL-3.0-or-later
"""What covers a mesh: a material's pictures."""

from dataclasses import dataclass, field
from typing import Protocol

import cv2
import numpy as np

from ..arrays import Array

PAINTED_PIXELS = 4096
"""Larger textures are painted at this size and scaled up in the end, which saves most of time and memory."""
PNG_PIXELS = 1024
"""The service writes PNG always. Larger pictures are JPEG here: a PNG of 2048² takes twenty times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A material's pictures, encoded (JPEG or PNG); None where there is none."""

    base_color: bytes | None = field(default=None, repr=False)
    metallic_roughness: bytes | None = field(default=None, repr=False)
    normal: bytes | None = field(default=None, repr=False)
    emission: bytes | None = field(default=None, repr=False)
    """The whole look of a Shaded model: its surface is black and shines with this."""


class Looks(Protocol):
    """What covers a mesh, in each of the service's materials."""

    def pbr(self) -> Look: ...

    def shaded(self) -> Look: ...

    def hybrid(self) -> Look: ...


def looks_of(layers: Looks, material: str) -> dict[str, Look | None]:
    """Return the looks that a word for materials stands for, by their word in a file's name."""
    looks: dict[str, Look | None] = {"": None} if material == "None" else {}
    if material not in ("None", "Shaded"):
        looks["pbr"] = layers.hybrid() if material == "Hybrid" else layers.pbr()
    if material in ("Shaded", "All"):
        looks["shaded"] = layers.shaded()
    return looks


def encoded(picture: Array, *, pixels: int = 0, quality: int = 92) -> bytes:
    """Encode RGB uint8, scaled up to `pixels` where it is smaller: as PNG where that is quick, else as JPEG."""
    if pixels > PAINTED_PIXELS:
        picture = np.asarray(cv2.resize(picture, (pixels, pixels), interpolation=cv2.INTER_LINEAR))
    small = max(picture.shape[:2]) <= PNG_PIXELS
    options = [cv2.IMWRITE_PNG_COMPRESSION, 1] if small else [cv2.IMWRITE_JPEG_QUALITY, quality]
    bgr = np.ascontiguousarray(picture[..., ::-1])
    done, data = cv2.imencode(".png" if small else ".jpg", bgr, options)
    if not done:
        raise ValueError("the texture could not be encoded")
    return data.tobytes()


def baked_light(color: Array, normals: Array) -> Array:
    """Return RGB uint8 as it looks in light from above and the left, by a map of normals (green up)."""
    way = np.array([-0.35, 0.5, 0.6], np.float32)
    light = (normals.astype(np.float32) / 127.5 - 1) @ way + 0.4  # 1 where the surface is flat
    return np.clip(color * light[..., None], 0, 255).astype(np.uint8)
