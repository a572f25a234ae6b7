# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the proxy of a mesh: a few hundred triangles that look like it from afar."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import bpy
import numpy

from ...measure.mesh_surface import triangle_corners
from ...mesh_data import corner_vertices, points_of, triangle_count
from ..level import PROXY_TRIANGLES, is_as_promised
from .collapse import collapsed, remeshed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bpy.types import Mesh

    from .outlines import Outlines

_GOOD = (0.95, 0.9)
"""Alike enough to look for nothing better: after the first way, and after the others, which take longer."""
_SHARP_FROM = math.radians(40.0)


def proxy_of(mesh: Mesh, outlines: Outlines, *, least_likeness: float) -> tuple[Mesh, float]:
    """Return the triangles that are most like a mesh, without anything but their form, and how alike they are.

    Collapsed edges keep thin legs and open sheets; a mesh around all that is solid is better where there are many
    parts, or folds. Twice as many triangles are taken where the fewer ones are not alike enough.

    :param outlines: of the full mesh.
    """
    best, likeness = None, -1.0
    for triangles in PROXY_TRIANGLES:
        for number, made in enumerate(_ways(mesh, min(triangles, triangle_count(mesh)))):
            alike = outlines.likeness(made)
            if alike > likeness:
                best, made, likeness = made, best, alike
            if made is not None:
                bpy.data.meshes.remove(made)
            if likeness >= _GOOD[min(number, 1)]:
                break
        if likeness >= least_likeness:
            break
    if best is None:
        return _only_form(mesh), 0.0
    form = _only_form(best)
    bpy.data.meshes.remove(best)
    return form, likeness


def _ways(mesh: Mesh, triangles: int) -> Iterator[Mesh]:
    """Yield meshes of so many triangles."""
    ways: tuple[Callable[[], Mesh], ...] = (
        lambda: collapsed(mesh, triangles),
        lambda: _around(mesh, triangles, cells=96),
        lambda: _around(mesh, triangles, cells=160),
        lambda: collapsed(mesh, triangles, weld=True),
    )
    for way in ways:
        made = way()
        if is_as_promised(triangle_count(made), triangles):
            yield made
        else:
            bpy.data.meshes.remove(made)


def _around(mesh: Mesh, triangles: int, *, cells: int) -> Mesh:
    solid = remeshed(mesh, cells=cells)
    try:
        return collapsed(solid, triangles)
    finally:
        bpy.data.meshes.remove(solid)


def _only_form(mesh: Mesh) -> Mesh:
    """Return a mesh of the triangles of another one: smooth, but for its edges."""
    corners = corner_vertices(mesh)[triangle_corners(mesh)]
    used, corners = numpy.unique(corners, return_inverse=True)
    made = bpy.data.meshes.new("proxy")
    made.vertices.add(len(used))
    made.vertices.foreach_set("co", points_of(mesh)[used].reshape(-1))
    made.loops.add(corners.size)
    made.loops.foreach_set("vertex_index", corners.reshape(-1).astype(numpy.int32))
    made.polygons.add(corners.size // 3)
    made.polygons.foreach_set("loop_start", numpy.arange(0, corners.size, 3, dtype=numpy.int32))
    made.update(calc_edges=True)
    made.shade_smooth()
    made.set_sharp_from_angle(angle=_SHARP_FROM)
    return made
