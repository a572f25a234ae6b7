# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts without materials take over those of the whole: which one a face has, and where it lies on the textures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from ...export.uv_maps import face_sizes, uvs_of
from ...mesh_data import corner_vertices, mesh_of, points_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Mesh, Object

    from ...measure.mesh_surface import Surface

_BEYOND = 0.5
"""How far a corner may lie outside the whole's triangle, of its size: what is farther would take other places."""


def take_look(parts: Iterable[Object], whole: Surface) -> None:
    """Give the faces of parts the texture coordinates and the numbers of materials of the nearest face of the whole.

    A face of a part lies on one face of the whole, so that nothing is smeared across the seams of the texture. The
    materials themselves are given in the artist's file, where they are.
    """
    source = _Source(whole)
    for part in parts:
        _take(mesh_of(part), source)


class _Source:
    """The whole's triangles, with what lies on them."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        mesh = surface.mesh
        polygons = numpy.empty(len(surface.corners), dtype=numpy.int32)
        mesh.loop_triangles.foreach_get("polygon_index", polygons)
        materials = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
        mesh.polygons.foreach_get("material_index", materials)
        self.materials = materials[polygons]
        self.maps = {layer.name: uvs_of(mesh, layer.name) for layer in mesh.uv_layers}
        self.active = mesh.uv_layers.active.name if mesh.uv_layers.active is not None else ""

    def weights(self, places: numpy.ndarray, triangles: numpy.ndarray) -> numpy.ndarray:
        """Return barycentric weights of places (n, 3) in their triangles (n), which are not left far behind: (n, 3)."""
        weights = numpy.clip(self.surface.weights_of(places, triangles), -_BEYOND, 1.0 + _BEYOND)
        weights /= weights.sum(axis=1, keepdims=True)
        return weights


def _take(mesh: Mesh, source: _Source) -> None:
    if not len(source.materials):
        return
    centers = numpy.empty(3 * len(mesh.polygons), dtype=numpy.float32)
    mesh.polygons.foreach_get("center", centers)
    nearest, _ = source.surface.nearest(centers.reshape(-1, 3))
    triangles = numpy.repeat(nearest, face_sizes(mesh))
    weights = source.weights(points_of(mesh).astype(numpy.float64)[corner_vertices(mesh)], triangles)
    while mesh.uv_layers:
        mesh.uv_layers.remove(mesh.uv_layers[0])
    for name, uvs in source.maps.items():
        places = (uvs[source.surface.corners[triangles]] * weights[:, :, None]).sum(axis=1)
        layer = mesh.uv_layers.new(name=name, do_init=False)
        layer.uv.foreach_set("vector", places.astype(numpy.float32).reshape(-1))
    if source.active:
        mesh.uv_layers.active = mesh.uv_layers[source.active]
    highest = int(source.materials.max(initial=0))
    mesh.materials.clear()
    for _ in range(highest + 1):
        mesh.materials.append(None)
    mesh.polygons.foreach_set("material_index", source.materials[nearest].astype(numpy.int32))
    mesh.update()
