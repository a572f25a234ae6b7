# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts without materials take over those of the whole: which one a face has, and where it lies on the textures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from ...mesh_data import corner_vertices, mesh_of, points_of
from .surface_distance import tree_of, triangles_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Mesh, Object
    from mathutils.bvhtree import BVHTree

_BEYOND = 0.5
"""How far a corner may lie outside the whole's triangle, of its size: what is farther would take other places."""
_NO_AREA = 1e-18


def take_look(parts: Iterable[Object], whole: Object) -> None:
    """Give the faces of parts the texture coordinates and the numbers of materials of the nearest face of the whole.

    A face of a part lies on one face of the whole, so that nothing is smeared across the seams of the texture. The
    materials themselves are given in the artist's file, where they are.
    """
    source = _Source(mesh_of(whole), tree_of(whole))
    for part in parts:
        _take(mesh_of(part), source)


class _Source:
    """The whole's triangles, with what lies on them."""

    def __init__(self, mesh: Mesh, tree: BVHTree) -> None:
        self.points = points_of(mesh).astype(numpy.float64)
        self.triangles = triangles_of(mesh)
        self.tree = tree
        count = len(self.triangles)
        self.loops = numpy.empty(3 * count, dtype=numpy.int32)
        mesh.loop_triangles.foreach_get("loops", self.loops)
        self.loops = self.loops.reshape(-1, 3)
        polygons = numpy.empty(count, dtype=numpy.int32)
        mesh.loop_triangles.foreach_get("polygon_index", polygons)
        self.first_triangle = numpy.full(len(mesh.polygons), -1, dtype=numpy.int64)
        self.first_triangle[polygons[::-1]] = numpy.arange(count)[::-1]
        self.counts = numpy.bincount(polygons, minlength=len(mesh.polygons))
        materials = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
        mesh.polygons.foreach_get("material_index", materials)
        self.materials = materials[polygons]
        self.maps = [_Map.of(mesh, layer.name) for layer in mesh.uv_layers]
        self.active = mesh.uv_layers.active.name if mesh.uv_layers.active is not None else ""

    def nearest(self, places: numpy.ndarray) -> numpy.ndarray:
        """Return the triangle that is nearest to each place."""
        found = numpy.zeros(len(places), dtype=numpy.int64)
        for index, place in enumerate(places.tolist()):
            location, _, polygon, _ = self.tree.find_nearest(place)
            if polygon is None or location is None:
                continue
            begin, count = int(self.first_triangle[polygon]), int(self.counts[polygon])
            candidates = range(begin, begin + count)
            found[index] = begin if count == 1 else min(candidates, key=lambda each: self._outside(each, location))
        return found

    def _outside(self, triangle: int, place: object) -> float:
        weights = self.weights(numpy.array([triangle]), numpy.array([[list(place)]]))[0, 0]  # type: ignore[call-overload]
        return float(-weights.min())

    def weights(self, triangles: numpy.ndarray, places: numpy.ndarray) -> numpy.ndarray:
        """Return barycentric coordinates of places (n, k, 3), each in the plane of its triangle (n,): (n, k, 3)."""
        a, b, c = (self.points[self.triangles[triangles][:, corner]] for corner in range(3))
        along, across = (b - a)[:, None], (c - a)[:, None]
        offset = places - a[:, None]
        d00, d01, d11 = (along * along).sum(-1), (along * across).sum(-1), (across * across).sum(-1)
        d20, d21 = (offset * along).sum(-1), (offset * across).sum(-1)
        area = numpy.maximum(d00 * d11 - d01 * d01, _NO_AREA)
        v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
        weights: numpy.ndarray = numpy.stack((1.0 - v - w, v, w), axis=-1)
        weights = numpy.clip(weights, -_BEYOND, 1.0 + _BEYOND)
        weights /= weights.sum(axis=-1, keepdims=True)
        return weights


@dataclass(frozen=True, slots=True)
class _Map:
    name: str
    places: numpy.ndarray
    """(corners, 2)"""

    @classmethod
    def of(cls, mesh: Mesh, name: str) -> _Map:
        places = numpy.empty(2 * len(mesh.loops), dtype=numpy.float32)
        mesh.uv_layers[name].data.foreach_get("uv", places)
        return cls(name, places.reshape(-1, 2))


def _take(mesh: Mesh, source: _Source) -> None:
    if not len(source.triangles):
        return
    points = points_of(mesh).astype(numpy.float64)
    starts = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
    totals = numpy.empty(len(mesh.polygons), dtype=numpy.int32)
    centers = numpy.empty(3 * len(mesh.polygons), dtype=numpy.float32)
    mesh.polygons.foreach_get("loop_start", starts)
    mesh.polygons.foreach_get("loop_total", totals)
    mesh.polygons.foreach_get("center", centers)
    nearest = source.nearest(centers.reshape(-1, 3).astype(numpy.float64))
    face_of_corner = numpy.repeat(numpy.arange(len(starts)), totals)
    triangles = nearest[face_of_corner]
    weights = source.weights(triangles, points[corner_vertices(mesh)][:, None, :])[:, 0, :]
    while mesh.uv_layers:
        mesh.uv_layers.remove(mesh.uv_layers[0])
    for each in source.maps:
        places = (each.places[source.loops[triangles]] * weights[:, :, None]).sum(axis=1)
        layer = mesh.uv_layers.new(name=each.name, do_init=False)
        layer.data.foreach_set("uv", places.astype(numpy.float32).reshape(-1))
    if source.active:
        mesh.uv_layers.active = mesh.uv_layers[source.active]
    highest = int(source.materials.max(initial=0))
    mesh.materials.clear()
    for _ in range(highest + 1):
        mesh.materials.append(None)
    mesh.polygons.foreach_set("material_index", source.materials[nearest].astype(numpy.int32))
    mesh.update()
