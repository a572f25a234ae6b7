# SPDX-License-Identifier: GPL-3.0-or-later
"""The UV map of what came back, on the corners of the artist's mesh: matched by place. Changes nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy
from mathutils.kdtree import KDTree

from ...export.uv_maps import uvs_of
from ...measure.mesh_surface import INWARD
from ...mesh_data import points_of

if TYPE_CHECKING:
    from bpy.types import Mesh

    from ...measure.mesh_surface import Surface

_SAMPLES = 2000
_SEED = 11
_AGREEING = 0.97
"""So many of the places must have the same UVs: where two surfaces touch, it cannot be told which is meant."""
_SAME_PLACE = 1e-4
"""Distance of two points that are one, as a part of the diagonal."""
_SAME_UV = 1e-3

Triangle = tuple[int, int, int]


def uvs_agree(came: Surface, sent: Surface, uv_map: str, *, tolerance: float) -> bool:
    """Say whether what came back has, at each place, the UVs that were sent."""
    layer = came.mesh.uv_layers.active
    if layer is None:
        return False
    chosen, weights, places = came.samples(_SAMPLES, seed=_SEED, inward=INWARD)
    has = (uvs_of(came.mesh, layer.name)[came.corners[chosen]] * weights[:, :, None]).sum(axis=1)
    sent_uvs = uvs_of(sent.mesh, uv_map)[sent.corners]
    triangles, there = sent.nearest(places)
    wanted = (sent_uvs[triangles] * sent.weights_of(there, triangles)[:, :, None]).sum(axis=1)
    return float((numpy.abs(has - wanted).max(axis=1) < tolerance).mean()) >= _AGREEING


def matched_uvs(came: Surface, sent: Surface) -> numpy.ndarray | None:
    """Return the UVs that came, by the corners of the mesh that was sent, float32 (corners, 2).

    None unless both consist of the same triangles, and no face of the mesh has a seam across it.
    """
    layer = came.mesh.uv_layers.active
    if layer is None:
        return None
    sent_keys, came_keys = _keys(sent, came)
    waiting: dict[Triangle, list[numpy.ndarray]] = defaultdict(list)
    for key, corners in zip(sent_keys, sent.corners, strict=True):
        turned, start = _turned(key)
        waiting[turned].append(numpy.roll(corners, -start))
    uvs = uvs_of(came.mesh, layer.name)
    found = numpy.full((len(sent.mesh.loops), 2), numpy.nan, dtype=numpy.float32)
    for key, corners in zip(came_keys, came.corners, strict=True):
        turned, start = _turned(key)
        if len(set(key)) < 3:
            continue
        if not waiting[turned]:
            return None
        target, values = waiting[turned].pop(), uvs[numpy.roll(corners, -start)]
        known = ~numpy.isnan(found[target, 0])
        if known.any() and numpy.abs(found[target] - values)[known].max() > _SAME_UV:
            return None
        found[target] = values
    if any(left and len(set(key)) == 3 for key, left in waiting.items()):
        return None
    return numpy.nan_to_num(found)


def _turned(key: Triangle) -> tuple[Triangle, int]:
    """Return a triangle from its lowest vertex on, and where that was; which side is its front stays."""
    start = key.index(min(key))
    return (key[start], key[(start + 1) % 3], key[(start + 2) % 3]), start


def _keys(sent: Surface, came: Surface) -> tuple[list[Triangle], list[Triangle]]:
    """Return the vertices of the triangles of both meshes, those at one place by one number."""
    places = points_of(sent.mesh)
    tree = KDTree(len(places))
    for index, place in enumerate(places.tolist()):
        tree.insert(place, index)
    tree.balance()
    own = numpy.array([tree.find(place)[1] for place in places.tolist()])
    nearest: list[Any] = [tree.find(place) for place in points_of(came.mesh).tolist()]
    limit = _SAME_PLACE * sent.diagonal
    theirs = numpy.array([own[index] if distance <= limit else -1 for _, index, distance in nearest])
    return _named(own, sent), _named(theirs, came)


def _named(numbers: numpy.ndarray, surface: Surface) -> list[Triangle]:
    return [(a, b, c) for a, b, c in numbers[surface.vertices].tolist()]


def map_with(mesh: Mesh, uvs: numpy.ndarray, name: str) -> tuple[str, bool]:
    """Return the name of the mesh's map with these UVs, added if there is none, and whether it was."""
    for layer in mesh.uv_layers:
        if numpy.abs(uvs_of(mesh, layer.name) - uvs).max() < _SAME_UV:
            return layer.name, False
    new = mesh.uv_layers.new(name=name, do_init=False)
    new.uv.foreach_set("vector", uvs.ravel())
    return new.name, True
