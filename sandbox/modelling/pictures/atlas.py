# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the front and the back of a cutout lie in one square texture: side by side, each cut into tiles.

Each tile shows a little more than its own part of the picture, so that between tiles there is a seam in the texture
and none to be seen. So many seams have the service's results.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array

MARGIN = 0.08
"""What a tile shows beyond its own part, on each side, relative to itself."""
QUADS_ACROSS = 12
LEAST_PIXELS = 24
MOST_TILES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The layout. `shape` is that of the front's picture: height and width."""

    shape: tuple[int, int] = field()
    columns: int = 1
    rows: int = 1

    @classmethod
    def for_quads(cls, shape: tuple[int, int], *, quad_pixels: float, texture_pixels: int) -> "Atlas":
        """Cut into tiles of about twelve quads across, but leave them enough of the texture."""
        bare = cls(shape=shape)
        down, across = (max(1, round(side / quad_pixels / QUADS_ACROSS)) for side in shape)
        width, height = bare.half_size(texture_pixels)
        return cls(
            shape=shape,
            columns=max(1, min(across, width // LEAST_PIXELS, MOST_TILES)),
            rows=max(1, min(down, height // LEAST_PIXELS, MOST_TILES)),
        )

    @property
    def is_wide(self) -> bool:
        """Say whether the front lies above the back in the texture, rather than beside it."""
        return self.shape[1] > self.shape[0]

    def half_size(self, pixels: int) -> tuple[int, int]:
        """Return width and height of the front's half of the texture."""
        return (pixels, pixels // 2) if self.is_wide else (pixels // 2, pixels)

    def uvs(self, places: Array, *, behind: Array) -> Array:
        """Return m x 4 x 2: where the corners of quads lie. `places` are those in the front's picture, from 0 to 1."""
        counts = np.array([self.columns, self.rows])
        margin = np.where(counts > 1, MARGIN, 0.0)
        tile = np.clip(np.floor(places.mean(axis=1, keepdims=True) * counts), 0, counts - 1)
        inner = np.clip(margin + (places * counts - tile) * (1 - 2 * margin), 0, 1)
        result = (tile + inner) / counts
        halved = 1 if self.is_wide else 0
        result[..., halved] = (result[..., halved] + behind[:, None]) / 2
        return result

    def picture(self, front: Array, back: Array, pixels: int) -> Array:
        """Return the texture of both sides, pixels x pixels x 3."""
        width, height = self.half_size(pixels)
        across = _shown(width, self.columns) * self.shape[1] - 0.5
        down = _shown(height, self.rows) * self.shape[0] - 0.5
        maps = np.broadcast_to(across, (height, width)), np.broadcast_to(down[:, None], (height, width))
        maps = cv2.convertMaps(*(np.ascontiguousarray(each) for each in maps), cv2.CV_16SC2)
        halves = [cv2.remap(side, *maps, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE) for side in (front, back)]
        return np.ascontiguousarray(np.concatenate(halves, axis=0 if self.is_wide else 1))


def _shown(size: int, tiles: int) -> Array:
    """Return for each texel along one side which place of the picture it shows, from 0 to 1."""
    place = (np.arange(size, dtype=np.float32) + 0.5) / size * tiles
    tile = np.floor(place)
    margin = MARGIN if tiles > 1 else 0.0
    return np.asarray((tile + (place - tile - margin) / (1 - 2 * margin)) / tiles, np.float32)
