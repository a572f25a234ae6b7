# SPDX-License-Identifier: GPL-3.0-or-later
"""How a prop's mesh takes its size, so that another mesh can take its place.

All in the mesh's own coordinates: the object's location, rotation and scale do not matter here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ..measure.measured import Measured, measure
from ..measure.sizing import Fit
from ..places.pose import Pose

if TYPE_CHECKING:
    from bpy.types import Mesh

PLACE_KEY = "rodin_props_place"
"""Custom property of props' meshes, JSON: the fit, the room that its place has around it, the bounds it came with."""
_SAME = 1e-3
_NO_EXTENT = 1e-9
_NO_ROOM = (1.0, 1.0, 1.0)


def remember(
    mesh: Mesh,
    fit: Fit,
    *,
    measured: Measured | None = None,
    box: Vector | None = None,
    applied: Matrix | None = None,
) -> None:
    """Note how a mesh that has just come takes its size.

    :param measured: what is known of the mesh; None to measure it.
    :param box: dimensions of its place, if it was to stay inside them; more than its own where it does not fill them.
    :param applied: what the artist had applied to the mesh that it follows; see `applied_to`.
    """
    measured = measure(mesh) if measured is None else measured
    room = _NO_ROOM
    if box is not None and fit is Fit.INSIDE:
        sides = zip(box, measured.dimensions, strict=True)
        room = tuple(wanted / has if has > _NO_EXTENT else 1.0 for wanted, has in sides)
    back = applied.inverted_safe() if applied is not None else Matrix.Identity(4)
    came = [list(back @ measured.low), list(back @ measured.high)]
    mesh[PLACE_KEY] = json.dumps({"fit": fit.value, "room": room, "came": came})


def fit_of_mesh(mesh: Mesh) -> Fit:
    """Return how a mesh took its size."""
    return _read(mesh)[0]


def place_of(mesh: Mesh, measured: Measured | None = None) -> tuple[Vector, Vector]:
    """Return the middle of the floor, and the dimensions, of the place that a mesh is in.

    :param measured: what is known of the mesh; None to measure it.
    """
    _, room, _ = _read(mesh)
    floor, dimensions = _floor_and_dimensions(measure(mesh) if measured is None else measured)
    return floor, Vector([side * space for side, space in zip(dimensions, room, strict=True)])


def matrix_into(new: Measured, old: Mesh, of_old: Measured) -> Matrix:
    """Return the matrix that brings a mesh into the place of another: on its floor, as big as the other's fit says."""
    new_floor, new_dimensions = _floor_and_dimensions(new)
    floor, dimensions = place_of(old, of_old)
    if max(dimensions) <= _NO_EXTENT or max(new_dimensions) <= _NO_EXTENT:
        return Matrix.Identity(4)
    pose = Pose(matrix=Matrix.Identity(4), dimensions=dimensions, fit=fit_of_mesh(old))
    scale = pose.scale_for(new_dimensions)
    return Matrix.Translation(floor) @ Matrix.Diagonal((*scale, 1.0)) @ Matrix.Translation(-new_floor)


def follow(new: Mesh, of_new: Measured, old: Mesh, of_old: Measured) -> None:
    """Note that a mesh in the place of another takes its size as the other one did."""
    _, box = place_of(old, of_old)
    remember(new, fit_of_mesh(old), measured=of_new, box=box, applied=applied_to(old, of_old))


def applied_to(mesh: Mesh, measured: Measured | None = None) -> Matrix | None:
    """Return the scale and location that the artist has applied to a mesh; None if it was edited otherwise.

    :param measured: what is known of the mesh; None to measure it.
    """
    _, _, came = _read(mesh)
    if came is None:
        return None
    now = measure(mesh) if measured is None else measured
    ratios = [is_now / was for is_now, was in zip(now.dimensions, came[1] - came[0], strict=True) if was > _NO_EXTENT]
    if not ratios or max(ratios) <= _NO_EXTENT or max(ratios) - min(ratios) > _SAME * max(ratios):
        return None
    scale = Matrix.Scale(max(ratios), 4)
    return Matrix.Translation(now.low - scale @ came[0]) @ scale


def catch_up(mesh: Mesh, shown: Mesh) -> Matrix | None:
    """Return the matrix that applies to a variant what was applied to the shown one; None if nothing is to be done."""
    was, now = applied_to(mesh), applied_to(shown)
    if was is None or now is None:
        return None
    matrix = now @ was.inverted_safe()
    return None if same(matrix, Matrix.Identity(4)) else matrix


def same(one: Matrix, other: Matrix) -> bool:
    """Say whether two matrices do visibly the same to a mesh."""
    turned, difference = one.to_3x3(), one - other
    largest = max(abs(value) for row in turned for value in row)
    apart = max(abs(value) for row in difference.to_3x3() for value in row)
    return apart < _SAME * largest and difference.translation.length < _SAME * 0.1 * largest


def _floor_and_dimensions(measured: Measured) -> tuple[Vector, Vector]:
    low, high = measured.low, measured.high
    return Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z)), measured.dimensions


def _read(mesh: Mesh) -> tuple[Fit, tuple[float, float, float], tuple[Vector, Vector] | None]:
    """Return fit, room and the bounds it came with; the defaults for an older prop or a property that was changed."""
    try:
        stored = json.loads(mesh.get(PLACE_KEY, ""))
        x, y, z = (float(ratio) for ratio in stored["room"])
        low, high = (Vector(corner) for corner in stored["came"])
        return Fit(stored["fit"]), (x, y, z), (low.to_3d(), high.to_3d())
    except (TypeError, ValueError, KeyError):
        return Fit.HEIGHT, _NO_ROOM, None
