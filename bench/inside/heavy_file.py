# SPDX-License-Identifier: GPL-3.0-or-later
"""A heavy file: many objects, each with a mesh of its own. They are shown as boxes, so that drawing costs little."""

import bpy
import numpy

TRIANGLES_OF_EACH = 10_082
_SQUARES = 71


def fill(objects: int) -> None:
    """Add so many grids to the open file."""
    if not objects:
        return
    first = bpy.data.meshes.new("Grid")
    first.from_pydata(*_grid(_SQUARES))
    points = numpy.empty(len(first.vertices) * 3, dtype=numpy.float32)
    first.vertices.foreach_get("co", points)
    collection = bpy.context.scene.collection
    for index in range(objects):
        mesh = first.copy()
        mesh.vertices.foreach_set("co", points + numpy.float32(index * 1e-6))  # else the copies share their points
        grid = bpy.data.objects.new("Grid", mesh)
        grid.location, grid.display_type = (index % 50, index // 50, -1), "BOUNDS"
        collection.objects.link(grid)
    bpy.context.view_layer.update()


def _grid(squares: int) -> tuple[list[tuple[float, float, float]], list[object], list[tuple[int, int, int, int]]]:
    side = squares + 1
    points = [(column / squares, row / squares, 0.0) for row in range(side) for column in range(side)]
    corners = [row * side + column for row in range(squares) for column in range(squares)]
    return points, [], [(each, each + 1, each + side + 1, each + side) for each in corners]
