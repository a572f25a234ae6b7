# SPDX-License-Identifier: GPL-3.0-or-later
"""What the background Blender measured of a mesh, so that the artist's session need not go through its points.

It writes that into the mesh. The session takes it out again: it would be untrue of a mesh that was edited.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mathutils import Vector

from ..mesh_data import bounds_of, points_of
from .silhouette import outermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Mesh
    from mathutils import Matrix

MEASURED_KEY = "rodin_props_measured"
"""Custom property of the meshes in a prepared file, JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of a mesh, in its own coordinates."""

    low: Vector
    """The lowest coordinates."""
    high: Vector
    """The highest coordinates."""
    outline: tuple[tuple[float, float, float], ...] = ()
    """The few points that form its silhouette from every side; none if they were not looked for."""

    @property
    def dimensions(self) -> Vector:
        """Its extent along each axis."""
        return self.high - self.low

    def moved(self, matrix: Matrix) -> Measured:
        """Return the same of the mesh after it was scaled, by positive factors along the axes, and shifted."""
        outline = tuple((moved.x, moved.y, moved.z) for moved in (matrix @ Vector(point) for point in self.outline))
        return Measured(low=matrix @ self.low, high=matrix @ self.high, outline=outline)


def measure(mesh: Mesh) -> Measured:
    """Go through all points of a mesh, which the artist may have emptied, for its bounds."""
    low, high = bounds_of(mesh) if len(mesh.vertices) else (Vector(), Vector())
    return Measured(low=low, high=high)


def write(mesh: Mesh) -> None:
    """Measure a mesh, and store the result in it."""
    low, high = bounds_of(mesh)
    outline = outermost(points_of(mesh)).tolist()
    values = {"vertices": len(mesh.vertices), "low": list(low), "high": list(high), "outline": outline}
    mesh[MEASURED_KEY] = json.dumps(values)


def take(mesh: Mesh) -> Measured:
    """Take what is stored out of a mesh that has just come. If nothing is, or it makes no sense, measure the mesh."""
    stored = mesh.pop(MEASURED_KEY, None)
    try:
        return _read(mesh, stored)
    except (ValueError, KeyError, TypeError, RecursionError):
        return measure(mesh)


def _read(mesh: Mesh, stored: object) -> Measured:
    """Read what is stored. :raises ValueError, KeyError, TypeError, RecursionError: it makes no sense for this mesh."""
    if not isinstance(stored, str):
        raise TypeError
    values = json.loads(stored)
    low, high = Vector(_point(values["low"])), Vector(_point(values["high"]))
    if values["vertices"] != len(mesh.vertices) or min(high - low) < 0.0 or not max(high - low) > 0.0:
        raise ValueError
    return Measured(low=low, high=high, outline=tuple(_point(point) for point in values["outline"]))


def _point(values: Sequence[float]) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    if not (math.isfinite(x) and math.isfinite(y) and math.isfinite(z)):
        raise ValueError
    return x, y, z
