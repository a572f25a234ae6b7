# SPDX-License-Identifier: GPL-3.0-or-later
"""The three ways in which the service has written its GLBs over time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..arrays import Array

if TYPE_CHECKING:
    from ..mesh import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What one of the writers does its own way."""

    name: str
    generator: str
    origin: "Origin"
    material: str | None
    """None: called as the mesh is."""
    black_alpha: float
    """Alpha of the black base colour of a Shaded model; nothing is transparent for all that."""
    below_world: bool = False
    turned: bool = False
    """The node is turned by 90 degrees about X, and the mesh lies accordingly."""
    tangents: bool = False
    by_blender: bool = True
    """Blender's exporter names pictures, has a sampler, says what a buffer view is for and saves bytes of indices."""

    def nodes(self) -> list[dict[str, Any]]:
        """Return the nodes; the last one holds the mesh and the first one is the root."""
        model: dict[str, Any] = {"mesh": 0, "name": "model"}
        if self.turned:
            model["rotation"] = [float(np.float32(0.5**0.5)), 0, 0, float(np.float32(0.5**0.5))]
        return [{"name": "world", "children": [1]}, model] if self.below_world else [model]

    def as_stored(self, vectors: Array) -> Array:
        """Return places or directions (n x 3, Y up) as they stand in the file, below the node's turn."""
        if not self.turned:
            return vectors
        return np.stack([vectors[:, 0], vectors[:, 2], -vectors[:, 1]], axis=1)

    def in_scene(self, vectors: Array) -> Array:
        """Return what stands in the file (n x 3) as it is after the node's turn."""
        return np.stack([vectors[:, 0], -vectors[:, 2], vectors[:, 1]], axis=1) if self.turned else vectors


TRIMESH = Generation(
    name="trimesh",
    generator="Rodin sandbox, as trimesh",
    origin="center",
    material="place_holder",
    black_alpha=1 / 255,
    below_world=True,
    by_blender=False,
)
BLENDER_4_0 = Generation(
    name="blender-4.0",
    generator="Rodin sandbox, as Khronos glTF Blender I/O v4.0",
    origin="aside",
    material="CustomMaterial",
    black_alpha=1.0,
    turned=True,
)
BLENDER_4_3 = Generation(
    name="blender-4.3",
    generator="Rodin sandbox, as Khronos glTF Blender I/O v4.3",
    origin="bottom",
    material=None,
    black_alpha=1.0,
    tangents=True,
)
GENERATIONS = {each.name: each for each in (TRIMESH, BLENDER_4_0, BLENDER_4_3)}


class Shaped(Protocol):
    """A job whose files are written in one of these ways."""

    @property
    def shape(self) -> str: ...

    @property
    def seed(self) -> int: ...


def generation_of(job: Shaped) -> Generation:
    """Return the one that the job names, else by its seed: three seeds in a row give all three."""
    return GENERATIONS[job.shape or tuple(GENERATIONS)[job.seed % len(GENERATIONS)]]
