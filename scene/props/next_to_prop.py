# SPDX-License-Identifier: GPL-3.0-or-later
"""A place next to a prop, for another one like it. Main thread only; pushes no undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ..choices import SizeAxis
from ..measure.bounds import upright_rotation
from ..measure.size import Size
from ..measure.sizing import Fit, unit_meters
from ..mesh_data import full_mesh_of
from ..places import placement
from . import mesh_fit, take_place, variants

if TYPE_CHECKING:
    from bpy.types import Context, Object

NEXT_TO_KEY = "rodin_props_beside"
"""Custom property of props: id of the last job whose prop was ordered to stand next to them."""
_KEPT_KEY = "rodin_props_kept_free"
"""Custom property of placeholders next to props: the matrix they were given, to tell whether the artist moved them."""
_GAP = 0.25
"""Between two props, as a part of their width."""
_MOST_STEPS = 50
_TOUCHING = 1e-3


def size_of(context: Context, prop: Object) -> Size:
    """Return how big a prop is in the world, by the side that its mesh took its size from."""
    dimensions = _box(prop)[1] * unit_meters(context.scene)
    is_height = mesh_fit.fit_of_mesh(full_mesh_of(prop)) is Fit.HEIGHT and dimensions.z > 0.0
    return Size(
        meters=max(dimensions.z if is_height else max(dimensions), 1e-6),
        axis=SizeAxis.HEIGHT if is_height else SizeAxis.LONGEST_SIDE,
    )


def place_placeholder(context: Context, prop: Object, *, job_id: str, name: str) -> Object:
    """Put a placeholder next to a prop, as big, turned like it, in its collections, under its parent.

    It is moved along the prop's own x, to the first place where no other prop stands or is to stand.
    """
    matrix, dimensions = _box(prop)
    step = Matrix.Translation((dimensions.x * (1.0 + _GAP) or max(dimensions), 0.0, 0.0))
    taken = [_corners(other) for other in context.scene.objects if other != prop and _takes_up_room(other)]
    for _ in range(_MOST_STEPS):
        matrix = matrix @ step
        if not any(_overlaps(matrix, dimensions, corners) for corners in taken):
            break
    placeholder = placement.create_placeholder(
        context, job_id=job_id, name=name, size=size_of(context, prop), location=matrix.translation
    )
    placeholder.empty_display_size = 0.5
    placeholder[placement.FIT_KEY] = mesh_fit.fit_of_mesh(full_mesh_of(prop)).value
    middle = matrix @ Matrix.Translation((0.0, 0.0, dimensions.z / 2))
    take_place.place_like(context, placeholder, middle @ Matrix.Diagonal((*dimensions, 1.0)), prop)
    placeholder[_KEPT_KEY] = [value for row in placeholder.matrix_basis for value in row]
    prop[NEXT_TO_KEY] = job_id
    return placeholder


def is_next_to_prop(placeholder: Object) -> bool:
    """Say whether a placeholder was put next to a prop."""
    return _KEPT_KEY in placeholder


def neighbour_of(context: Context, job_id: str) -> Object | None:
    """Return the prop next to which a job's prop was ordered to stand. Goes through the scene."""
    return next((other for other in context.scene.objects if other.get(NEXT_TO_KEY) == job_id), None)


def settled(context: Context, placeholder: Object, matrix: Matrix, dimensions: Vector, *, job_id: str) -> Matrix:
    """Return where a prop stands whose size is known now: next to the other one, where it overlaps with nothing.

    Of a place that was not made by `place_placeholder`, or that the artist moved, ``matrix`` is returned.

    :param matrix: where the placeholder says, as `Pose.matrix`.
    :param dimensions: of the new prop in the world, along the matrix's axes.
    """
    if not _is_as_kept(placeholder):
        return matrix
    neighbour = neighbour_of(context, job_id)
    if neighbour is None:
        return matrix
    context.view_layer.update()  # others may have landed a moment ago
    floor, beside = _box(neighbour)
    others = (other for other in context.scene.objects if other not in (placeholder, neighbour))
    taken = [_corners(other) for other in others if _takes_up_room(other)]
    offset = beside.x * (0.5 + _GAP) + dimensions.x / 2
    step = max((dimensions.x + beside.x * _GAP) / 2, _TOUCHING)
    for number in range(_MOST_STEPS):
        free = floor @ Matrix.Translation((offset + number * step, 0.0, 0.0))
        if not any(_overlaps(free, dimensions, corners) for corners in taken):
            return free
    return matrix


def _is_as_kept(placeholder: Object) -> bool:
    kept = list(placeholder.get(_KEPT_KEY, ()))
    now = [value for row in placeholder.matrix_basis for value in row]
    return len(kept) == len(now) and all(abs(one - other) < 1e-4 for one, other in zip(kept, now, strict=True))


def _box(prop: Object) -> tuple[Matrix, Vector]:
    """Return the prop's place in the world (rotation and, as location, the middle of its floor) and its dimensions."""
    floor, dimensions = mesh_fit.place_of(full_mesh_of(prop))
    world = prop.matrix_world
    turned = upright_rotation(world) if world.is_negative else world.to_quaternion().to_matrix()
    scale = Vector([abs(factor) for factor in world.to_scale()])
    return Matrix.Translation(world @ floor) @ turned.to_4x4(), dimensions * scale


def _takes_up_room(other: Object) -> bool:
    return (variants.is_prop(other) or placement.TARGET_KEY in other) and other.visible_get()


def _corners(other: Object) -> list[Vector]:
    """Return the corners of an object's box in world space."""
    if other.type == "EMPTY":
        side = other.empty_display_size
        corners = [Vector((x, y, z)) for x in (-side, side) for y in (-side, side) for z in (-side, side)]
    else:
        corners = [Vector(corner) for corner in other.bound_box]
    return [other.matrix_world @ corner for corner in corners]


def _overlaps(matrix: Matrix, dimensions: Vector, corners: list[Vector]) -> bool:
    to_local = matrix.inverted_safe()
    local = [to_local @ corner for corner in corners]
    slack = _TOUCHING * max(dimensions)
    low = Vector((-dimensions.x / 2, -dimensions.y / 2, 0.0))
    return all(
        min(corner[axis] for corner in local) < low[axis] + dimensions[axis] - slack
        and max(corner[axis] for corner in local) > low[axis] + slack
        for axis in range(3)
    )
