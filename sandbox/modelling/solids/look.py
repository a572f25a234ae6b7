# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures for solids: one tile for each material seen along each axis, laid out in one square picture."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array
from ..files.look import PAINTED_PIXELS, Look, baked_light, encoded
from ..mesh import unit
from ..pictures.look import normal_map
from .fields import Solid
from .materials import paint
from .surface import Surface

SOFT = ("fabric", "seat", "leather")
EDGE = 0.02
"""Part of a tile left free on each side, so that tiles do not bleed into each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Texture layers of equal size: RGB uint8, and three of float32 from 0 to 1."""

    color: Array = field(repr=False)
    rough: Array = field(repr=False)
    metal: Array = field(repr=False)
    height: Array = field(repr=False)
    pixels: int = 0
    """The size in a file, if that is larger."""

    def pbr(self) -> Look:
        """Return base colour, metallic-roughness and normal."""
        return self._look(lit=False)

    def hybrid(self) -> Look:
        """Return the same with light baked into the base colour."""
        return self._look(lit=True)

    def shaded(self) -> Look:
        """Return one picture that shines; it darkens where the surface is low."""
        light = 0.8 + 0.3 * self.height[..., None]
        return Look(emission=encoded(np.clip(self.color * light, 0, 255).astype(np.uint8), pixels=self.pixels))

    def _look(self, *, lit: bool) -> Look:
        rough, metal = (cv2.convertScaleAbs(layer, alpha=255) for layer in (self.rough, self.metal))
        packed = cv2.merge([np.full_like(rough, 255), rough, metal])
        normals = normal_map(self.height, strength=self.height.shape[0] / 420)
        return Look(
            base_color=encoded(baked_light(self.color, normals) if lit else self.color, pixels=self.pixels),
            metallic_roughness=encoded(packed, pixels=self.pixels, quality=88),
            normal=encoded(normals, pixels=self.pixels),
        )


def solid_uvs(solid: Solid, surface: Surface) -> Array:
    """Return m x 4 x 2: each quad is projected along its main axis into the tile of its material."""
    corners = surface.points[surface.quads]
    normals = unit(np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]))
    axis = np.argmax(np.abs(normals) * [1.0, 1.05, 1.02], axis=1)
    part = solid.nearest_part(corners.mean(axis=1))
    low, size = np.array(solid.low), np.array(solid.high) - np.array(solid.low)
    place = (corners - low) / size.max()
    flat = np.empty((*corners.shape[:2], 2))
    for number, (across, up) in enumerate(((2, 1), (0, 2), (0, 1))):
        chosen = axis == number
        flat[chosen] = np.stack([place[chosen][..., across], 1 - place[chosen][..., up]], axis=-1)
    inner = EDGE + np.clip(flat, 0, 1) * (1 - 2 * EDGE)
    rows = len(solid.parts)
    return np.stack([(inner[..., 0] + axis[:, None]) / 3, (inner[..., 1] + part[:, None]) / rows], axis=-1)


def paint_solid(
    solid: Solid, *, colors: tuple[tuple[int, int, int], ...], material: str, pixels: int, seed: int
) -> Layers:
    """Paint all tiles. The first colour and the material are for the main part, a second colour for the next."""
    wanted_pixels, pixels = pixels, min(pixels, PAINTED_PIXELS)
    rows = len(solid.parts)
    edges = [round(index * pixels / rows) for index in range(rows + 1)]
    columns = [round(index * pixels / 3) for index in range(4)]
    color = np.zeros((pixels, pixels, 3), np.uint8)
    rough, metal, height = (np.zeros((pixels, pixels), np.float32) for _ in range(3))
    main = _main_part(solid, material)
    for row, part in enumerate(solid.parts):
        kind = material if material and row == main else part.material
        wanted = dict(zip(range(rows), colors, strict=False)).get((row - main) % rows)
        for axis in range(3):
            tile = paint(
                kind, color=wanted, seed=seed * 16 + row, turned=axis == 1, side=max(64, pixels // max(2, rows))
            )
            window = (slice(edges[row], edges[row + 1]), slice(columns[axis], columns[axis + 1]))
            size = (columns[axis + 1] - columns[axis], edges[row + 1] - edges[row])
            color[window] = cv2.resize(tile.color, size, interpolation=cv2.INTER_LINEAR)
            rough[window] = cv2.resize(tile.rough, size, interpolation=cv2.INTER_LINEAR)
            height[window] = cv2.resize(tile.height, size, interpolation=cv2.INTER_LINEAR)
            metal[window] = tile.metal
    return Layers(color=color, rough=rough, metal=metal, height=height, pixels=wanted_pixels)


def _main_part(solid: Solid, material: str) -> int:
    """Find the part that words are about: the cushions where they speak of cloth, else the first."""
    if material in SOFT:
        return next((row for row, part in enumerate(solid.parts) if part.material in SOFT), 0)
    return 0
