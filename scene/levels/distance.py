# SPDX-License-Identifier: GPL-3.0-or-later
"""Which level and which size of textures objects need, by their size in the picture of a camera. Changes nothing.

What is beside or behind the camera is measured as if it were in the picture at that distance: whoever turns the camera
need not switch anew.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

from .level import SIDES_PIXELS, Level
from .pictures import FULL_SIDE

if TYPE_CHECKING:
    from bpy.types import Camera, Depsgraph, Object, Scene
    from mathutils import Matrix

_LEAST_PARTS = ((Level.FULL, 0.25), (Level.HALF, 0.125), (Level.QUARTER, 0.0625), (Level.TENTH, 0.03))
"""A level, and the part of the picture's longer side from which on it is needed, with a factor of 1."""
_AROUND = 2.0
"""A texture lies around an object, of which the picture shows one half."""
_NEAREST = 1e-3


def level_for(part: float, factor: float) -> Level:
    """Return the level for an object that takes this part of the picture's longer side.

    :param factor: above 1, objects become lighter sooner; below 1, later.
    """
    return next((level for level, least in _LEAST_PARTS if part >= least * factor), Level.PROXY)


def side_for(part: float, picture_pixels: int, factor: float) -> int:
    """Return the longest side that the textures of such an object need, or `FULL_SIDE`.

    :param picture_pixels: longer side of the picture.
    """
    needed = part * picture_pixels * _AROUND / factor
    return next((side for side in sorted(SIDES_PIXELS) if side >= needed), FULL_SIDE)


def parts_of_picture(scene: Scene, depsgraph: Depsgraph, camera: Object) -> dict[Object, float]:
    """Return object -> which part of the picture's longer side the ball around it takes, at most 1.

    Of an object that is instanced, where it is nearest; those that are nowhere to be seen are left out.
    """
    assert isinstance(camera.data, bpy.types.Camera)
    eye = camera.evaluated_get(depsgraph).matrix_world.translation.copy()
    extent = _extent_at_one(camera.data, scene)
    parts: dict[Object, float] = {}
    for instance in depsgraph.object_instances:
        shown = instance.object
        if shown.type != "MESH":
            continue
        middle, radius = _ball(shown, instance.matrix_world)
        part = _part((middle - eye).length - radius, radius, extent, camera.data)
        original: Any = shown.original
        parts[original] = max(part, parts.get(original, 0.0))
    return parts


def _ball(shown: Object, matrix: Matrix) -> tuple[Vector, float]:
    low, high = Vector(shown.bound_box[0]), Vector(shown.bound_box[6])
    return matrix @ ((low + high) / 2), (matrix.to_3x3() @ (high - low)).length / 2


def _part(distance: float, radius: float, extent: float, camera: Camera) -> float:
    if camera.type == "ORTHO":
        return min(1.0, 2 * radius / max(extent, _NEAREST))
    if distance <= _NEAREST:  # the camera is inside of it
        return 1.0
    if camera.type == "PANO":
        return min(1.0, 2 * math.atan(radius / (distance + radius)) / math.tau)
    return min(1.0, 2 * radius / ((distance + radius) * extent))


def _extent_at_one(camera: Camera, scene: Scene) -> float:
    """Return the longer side of what the camera sees: at a distance of 1, or everywhere if it is orthographic."""
    corners = [Vector(corner) for corner in camera.view_frame(scene=scene)]
    width, height = (corners[0] - corners[3]).length, (corners[0] - corners[1]).length
    depth = 1.0 if camera.type == "ORTHO" else max(-corners[0].z, _NEAREST)
    return max(width, height) / depth
