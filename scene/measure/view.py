# SPDX-License-Identifier: GPL-3.0-or-later
"""What a camera or a viewport sees, and where that is in the scene. Changes nothing.

Picture coordinates are fractions of the frame from its lower left corner. The camera is kept as numbers, so that the
artist may move it, or remove it, while the prop is being made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..errors import NothingInView
from .bounds import may_instance, world_points

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy
    from bpy.types import Depsgraph, Object, RegionView3D, ViewLayer

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
WHOLE_FRAME: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a camera or a viewport saw, and which part of it the subject took."""

    eye: Matrix
    """The camera's 4 × 4 world matrix without scale."""
    projection: Matrix
    """4 × 4, from the camera's space to clip space."""
    box: Box
    beyond: Box | None = None
    """How far its sides may be where something stands before them, or where the picture ends; None for the box."""
    least_depth: float = 0.0
    """It is at least that far away along the line of sight, in scene units: something stands before it."""
    tells_distance: bool = False
    """The box and the floor alone tell how far away it is; else the first place counts more."""

    @classmethod
    def of(cls, camera: Object, depsgraph: Depsgraph, *, aspect: float, box: Box = WHOLE_FRAME) -> View:
        """Return the view of a camera as it is evaluated now; ``aspect`` is the frame's width by its height."""
        evaluated = camera.evaluated_get(depsgraph)
        projection = evaluated.calc_matrix_camera(depsgraph, x=round(1000 * aspect), y=1000)
        return cls(eye=evaluated.matrix_world.normalized(), projection=projection, box=box)

    @classmethod
    def of_viewport(cls, region_3d: RegionView3D) -> View:
        """Return what a 3D viewport shows, with or without perspective, as it was last drawn."""
        return cls(eye=region_3d.view_matrix.inverted(), projection=region_3d.window_matrix.copy(), box=WHOLE_FRAME)

    def to_json(self) -> str:
        """Return the text that is stored in a placeholder."""
        rows = [[list(row) for row in matrix] for matrix in (self.eye, self.projection)]
        if not self.tells_distance:
            return json.dumps([*rows, list(self.box)])
        return json.dumps([*rows, list(self.box), list(self.beyond or self.box), self.least_depth])

    @classmethod
    def from_json(cls, text: str) -> View:
        """Read it back.

        :raises ValueError: it is no view.
        """
        try:
            eye, projection, (left, bottom, right, top), *more = json.loads(text)
            view = cls(eye=Matrix(eye), projection=Matrix(projection), box=(left, bottom, right, top))
            if not more:
                return view
            (left, bottom, right, top), least_depth = more
            return replace(view, beyond=(left, bottom, right, top), least_depth=least_depth, tells_distance=True)
        except (TypeError, KeyError) as error:
            raise ValueError("no view") from error

    def ray(self, x: float, y: float) -> tuple[Vector, Vector]:
        """Return where the line of sight through a point of the picture begins, and its direction (world space)."""
        inverse = self.projection.inverted()
        near, far = (inverse @ Vector((2 * x - 1, 2 * y - 1, depth, 1.0)) for depth in (-1.0, 1.0))
        begin, end = (self.eye @ (point.xyz / point.w) for point in (near, far))
        return begin, (end - begin).normalized()

    def depth_of(self, point: Vector) -> float:
        """Return how far away a world point is along the line of sight, in scene units."""
        return -(self.eye.inverted() @ point).z

    def places_of(self, points: numpy.ndarray) -> numpy.ndarray:
        """Return the picture coordinates (n, 2) of world points (n, 3), without those behind the camera."""
        import numpy

        matrix = numpy.array(self.projection @ self.eye.inverted())
        clip = numpy.c_[points, numpy.ones(len(points))] @ matrix.T
        clip = clip[clip[:, 3] > 1e-6]
        return clip[:, :2] / clip[:, 3:] / 2.0 + 0.5


def box_of(view_layer: ViewLayer, camera: Object, objects: Iterable[Object], *, aspect: float) -> Box | None:
    """Return the part of the picture that ``objects`` take; None for a panoramic camera.

    :raises NothingInView: none of them is in the picture.
    """
    assert isinstance(camera.data, bpy.types.Camera)
    if camera.data.type == "PANO":
        return None
    view_layer.update()
    depsgraph = view_layer.depsgraph
    places = View.of(camera, depsgraph, aspect=aspect).places_of(world_points(objects, depsgraph))
    if not len(places):
        raise NothingInView
    (left, bottom), (right, top) = places.min(axis=0).clip(0.0, 1.0), places.max(axis=0).clip(0.0, 1.0)
    if right <= left or top <= bottom:
        raise NothingInView
    return float(left), float(bottom), float(right), float(top)


def is_surely_out_of_view(view_layer: ViewLayer, camera: Object, objects: Iterable[Object], *, aspect: float) -> bool:
    """Say whether the boxes around all ``objects`` are outside the picture. Quick: their points are not read."""
    import numpy

    assert isinstance(camera.data, bpy.types.Camera)
    objects = tuple(objects)
    if camera.data.type == "PANO" or any(map(may_instance, objects)):
        return False
    view_layer.update()
    depsgraph = view_layer.depsgraph
    evaluated = [object_.evaluated_get(depsgraph) for object_ in objects]
    corners = [object_.matrix_world @ Vector(corner) for object_ in evaluated for corner in object_.bound_box]
    places = View.of(camera, depsgraph, aspect=aspect).places_of(numpy.array(corners))
    if 0 < len(places) < len(corners):  # partly behind the camera
        return False
    return not len(places) or bool((places.max(axis=0) < 0.0).any() or (places.min(axis=0) > 1.0).any())
