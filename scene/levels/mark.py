# SPDX-License-Identifier: GPL-3.0-or-later
"""What a full mesh was like when its lighter levels were made of it: they fit it no more once it was edited.

To scale it evenly and to move it, as landing does and as an artist applies it, is no edit: the levels follow.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mathutils import Matrix, Vector

from ..mesh_data import extremes, points_of, triangle_count
from ..stored_values import stored_in
from .level import FULL_BOUNDS_KEY, FULL_TRIANGLES_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from bpy.types import Mesh

MARK_KEY = "rodin_props_levels_fit"
"""Custom property of a full mesh with lighter levels, JSON: what it was like when they fitted."""
_SAMPLES = 16
"""Points that are looked at one by one."""
_SAME = 1e-4
"""Of the largest side of a mesh: less is no edit."""
_PRECISION = 1e-6
"""Of the largest coordinate: single numbers are not more exact."""
_NO_EXTENT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshMark:
    """What a mesh is like, in its own coordinates."""

    triangles: int
    low: tuple[float, ...]
    high: tuple[float, ...]
    places: tuple[float, ...] = ()
    """Some of its points, and the mean of all, three numbers each; none where that is not known."""
    spread: tuple[float, ...] = ()
    """Standard deviation of its points along each axis."""
    surface: tuple[float, ...] = ()
    """Mean and standard deviation of the UVs that renders use, and the sum of the faces' numbers of materials."""
    uv_maps: tuple[str, ...] = ()

    @classmethod
    def of(cls, mesh: Mesh) -> MeshMark:
        """Look at a mesh. Goes through all its points and UVs."""
        points = points_of(mesh)
        if not len(points):
            return cls(triangles=0, low=(0.0,) * 3, high=(0.0,) * 3)
        low, high = extremes(points)
        step = max(1, len(points) // _SAMPLES)
        mean, spread = _moments(points)
        places = [*points[::step][:_SAMPLES].tolist(), mean]
        return cls(
            triangles=triangle_count(mesh),
            low=tuple(low.tolist()),
            high=tuple(high.tolist()),
            places=tuple(value for place in places for value in place),
            spread=tuple(spread),
            surface=_surface_of(mesh),
            uv_maps=tuple(layer.name for layer in mesh.uv_layers),
        )

    @classmethod
    def of_file(cls, level: Mesh) -> MeshMark:
        """Return what the file that a level comes from says of the full mesh.

        :raises KeyError, ValueError, TypeError: it says nothing that makes sense.
        """
        values: Any = level[FULL_BOUNDS_KEY]
        bounds = tuple(float(value) for value in values)
        if len(bounds) != 6:
            raise ValueError
        return cls(triangles=int(level[FULL_TRIANGLES_KEY]), low=bounds[:3], high=bounds[3:])

    def matrix_from(self, was: MeshMark) -> Matrix | None:
        """Return what was applied to the mesh since it was like that; None if it was edited."""
        size = _size(self)
        if self.triangles != was.triangles or size <= _NO_EXTENT or _size(was) <= _NO_EXTENT:
            return None
        scale = size / _size(was)
        matrix = Matrix.Translation(Vector(self.low) - scale * Vector(was.low)) @ Matrix.Scale(scale, 4)
        tolerance = _SAME * size + _PRECISION * max(map(abs, (*self.low, *self.high)))
        if not _near(self.high, matrix @ Vector(was.high), tolerance):
            return None
        if not (self.places and was.places):
            return matrix
        is_same = (
            len(self.places) == len(was.places)
            and all(
                _near(now, matrix @ Vector(then), tolerance)
                for now, then in zip(_in_threes(self.places), _in_threes(was.places), strict=True)
            )
            and _near(self.spread, [scale * side for side in was.spread], tolerance)
            and self.uv_maps == was.uv_maps
            and _near(self.surface, was.surface, _SAME)
        )
        return matrix if is_same else None

    def to_json(self) -> str:
        """Return the text that is stored."""
        return json.dumps(
            {name: getattr(self, name) for name in ("triangles", "low", "high", "places", "spread", "surface")}
            | {"uv_maps": self.uv_maps}
        )

    @classmethod
    def from_json(cls, text: str) -> MeshMark:
        """Read it back.

        :raises ValueError, KeyError, TypeError: it is no such text.
        """
        values = json.loads(text)
        numbers = {name: tuple(map(float, values[name])) for name in ("low", "high", "places", "spread", "surface")}
        if len(numbers["low"]) != 3 or len(numbers["high"]) != 3 or len(numbers["places"]) % 3:
            raise ValueError
        return cls(triangles=int(values["triangles"]), uv_maps=tuple(map(str, values["uv_maps"])), **numbers)


def mark_of(full: Mesh) -> MeshMark | None:
    """Return what a full mesh was like when its levels fitted; None if it does not say so."""
    return stored_in(full, MARK_KEY, MeshMark.from_json)


def _surface_of(mesh: Mesh) -> tuple[float, ...]:
    import numpy

    layer: Any = next((each for each in mesh.uv_layers if each.active_render), None)
    values: list[float] = []
    if layer is not None:
        uvs = numpy.empty((len(mesh.loops), 2), dtype=numpy.float32)
        layer.uv.foreach_get("vector", uvs.reshape(-1))
        mean, spread = _moments(uvs)
        values += [*mean, *spread]
    return (*values, float(_material_numbers(mesh)))


def _moments(rows: numpy.ndarray) -> tuple[list[float], list[float]]:
    """Return mean and standard deviation of each column: one by one, which is ten times as fast as all at once."""
    means, spreads = [], []
    for number in range(rows.shape[1]):
        column = rows[:, number].astype("float64")
        mean = float(column.mean()) if len(column) else 0.0
        column -= mean
        means.append(mean)
        spreads.append(float(column.dot(column) / max(len(column), 1)) ** 0.5)
    return means, spreads


def _material_numbers(mesh: Mesh) -> int:
    import numpy

    attribute: Any = mesh.attributes.get("material_index")
    if attribute is None:
        return 0
    numbers: numpy.ndarray = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
    attribute.data.foreach_get("value", numbers)
    return int(numbers.sum(dtype="int64"))


def _size(mark: MeshMark) -> float:
    return max(high - low for low, high in zip(mark.low, mark.high, strict=True))


def _in_threes(values: tuple[float, ...]) -> list[tuple[float, ...]]:
    return [values[first : first + 3] for first in range(0, len(values), 3)]


def _near(one: Sequence[float], other: Sequence[float] | Vector, tolerance: float) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(abs(now - then) <= tolerance for now, then in pairs)
