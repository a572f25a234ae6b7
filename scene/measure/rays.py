# SPDX-License-Identifier: GPL-3.0-or-later
"""What a line of sight meets first, of all that an artist sees as things. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..visibility import is_seen, renderable_objects

if TYPE_CHECKING:
    from bpy.types import Context, Depsgraph, Object, Scene, SpaceView3D, ViewLayer

_MOST_PASSED = 200
"""Surfaces that are looked through."""
_MOST_INSTANCES = 50_000
"""Instances that are looked through for the one that was hit; where there are more, it counts as seen."""
_STEP = 1e-5
"""How far behind a surface the line goes on, as a part of the way to it."""


def first_surface(context: Context, begin: Vector, direction: Vector) -> Vector | None:
    """Return the first point of a surface that an artist sees along a line in world space; None if there is none.

    :param direction: of length 1.
    """
    space = context.space_data
    viewport = space if isinstance(space, bpy.types.SpaceView3D) else None
    context.evaluated_depsgraph_get()
    points = [_first_in(context.scene, context.view_layer, viewport, begin, direction)]
    behind = context.scene.background_set
    if behind is not None and not (viewport is not None and viewport.local_view is not None):
        behind.view_layers[0].update()
        points.append(_first_in(behind, behind.view_layers[0], None, begin, direction))
    found = [point for point in points if point is not None]
    return min(found, key=lambda point: (point - begin).length) if found else None


def _first_in(
    scene: Scene, view_layer: ViewLayer, viewport: SpaceView3D | None, begin: Vector, direction: Vector
) -> Vector | None:
    depsgraph, rendered = view_layer.depsgraph, renderable_objects(view_layer)
    travelled = 0.0
    for _ in range(_MOST_PASSED):
        hit, point, _, _, target, matrix = scene.ray_cast(depsgraph, begin + direction * travelled, direction)
        if not hit:
            return None
        hit_object = _Hit(target.original, matrix)
        if _counts(hit_object, view_layer, rendered, viewport):
            return point
        travelled = (point - begin).length
        travelled += max(_STEP * travelled, _STEP)
    return None


@dataclass(frozen=True, slots=True)
class _Hit:
    """What a line met."""

    target: Object
    matrix: Matrix
    """Where that is; not the object's own where it is shown as an instance."""


def _counts(hit: _Hit, view_layer: ViewLayer, rendered: set[Object], viewport: SpaceView3D | None) -> bool:
    target, depsgraph = hit.target, view_layer.depsgraph
    if target in rendered and _is_same(hit.matrix, target.evaluated_get(depsgraph).matrix_world):
        return is_seen(target, view_layer, viewport=viewport)
    shower = _instancer(depsgraph, hit)
    if shower is None:  # it is no instance, and no render shows it; or there are too many to tell
        return target not in set(view_layer.objects) and not target.hide_render
    local = viewport if viewport is not None and viewport.local_view is not None else None
    is_shown = shower in rendered and shower.visible_get(view_layer=view_layer, viewport=local)
    return is_shown and is_seen(target, view_layer)


def _instancer(depsgraph: Depsgraph, hit: _Hit) -> Object | None:
    """Return the object that shows an instance at this place."""
    for instance in islice(depsgraph.object_instances, _MOST_INSTANCES):
        if (
            instance.is_instance
            and instance.parent is not None
            and instance.object.original == hit.target
            and _is_same(instance.matrix_world, hit.matrix)
        ):
            return instance.parent.original
    return None


def _is_same(one: Matrix, other: Matrix) -> bool:
    return all(
        abs(a - b) <= 1e-4 * max(1.0, abs(a))
        for row, others in zip(one, other, strict=True)
        for a, b in zip(row, others, strict=True)
    )
