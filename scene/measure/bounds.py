# SPDX-License-Identifier: GPL-3.0-or-later
"""How big objects are and how they stand, as they are evaluated: parents, modifiers, mirrored and skewed scales.

bpy, mathutils and numpy; changes nothing. Lengths are in scene units.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..errors import InstanceRefused, NoGeometry
from ..mesh_data import points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy
    from bpy.types import Depsgraph, Object

_FLAT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientedBox:
    """A box that stands on its floor."""

    matrix: Matrix
    """4 × 4: rotation (right-handed, without scale) and, as location, the middle of the floor."""
    dimensions: Vector
    """Extents along the matrix's axes; z goes up from the floor."""

    def corners(self) -> list[Vector]:
        """The eight corners in world space."""
        x, y, z = self.dimensions
        return [self.matrix @ Vector((i * x / 2, j * y / 2, k * z)) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)]


def oriented_box(target: Object, depsgraph: Depsgraph) -> OrientedBox:
    """The box around ``target`` along its own axes.

    The axis that points up or down the most becomes the height, so that the floor is the lowest side, whichever way
    the object was turned or mirrored.

    :raises NoGeometry, InstanceRefused: there is nothing that one prop could fill.
    """
    if target.type == "EMPTY" and target.instance_type == "COLLECTION":
        raise InstanceRefused(name=target.name)
    points = world_points((target,), depsgraph)
    if not len(points):
        raise NoGeometry(name=target.name)
    rotation = standing_rotation(target.evaluated_get(depsgraph).matrix_world)
    local = points @ _array(rotation)
    low, high = Vector(local.min(axis=0)), Vector(local.max(axis=0))
    dimensions = high - low
    if max(dimensions) <= _FLAT:
        raise NoGeometry(name=target.name)
    floor = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    return OrientedBox(matrix=Matrix.Translation(rotation @ floor) @ rotation.to_4x4(), dimensions=dimensions)


def world_bounds(objects: Iterable[Object], depsgraph: Depsgraph) -> tuple[Vector, Vector]:
    """Lowest and highest world coordinates of all ``objects`` together, instances included.

    :raises NoGeometry: they have no points at all.
    """
    objects = tuple(objects)
    points = world_points(objects, depsgraph)
    if not len(points):
        raise NoGeometry(name=", ".join(each.name for each in objects))
    return Vector(points.min(axis=0)), Vector(points.max(axis=0))


def standing_rotation(matrix: Matrix) -> Matrix:
    """The upright, right-handed 3 × 3 rotation closest in meaning to a world matrix that may be mirrored or skewed."""
    x, y, z = (column.normalized() for column in _axes(matrix))
    up_index = max((2, 1, 0), key=lambda index: round(abs((x, y, z)[index].z), 4))
    up = (x, y, z)[up_index]
    down = up.z < 0.0
    up = -up if down else up
    # Front stays front; for an object that lies on its front or back, what was its top is its back now.
    back = y if up_index != 1 else (z if down else -z)
    back = (back - up * back.dot(up)).normalized()
    return Matrix((back.cross(up), back, up)).transposed()


def _axes(matrix: Matrix) -> tuple[Vector, Vector, Vector]:
    """The matrix's columns; one that a scale of zero has taken is put back at right angles to the others."""
    columns = [column.xyz for column in matrix.to_3x3().col]
    gone = [index for index, column in enumerate(columns) if column.length <= _FLAT]
    if len(gone) == 1:
        index = gone[0]
        columns[index] = columns[index - 2].cross(columns[index - 1])
    elif gone or abs(columns[0].normalized().cross(columns[1].normalized()).length) <= _FLAT:
        return Vector((1, 0, 0)), Vector((0, 1, 0)), Vector((0, 0, 1))
    return columns[0], columns[1], columns[2]


def world_points(objects: Iterable[Object], depsgraph: Depsgraph) -> numpy.ndarray:
    """The evaluated points of ``objects`` in world space, float64 (n, 3), what they instance included."""
    import numpy

    wanted = set(objects)
    found = [_points_of(each.evaluated_get(depsgraph)) for each in wanted]
    if any(may_instance(each) for each in wanted):
        found += [
            _transformed(_local_points(each.instance_object), Matrix(each.matrix_world))
            for each in depsgraph.object_instances
            if each.is_instance and each.parent is not None and each.parent.original in wanted
        ]
    return numpy.concatenate(found) if found else numpy.empty((0, 3))


def may_instance(target: Object) -> bool:
    """Whether an object may show others in places of theirs."""
    return target.instance_type != "NONE" or any(each.type in {"NODES", "PARTICLE_SYSTEM"} for each in target.modifiers)


def _points_of(evaluated: Object) -> numpy.ndarray:
    return _transformed(_local_points(evaluated), evaluated.matrix_world)


def _local_points(evaluated: Object) -> numpy.ndarray:
    import numpy

    with _mesh_of(evaluated) as mesh:
        if mesh is None or not mesh.vertices:
            return numpy.empty((0, 3))
        return points_of(mesh).astype(numpy.float64)


def _transformed(points: numpy.ndarray, matrix: Matrix) -> numpy.ndarray:
    return points @ _array(matrix.to_3x3()).T + _array(matrix.translation)


def _array(value: Matrix | Vector) -> numpy.ndarray:
    import numpy

    return numpy.array(value, dtype=numpy.float64)


@contextmanager
def _mesh_of(evaluated: Object) -> Iterator[bpy.types.Mesh | None]:
    if evaluated.type not in {"MESH", "CURVE", "SURFACE", "FONT", "META"}:
        yield None
        return
    try:
        yield evaluated.to_mesh()
    finally:
        evaluated.to_mesh_clear()
