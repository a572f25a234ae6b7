# SPDX-License-Identifier: GPL-3.0-or-later
"""Silhouettes of objects in a picture, each without what stands before it.

The artist's Blender writes the triangles as they are seen, which is quick; the background Blender draws them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..temporary_folder import PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from bpy.types import Depsgraph, Object

    from ..measure.view import Box, View

_NOTHING = -1


class Shapes:
    """The triangles of some objects as a view shows them, in a file that is there as long as this is.

    Their number in the file is that in ``objects``.

    :param picture: the part of the view that the picture shows.
    :raises OSError: it cannot be written.
    """

    def __init__(self, view: View, objects: Sequence[Object], depsgraph: Depsgraph, *, picture: Box) -> None:
        import numpy

        triangles = [_seen_triangles(view, each, depsgraph) for each in objects]
        numbers = numpy.repeat(numpy.arange(len(triangles)), [len(each) for each in triangles])
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name) / "shapes.npz"
        with self.path.open("wb") as file:
            numpy.savez(file, corners=_within(numpy.concatenate(triangles), picture), numbers=numbers)


def _within(corners: numpy.ndarray, picture: Box) -> numpy.ndarray:
    """Return triangles of a view as those of the picture that is a part of it."""
    left, bottom, right, top = picture
    corners[..., 0] = (corners[..., 0] - left) / (right - left)
    corners[..., 1] = (corners[..., 1] - bottom) / (top - bottom)
    return corners


def _seen_triangles(view: View, target: Object, depsgraph: Depsgraph) -> numpy.ndarray:
    """Return the triangles (n, 3, 3): place in the picture (fractions) and depth of each corner, small near by.

    Those that reach behind the camera are left out.
    """
    import numpy

    evaluated = target.evaluated_get(depsgraph)
    mesh = evaluated.to_mesh()
    try:
        if mesh is None:
            return numpy.empty((0, 3, 3))
        mesh.calc_loop_triangles()
        points = numpy.empty(len(mesh.vertices) * 3, dtype=numpy.float32)
        mesh.vertices.foreach_get("co", points)
        corners = numpy.empty(len(mesh.loop_triangles) * 3, dtype=numpy.int32)
        mesh.loop_triangles.foreach_get("vertices", corners)
    finally:
        evaluated.to_mesh_clear()
    matrix = numpy.array(view.projection @ view.eye.inverted() @ evaluated.matrix_world)
    clip = numpy.c_[points.reshape(-1, 3), numpy.ones(len(points) // 3)] @ matrix.T
    is_before = clip[:, 3] > 1e-6
    clip[~is_before, 3] = 1.0
    places = clip[:, :3] / clip[:, 3:] / 2.0 + 0.5
    indices = corners.reshape(-1, 3)
    return places[indices[is_before[indices].all(axis=1)]]


def mask_of(path: Path, number: int, *, box: Box, width: int, height: int) -> numpy.ndarray:
    """Return where an object is seen in a part of the picture: (height, width) booleans, top row first.

    :raises OSError, ValueError: the file is not there or broken.
    """
    import numpy

    with numpy.load(path) as stored:
        triangles, numbers = stored["corners"].copy(), stored["numbers"]
    left, bottom, right, top = box
    triangles[..., 0] = (triangles[..., 0] - left) / (right - left) * width - 0.5
    triangles[..., 1] = (triangles[..., 1] - bottom) / (top - bottom) * height - 0.5
    depths = numpy.full((height, width), numpy.inf)
    shown = numpy.full((height, width), _NOTHING)
    low, high = triangles[..., :2].min(axis=1), triangles[..., :2].max(axis=1)
    is_inside = (high >= 0).all(axis=1) & (low[:, 0] <= width - 1) & (low[:, 1] <= height - 1)
    for triangle, of in zip(triangles[is_inside], numbers[is_inside], strict=True):
        _draw(triangle, of, depths, shown)
    return (shown == number)[::-1]


def _draw(triangle: numpy.ndarray, number: int, depths: numpy.ndarray, shown: numpy.ndarray) -> None:
    """Draw a triangle, whose corners are in pixels, wherever nothing nearer was drawn."""
    import numpy

    height, width = depths.shape
    low, high = numpy.ceil(triangle[:, :2].min(axis=0)), numpy.floor(triangle[:, :2].max(axis=0))
    (x_0, y_0), (x_1, y_1) = low.clip(0).astype(int), numpy.minimum(high, (width - 1, height - 1)).astype(int)
    (a_x, a_y, a_z), (b_x, b_y, b_z), (c_x, c_y, c_z) = triangle
    area = (b_x - a_x) * (c_y - a_y) - (b_y - a_y) * (c_x - a_x)
    if x_1 < x_0 or y_1 < y_0 or abs(area) < 1e-12:
        return
    y, x = numpy.mgrid[y_0 : y_1 + 1, x_0 : x_1 + 1]
    share_b = ((x - a_x) * (c_y - a_y) - (y - a_y) * (c_x - a_x)) / area
    share_c = ((b_x - a_x) * (y - a_y) - (b_y - a_y) * (x - a_x)) / area
    depth = a_z + share_b * (b_z - a_z) + share_c * (c_z - a_z)
    part = (slice(y_0, y_1 + 1), slice(x_0, x_1 + 1))
    is_nearer = (share_b >= 0) & (share_c >= 0) & (share_b + share_c <= 1) & (depth < depths[part])
    depths[part][is_nearer] = depth[is_nearer]
    shown[part][is_nearer] = number
