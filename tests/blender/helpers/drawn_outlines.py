# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines of meshes, drawn triangle by triangle, and how much of two of them is the same."""

import bpy
import numpy
from PIL import Image, ImageDraw

PIXELS = 768
MARGIN = 24


def triangles_of(mesh: bpy.types.Mesh) -> numpy.ndarray:
    """The corners of a mesh's triangles, (n, 3, 3)."""
    points = numpy.empty(len(mesh.vertices) * 3, dtype=numpy.float32)
    mesh.vertices.foreach_get("co", points)
    mesh.calc_loop_triangles()
    corners = numpy.empty(len(mesh.loop_triangles) * 3, dtype=numpy.int32)
    mesh.loop_triangles.foreach_get("vertices", corners)
    return points.reshape(-1, 3)[corners].reshape(-1, 3, 3)


class Outlines:
    """A mesh drawn from its six sides; from opposite ones it is the same picture, mirrored."""

    def __init__(self, mesh: bpy.types.Mesh) -> None:
        points = triangles_of(mesh).reshape(-1, 3)
        low, high = points.min(axis=0), points.max(axis=0)
        self._middle = (low + high) / 2
        self._scale = (PIXELS - 2 * MARGIN) / (high - low).max()
        self._drawn = self._draw(mesh)

    def overlaps(self, other: bpy.types.Mesh) -> list[float]:
        """What both cover of what either covers, seen along each axis."""
        pairs = zip(self._drawn, self._draw(other), strict=True)
        return [float((one & two).sum() / max(1, (one | two).sum())) for one, two in pairs]

    def _draw(self, mesh: bpy.types.Mesh) -> list[numpy.ndarray]:
        places = (triangles_of(mesh) - self._middle) * self._scale + PIXELS / 2
        return [_drawn(places[:, :, [each for each in range(3) if each != axis]]) for axis in range(3)]


def _drawn(triangles: numpy.ndarray) -> numpy.ndarray:
    picture = Image.new("1", (PIXELS, PIXELS))
    pen = ImageDraw.Draw(picture)
    for corners in triangles.reshape(-1, 6).tolist():
        pen.polygon(corners, fill=1)
    return numpy.asarray(picture)
