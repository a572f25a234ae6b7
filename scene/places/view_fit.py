# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that takes the same part of a camera's picture as its subject did."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ..measure.silhouette import outermost
from ..measure.sizing import Fit
from ..measure.view import View
from ..mesh_data import points_of
from .placement import VIEW_KEY
from .pose import Pose, pose_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy
    from bpy.types import Context, Mesh, Object

    from ..measure.measured import Measured

_UNTOUCHED = 1e-4
_STEPS = 40
_CLOSE = 1e-5
_SLOPE_STEP = 1e-4
_LOCATION_WEIGHT = 0.7
"""Weight of staying at the first location, against filling the box."""
_FREE_LOCATION_WEIGHT = 0.03
"""The same where the picture alone tells how far away it is."""
_MISS_BEHIND_CAMERA = 10.0


def remember_view(target: Object, view: View, context: Context, *, turn: float | None = None) -> None:
    """Store the view whose box the prop will take, unless the artist moves the place before it comes.

    :param turn: of the prop, about the vertical, in radians; None for that of its place.
    """
    matrix = pose_of(target, context).matrix
    target[VIEW_KEY] = json.dumps([view.to_json(), [list(row) for row in matrix], turn])


def pose_as_seen(target: Object, pose: Pose, mesh: Mesh, measured: Measured) -> Pose:
    """Return the pose at which a mesh, its floor at z = 0, takes the box of the view that its place stores.

    That is ``pose`` itself where none is stored, or the place was moved since then.
    """
    try:
        text, rows, *turned = json.loads(target.get(VIEW_KEY, ""))
        view, stored_matrix, turn = View.from_json(text), Matrix(rows), turned[0] if turned else None
    except (TypeError, ValueError):
        return pose
    if max(max(map(abs, row)) for row in pose.matrix - stored_matrix) >= _UNTOUCHED:
        return pose
    if turn is not None:
        upright = Matrix.Translation(pose.matrix.translation) @ Matrix.Rotation(float(turn), 4, "Z")
        pose = replace(pose, matrix=upright)
    return _fitted(pose, view, mesh, measured)


def _fitted(pose: Pose, view: View, mesh: Mesh, measured: Measured) -> Pose:
    import numpy

    points = numpy.array(measured.outline) if measured.outline else points_of(mesh)
    turned = pose.matrix.to_3x3()
    location, scale = fit_in_view(view, points, turned, pose.matrix.translation)
    return replace(
        pose,
        matrix=Matrix.Translation(location) @ turned.to_4x4(),
        dimensions=measured.dimensions * scale,
        fit=Fit.LONGEST_SIDE,
    )


def fit_in_view(view: View, points: numpy.ndarray, turned: Matrix, point: Vector) -> tuple[Vector, float]:
    """Return the location on its floor, and the scale, at which a prop takes the view's box.

    ``points`` (n, 3) are the prop's own, with its floor at z = 0; ``turned`` is its 3 × 3 rotation, ``point`` where it
    stands at first. Where the picture hardly tells how far away it is, it stays at that distance.
    """
    import numpy

    shape = outermost(points) @ numpy.array(turned).T
    start = numpy.array(point)
    reach = float(numpy.linalg.norm(start - numpy.array(view.eye.translation)))
    size = _first_scale(view, shape, start, reach)
    weight = _FREE_LOCATION_WEIGHT if view.tells_distance else _LOCATION_WEIGHT

    def place(state: numpy.ndarray) -> tuple[numpy.ndarray, float]:
        return start + numpy.array((state[0], state[1], 0.0)) * reach, size * float(numpy.exp(state[2]))

    def misses(state: numpy.ndarray) -> numpy.ndarray:
        location, scale = place(state)
        too_near = max(0.0, view.least_depth - view.depth_of(Vector(location.tolist()))) / reach
        return numpy.array([*_edge_misses(view, shape * scale + location), *(weight * state[:2]), too_near])

    state = _least_squares(misses, numpy.zeros(3))
    location, scale = place(state)
    return Vector(location.tolist()), scale


def _first_scale(view: View, shape: numpy.ndarray, start: numpy.ndarray, reach: float) -> float:
    """Return the approximate scale, from the size that a tiny prop has in the picture there."""
    import numpy

    tiny = 1e-3 * reach / max(float(numpy.ptp(shape, axis=0).max()), 1e-9)
    seen = numpy.ptp(view.places_of(shape * tiny + start), axis=0)
    left, bottom, right, top = view.box
    return tiny * float(numpy.sqrt((right - left) * (top - bottom) / max(float(seen[0] * seen[1]), 1e-18)))


def _edge_misses(view: View, points: numpy.ndarray) -> list[float]:
    """Return how far each side is from that of the box. A side beyond the frame's edge counts as if at the edge."""
    places = view.places_of(points)
    if len(places) < len(points):  # it reaches behind the camera
        return [_MISS_BEHIND_CAMERA] * 4
    low, high = places.min(axis=0), places.max(axis=0)
    sides = (max(low[0], 0.0), max(low[1], 0.0), min(high[0], 1.0), min(high[1], 1.0))
    farthest = view.beyond or view.box
    return [
        float(side - min(max(side, min(seen, other)), max(seen, other)))
        for side, seen, other in zip(sides, view.box, farthest, strict=True)
    ]


def _least_squares(misses: Callable[[numpy.ndarray], numpy.ndarray], state: numpy.ndarray) -> numpy.ndarray:
    """Return the state near the first one that misses least (Levenberg-Marquardt with a measured slope)."""
    import numpy

    damping, now = 1e-2, misses(state)
    for _ in range(_STEPS):
        slope = numpy.stack(
            [(misses(state + step) - now) / _SLOPE_STEP for step in numpy.eye(len(state)) * _SLOPE_STEP], axis=1
        )
        square = slope.T @ slope
        step = numpy.linalg.solve(
            square + damping * (numpy.diag(square.diagonal()) + 1e-9 * numpy.eye(3)), -slope.T @ now
        )
        tried = misses(state + step)
        if tried @ tried < now @ now:
            state, now, damping = state + step, tried, damping / 4
            if numpy.abs(step).max() < _CLOSE:
                break
        else:
            damping *= 8
    return state
