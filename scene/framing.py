# SPDX-License-Identifier: GPL-3.0-or-later
"""Where objects are in a camera's picture. bpy and numpy; changes nothing.

Picture coordinates are fractions of the frame from its lower left corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .bounds import world_points
from .errors import NothingInView

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy
    from bpy.types import Depsgraph, Object, ViewLayer

_FRAME_UNITS = 1000.0


def project(camera: Object, depsgraph: Depsgraph, points: numpy.ndarray, aspect: float) -> numpy.ndarray:
    """Picture coordinates (n, 2) of world ``points`` (n, 3), without those behind the camera.

    ``aspect`` is the frame's width by its height.
    """
    import numpy

    evaluated = camera.evaluated_get(depsgraph)
    projection = evaluated.calc_matrix_camera(depsgraph, x=round(_FRAME_UNITS * aspect), y=round(_FRAME_UNITS))
    matrix = numpy.array(projection @ evaluated.matrix_world.normalized().inverted())
    clip = numpy.c_[points, numpy.ones(len(points))] @ matrix.T
    clip = clip[clip[:, 3] > 1e-6]
    return clip[:, :2] / clip[:, 3:] / 2.0 + 0.5


def frame_box(
    view_layer: ViewLayer, camera: Object, objects: Iterable[Object], aspect: float
) -> tuple[float, float, float, float] | None:
    """The part of the picture (left, bottom, right, top) that ``objects`` take; None for a panoramic camera.

    :raises NothingInView: none of them is in the picture.
    """
    assert isinstance(camera.data, bpy.types.Camera)
    if camera.data.type == "PANO":
        return None
    view_layer.update()
    depsgraph = view_layer.depsgraph
    places = project(camera, depsgraph, world_points(objects, depsgraph), aspect)
    if not len(places):
        raise NothingInView
    (left, bottom), (right, top) = places.min(axis=0).clip(0.0, 1.0), places.max(axis=0).clip(0.0, 1.0)
    if right <= left or top <= bottom:
        raise NothingInView
    return float(left), float(bottom), float(right), float(top)
