# SPDX-License-Identifier: GPL-3.0-or-later
"""Where cameras are around a subject that is to be seen from its four sides. Changes nothing.

Sides are named as they appear to somebody in front of the subject, as Blender's own views do (Numpad 1 is Front,
Ctrl Numpad 3 is Left): with its front towards -Y, its left side is the one towards -X, and in the picture from the
left its front is on the right. The service does not say whether it means the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ..errors import NothingToShow
from ..visibility import renderable_objects
from .bounds import upright_rotation, world_points
from .sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy
    from bpy.types import Depsgraph, Object, ViewLayer

LENS_MILLIMETERS = 85.0
SENSOR_MILLIMETERS = 36.0
_ELEVATION = math.radians(10.0)
"""A little from above, so that flat things have an upper side."""
_NARROWEST = 0.5
"""Shorter by longer side of the pictures, so that no side is too short to be sent."""
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class CamerasAround:
    """Cameras at the same distance, with the same lens, so that their pictures agree on the subject's size."""

    poses: tuple[Matrix, ...]
    """4 × 4 world matrices, in the order of ``SIDES``."""
    aspect: float
    """Width by height of the pictures."""
    distance: float
    """From the middle of the subject, in scene units."""


def cameras_around(subject: Collection[Object], view_layer: ViewLayer, *, margin: float) -> CamerasAround:
    """Return cameras that see all of the subject from its sides, with ``margin`` (a part of the longer side) around it.

    :raises NothingToShow: none of the objects has a surface that a render shows.
    """
    import numpy

    view_layer.update()
    depsgraph = view_layer.depsgraph
    solid = solid_objects(subject, view_layer)
    points = world_points(solid, depsgraph)
    if not len(points) or numpy.ptp(points, axis=0).max() <= _NOTHING:
        raise NothingToShow
    front = _front_of(solid, depsgraph)
    rotations = [
        Matrix.Rotation(front + side.turn, 3, "Z") @ Matrix.Rotation(math.pi / 2 - _ELEVATION, 3, "X") for side in SIDES
    ]
    middle = _middle(points, Matrix.Rotation(front, 3, "Z"))
    seen = numpy.concatenate([(points - numpy.array(middle)) @ numpy.array(rotation) for rotation in rotations])
    width, height = abs(seen[:, 0]).max(), abs(seen[:, 1]).max()
    aspect = float(numpy.clip(width / max(height, _NOTHING), _NARROWEST, 1 / _NARROWEST))
    distance = _distance(seen, aspect, margin)
    poses = tuple(
        Matrix.Translation(middle) @ rotation.to_4x4() @ Matrix.Translation((0.0, 0.0, distance))
        for rotation in rotations
    )
    return CamerasAround(poses=poses, aspect=aspect, distance=distance)


def solid_objects(subject: Collection[Object], view_layer: ViewLayer) -> list[Object]:
    """Return those of the objects that a render shows and that have points."""
    shown = renderable_objects(view_layer)
    candidates = (object_ for object_ in subject if object_ in shown)
    return [object_ for object_ in candidates if len(world_points((object_,), view_layer.depsgraph))]


def front_of(subject: Collection[Object], view_layer: ViewLayer) -> float:
    """Return how far the subject's front is turned from the world's -Y about the vertical, in radians.

    A single object has a front of its own, its -Y; several together have the world's.
    """
    return _front_of(solid_objects(subject, view_layer), view_layer.depsgraph)


def _front_of(solid: Collection[Object], depsgraph: Depsgraph) -> float:
    if len(solid) != 1:
        return 0.0
    (single,) = solid
    back = upright_rotation(single.evaluated_get(depsgraph).matrix_world).col[1]
    return math.atan2(back.y, back.x) - math.pi / 2


def _middle(points: numpy.ndarray, turned: Matrix) -> Vector:
    import numpy

    own = points @ numpy.array(turned)
    return turned @ Vector(((own.min(axis=0) + own.max(axis=0)) / 2).tolist())


def _distance(seen: numpy.ndarray, aspect: float, margin: float) -> float:
    """Return the smallest distance at which all points, in the axes of their cameras, are in the picture."""
    longer = SENSOR_MILLIMETERS / 2 / LENS_MILLIMETERS
    across, up = longer * min(1.0, aspect), longer * min(1.0, 1.0 / aspect)
    pad = 2 * margin * longer
    return float(
        max(
            (abs(seen[:, 0]) / (across - pad) + seen[:, 2]).max(),
            (abs(seen[:, 1]) / (up - pad) + seen[:, 2]).max(),
        )
    )
