# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes meshes of fewer faces out of others, with Blender's own modifiers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

from ...mesh_data import extremes, points_of, triangle_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bpy.types import Mesh, Object

_SAME_PLACE = 1e-5
"""As a part of the longest side."""


def collapsed(mesh: Mesh, triangles: int, *, weld: bool = False) -> Mesh:
    """Return a new mesh of about so many triangles, by collapsing edges. Texture coordinates and materials stay.

    :param weld: join points at one place first, so that faces that only touch are not torn apart.
    """
    if weld:
        welded = _welded(mesh)
        try:
            return collapsed(welded, triangles)
        finally:
            bpy.data.meshes.remove(welded)

    def add(target: Object) -> None:
        modifier: Any = target.modifiers.new("collapse", "DECIMATE")
        modifier.decimate_type, modifier.ratio = "COLLAPSE", min(1.0, triangles / max(1, triangle_count(mesh)))

    return _modified(mesh, add)


def remeshed(mesh: Mesh, *, cells: int) -> Mesh:
    """Return a new mesh around all that is solid in another one, without anything but its form.

    :param cells: along the longest side; what is thinner than a few of them is lost.
    """

    def add(target: Object) -> None:
        modifier: Any = target.modifiers.new("remesh", "REMESH")
        modifier.mode, modifier.voxel_size = "VOXEL", _longest_side(mesh) / cells

    return _modified(mesh, add)


def _longest_side(mesh: Mesh) -> float:
    """Return the longest side of the bounds of a mesh."""
    low, high = extremes(points_of(mesh))
    return float((high - low).max())


def _welded(mesh: Mesh) -> Mesh:
    def add(target: Object) -> None:
        modifier: Any = target.modifiers.new("weld", "WELD")
        modifier.merge_threshold = _SAME_PLACE * _longest_side(mesh)

    return _modified(mesh, add)


def _modified(mesh: Mesh, add: Callable[[Object], None]) -> Mesh:
    with _as_object(mesh) as target:
        add(target)
        depsgraph = bpy.context.evaluated_depsgraph_get()
        evaluated = target.evaluated_get(depsgraph)
        return bpy.data.meshes.new_from_object(evaluated, preserve_all_data_layers=True, depsgraph=depsgraph)


@contextmanager
def _as_object(mesh: Mesh) -> Iterator[Object]:
    made = bpy.data.objects.new("level", mesh)
    bpy.context.scene.collection.objects.link(made)
    try:
        yield made
    finally:
        bpy.data.objects.remove(made)
