# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen of parts and of what was split."""

import bpy
import numpy
from mathutils import Vector


def points_in_world(*objects: bpy.types.Object) -> numpy.ndarray:
    """Every vertex of the objects in the world, (n, 3). Those that are hidden count as well."""
    found = []
    for each in objects:
        if each.type != "MESH":
            continue
        points = numpy.empty(3 * len(each.data.vertices))
        each.data.vertices.foreach_get("co", points)
        matrix = numpy.array(each.matrix_world)
        found.append(points.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3])
    return numpy.concatenate(found)


def box_in_world(*objects: bpy.types.Object) -> numpy.ndarray:
    """Lowest and highest corner of all of them together, (2, 3)."""
    points = points_in_world(*objects)
    return numpy.array((points.min(axis=0), points.max(axis=0)))


def boxes_from_the_floor(parts: list[bpy.types.Object]) -> numpy.ndarray:
    """Lowest and highest corner of each part, (n, 2, 3), the lowest part first.

    The service may name equal parts otherwise each time, so two splits are compared by place.
    """
    return numpy.array(sorted((box_in_world(part) for part in parts), key=lambda box: box[:, 2].sum()))


def fills(parts: list[bpy.types.Object], box: numpy.ndarray) -> bool:
    """Whether the union of the parts' bounds is that box within 2 % of its sides."""
    return bool((abs(box_in_world(*parts) - box) <= 0.02 * (box[1] - box[0]) + 1e-6).all())


def stands_on_its_origin(part: bpy.types.Object) -> bool:
    """Whether a part's origin is in the middle of the floor of its bounds."""
    corners = [Vector(corner) for corner in part.bound_box]
    low = Vector(map(min, zip(*corners, strict=True)))
    high = Vector(map(max, zip(*corners, strict=True)))
    size = max(high - low)
    return abs(low.z) < 1e-4 * size and abs(low.x + high.x) < 2e-4 * size and abs(low.y + high.y) < 2e-4 * size
