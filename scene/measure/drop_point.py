# SPDX-License-Identifier: GPL-3.0-or-later
"""The place in the scene under the mouse. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy_extras import view3d_utils

from .rays import first_surface
from .viewport import main_region

if TYPE_CHECKING:
    from bpy.types import Area, Context
    from mathutils import Vector


def point_under(context: Context, area: Area, *, x: int, y: int) -> Vector:
    """Return, in world space, the place that a 3D viewport shows at a point of the window (pixels).

    It is on a surface, else on the floor, else, where the viewport shows neither, as far away as the 3D cursor. In a
    viewport of four parts, the part that the context is in is used.
    """
    space = area.spaces.active
    assert isinstance(space, bpy.types.SpaceView3D)
    region, view = context.region, context.region_data
    if region is None or region.type != "WINDOW" or view is None:  # over the sidebar, say
        region, view = main_region(area), space.region_3d
    place = (x - region.x, y - region.y)
    begin = view3d_utils.region_2d_to_origin_3d(region, view, place)
    direction = view3d_utils.region_2d_to_vector_3d(region, view, place)
    point = first_surface(context, begin, direction)
    if point is not None:
        return point
    if abs(direction.z) > 1e-6:
        distance = -begin.z / direction.z
        if 0.0 < distance < space.clip_end:
            return begin + direction * distance
    return view3d_utils.region_2d_to_location_3d(region, view, place, context.scene.cursor.location)
