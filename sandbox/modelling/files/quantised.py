# SPDX-License-Identifier: GPL-3.0-or-later
"""Vertices squeezed into whole numbers, as people do with models before they publish them (KHR_mesh_quantization)."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..arrays import Array
from .generations import Generation

EXTENSION = "KHR_mesh_quantization"


@dataclass(frozen=True, slots=True, kw_only=True)
class Squeezed:
    """Places from -1 to 1 as 16 bits, and what brings them back to where they were."""

    places: Array = field(repr=False)
    """n x 4, of which the last column only fills up to whole words."""
    center: Array
    half_size: float

    def put_into(self, node: dict[str, Any], generation: Generation) -> None:
        """Let a node undo it."""
        node["translation"] = generation.in_scene(self.center[None])[0].tolist()
        node["scale"] = [self.half_size] * 3


def squeezed(places: Array) -> Squeezed:
    """Squeeze n x 3 places."""
    low, high = places.min(axis=0).astype(float), places.max(axis=0).astype(float)
    center, half_size = (low + high) / 2, float((high - low).max() / 2)
    return Squeezed(places=_padded((places - center) / half_size, 32767, "<i2"), center=center, half_size=half_size)


def squeezed_directions(vectors: Array) -> Array:
    """Return n x 4 of 8 bits for unit vectors of three or four columns."""
    return _padded(vectors, 127, "i1")


def squeezed_uvs(uvs: Array) -> Array:
    """Return n x 2 of 16 bits."""
    return np.round(np.clip(uvs, 0, 1) * 65535).astype("<u2")


def _padded(rows: Array, most: int, kind: str) -> Array:
    result = np.zeros((len(rows), 4), kind)
    result[:, : rows.shape[1]] = np.round(rows * most)
    return result
