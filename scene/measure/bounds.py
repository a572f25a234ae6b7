# SPDX-License-Identifier: GPL-3.0-or-later
"""How big objects are and how they are turned, as they are evaluated: parents, modifiers, mirrored and skewed scales.

Changes nothing. Lengths are in scene units.
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
    from bpy.types import Depsgraph, DepsgraphObjectInstance, Object

_FLAT = 1e-9
_BOXES = {"CURVES", "GREASEPENCIL", "GPENCIL", "POINTCLOUD", "VOLUME"}
"""Types of objects that render and have no mesh: what is known of them is the box around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientedBox:
    """A box that stands on its floor."""

    matrix: Matrix
    """4 × 4: rotation (right-handed, without scale) and, as location, the middle of the floor."""
    dimensions: Vector
    """Extents along the matrix's axes; z goes up from the floor."""

    def corners(self) -> list[Vector]:
        """Return the eight corners in world space."""
        x, y, z = self.dimensions
        return [self.matrix @ Vector((i * x / 2, j * y / 2, k * z)) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)]


def oriented_box(target: Object, depsgraph: Depsgraph) -> OrientedBox:
    """Return the box around ``target`` along its own axes.

    The axis that points up or down the most becomes the height, so that the floor is the lowest side, whichever way
    the object was turned or mirrored.

    :raises NoGeometry, InstanceRefused: there is nothing that one prop could fill.
    """
    if target.type == "EMPTY" and target.instance_type == "COLLECTION":
        raise InstanceRefused(name=target.name)
    points = world_points((target,), depsgraph)
    if not len(points):
        raise NoGeometry(name=target.name)
    rotation = upright_rotation(target.evaluated_get(depsgraph).matrix_world)
    local = points @ _array(rotation)
    low, high = Vector(local.min(axis=0)), Vector(local.max(axis=0))
    dimensions = high - low
    if max(dimensions) <= _FLAT:
        raise NoGeometry(name=target.name)
    floor = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    return OrientedBox(matrix=Matrix.Translation(rotation @ floor) @ rotation.to_4x4(), dimensions=dimensions)


def world_bounds(objects: Iterable[Object], depsgraph: Depsgraph) -> tuple[Vector, Vector]:
    """Return the lowest and highest world coordinates of all ``objects`` together, instances included.

    :raises NoGeometry: they have no points at all.
    """
    objects = tuple(objects)
    points = world_points(objects, depsgraph)
    if not len(points):
        raise NoGeometry(name=", ".join(object_.name for object_ in objects))
    return Vector(points.min(axis=0)), Vector(points.max(axis=0))


def upright_rotation(matrix: Matrix) -> Matrix:
    """Return the upright, right-handed 3 × 3 rotation closest to a world matrix that may be mirrored or skewed."""
    x, y, z = (column.normalized() for column in _axes(matrix))
    up_index = max((2, 1, 0), key=lambda index: round(abs((x, y, z)[index].z), 4))
    up = (x, y, z)[up_index]
    down = up.z < 0.0
    up = -up if down else up
    # The front stays the front. The top of an object that lies on its front or back becomes its back.
    back = y if up_index != 1 else (z if down else -z)
    back = (back - up * back.dot(up)).normalized()
    return Matrix((back.cross(up), back, up)).transposed()


def _axes(matrix: Matrix) -> tuple[Vector, Vector, Vector]:
    """Return the matrix's columns; one lost to a scale of zero is replaced at right angles to the others."""
    columns = [column.xyz for column in matrix.to_3x3().col]
    lost = [index for index, column in enumerate(columns) if column.length <= _FLAT]
    if len(lost) == 1:
        index = lost[0]
        columns[index] = columns[index - 2].cross(columns[index - 1])
    elif lost or abs(columns[0].normalized().cross(columns[1].normalized()).length) <= _FLAT:
        return Vector((1, 0, 0)), Vector((0, 1, 0)), Vector((0, 0, 1))
    return columns[0], columns[1], columns[2]


def world_points(objects: Iterable[Object], depsgraph: Depsgraph) -> numpy.ndarray:
    """Return the evaluated points of ``objects`` in world space, float64 (n, 3), including what they instance."""
    import numpy

    wanted = set(objects)
    points = [_points_of(object_.evaluated_get(depsgraph)) for object_ in wanted]
    if any(may_instance(object_) for object_ in wanted):
        points += [
            _transformed(_instance_points(instance), Matrix(instance.matrix_world))
            for instance in depsgraph.object_instances
            if instance.is_instance and instance.parent is not None and instance.parent.original in wanted
        ]
    return numpy.concatenate(points) if points else numpy.empty((0, 3))


def may_instance(target: Object) -> bool:
    """Say whether an object may show instances of others."""
    kinds = {"NODES", "PARTICLE_SYSTEM"}
    return target.instance_type != "NONE" or any(modifier.type in kinds for modifier in target.modifiers)


def _points_of(evaluated: Object) -> numpy.ndarray:
    return _transformed(_local_points(evaluated), evaluated.matrix_world)


def _instance_points(instance: DepsgraphObjectInstance) -> numpy.ndarray:
    """Return the points of an instance, or of what an object's modifiers made beside its mesh, in its own space."""
    shown = instance.object
    if isinstance(shown.data, bpy.types.Mesh):
        return (
            points_of(shown.data).astype("float64") if shown.data.vertices else _local_points(instance.instance_object)
        )
    return _corners(shown) if shown.type in _BOXES else _local_points(instance.instance_object)


def _corners(evaluated: Object) -> numpy.ndarray:
    """Return the corners of the box around an object, in its own space; no points if it is empty."""
    import numpy

    corners = numpy.array([tuple(corner) for corner in evaluated.bound_box], dtype=numpy.float64)
    return corners if numpy.ptp(corners, axis=0).max() > _FLAT else numpy.empty((0, 3))


def _local_points(evaluated: Object) -> numpy.ndarray:
    import numpy

    if evaluated.type in _BOXES:
        return _corners(evaluated)
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
