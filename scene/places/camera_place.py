# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop stands that is made from what a camera or viewport shows. Changes nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy
from mathutils import Vector

from ..errors import NoCamera
from ..measure.bounds import world_bounds
from ..measure.rays import first_surface
from ..measure.sizing import unit_meters
from ..measure.view import View, box_of
from ..measure.viewport import viewport_of
from ..measure.views_around import front_of
from ..transfer.frame import frame_aspect
from ..visibility import with_families

if TYPE_CHECKING:
    from collections.abc import Collection

    from bpy.types import Context, Object, Scene

FAR_METERS = 5.0
"""How far away a prop stands if the camera's ray meets nothing, not even the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraPlace:
    """A place before a camera, or in a viewport. Lengths are in scene units."""

    location: Vector
    """On the floor, in world space."""
    turn: float
    """About the vertical, in radians, so that the front faces the camera."""
    height: float | None = None
    """Of the subject, if there is one."""
    view: View | None = None
    """The part of the picture that the subject takes, to be taken by the prop."""


def place_before_camera(context: Context, camera: Object | None, *, subject: Collection[Object] = ()) -> CameraPlace:
    """Return where the subject is; without one, the surface in the middle of the picture, or else the floor there.

    :raises NoCamera: there is no camera.
    :raises NothingInView, NoGeometry: the subject is not in the picture, or nothing can be seen of it.
    """
    if camera is None or camera.type != "CAMERA":
        raise NoCamera
    aspect = frame_aspect(context.scene)
    depsgraph = context.evaluated_depsgraph_get()
    if not subject:
        view = View.of(camera, depsgraph, aspect=aspect)
        point = _first_surface(context, view)
        return CameraPlace(location=point, turn=facing_turn(view, point))
    subject = with_families(subject, context.view_layer)
    box = box_of(context.view_layer, camera, subject, aspect=aspect)
    low, high = world_bounds(subject, depsgraph)
    point = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    view = View.of(camera, depsgraph, aspect=aspect, **({} if box is None else {"box": box}))
    return CameraPlace(
        location=point, turn=facing_turn(view, point), height=high.z - low.z, view=None if box is None else view
    )


def place_of(context: Context, subject: Collection[Object]) -> CameraPlace:
    """Return where some objects are, and how high they are; turned like a single one, else to -Y as their views are.

    :raises NoGeometry: nothing can be seen of them.
    """
    subject = with_families(subject, context.view_layer)
    low, high = world_bounds(subject, context.evaluated_depsgraph_get())
    point = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    return CameraPlace(location=point, turn=front_of(subject, context.view_layer), height=high.z - low.z)


def place_in_viewport(context: Context) -> CameraPlace:
    """Return the place in the middle of the 3D viewport: a surface, or else the floor.

    :raises NoWindow: there is no 3D viewport (background mode).
    """
    space = viewport_of(context)[0].spaces.active
    assert isinstance(space, bpy.types.SpaceView3D)
    view = View.of_viewport(space.region_3d)
    point = _first_surface(context, view)
    return CameraPlace(location=point, turn=facing_turn(view, point))


def facing_turn(view: View, point: Vector) -> float:
    """Return the turn about the vertical (radians) at which a front at this point faces the camera."""
    to_camera = view.eye.translation - point
    if to_camera.xy.length < 1e-4:  # right below the camera: the front is towards the lower edge of the picture
        to_camera = view.eye.to_3x3() @ Vector((0.0, -1.0, 0.0))
    return math.atan2(to_camera.y, to_camera.x) + math.pi / 2


def _first_surface(context: Context, view: View) -> Vector:
    scene: Scene = context.scene
    begin, direction = view.ray(0.5, 0.5)
    point = first_surface(context, begin, direction)
    if point is not None:
        return point
    if direction.z < -1e-4 and begin.z > 0.0:
        return begin + direction * (begin.z / -direction.z)
    return begin + direction * (FAR_METERS / unit_meters(scene))
