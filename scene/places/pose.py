# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a target is now: moved, turned, scaled, under another parent, hidden or in another scene."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..errors import BlockoutUnusable
from ..measure.bounds import oriented_box
from ..measure.sizing import Fit, Size
from .placement import facing_of, fit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Context, Depsgraph, Object

    from .facing import Facing

_FLAT = 1e-6
_NO_EXTENT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How a prop is to stand. Lengths are in scene units."""

    matrix: Matrix
    """4 × 4: rotation without scale and, as location, the middle of the prop's floor in world space."""
    dimensions: Vector
    """Size of the place along the matrix's axes."""
    fit: Fit

    def scale_for(self, dimensions: Vector) -> Vector:
        """Return the scale that fits a prop of these dimensions into its place."""
        ratios = [
            wanted / given if given > 0 else 0.0 for wanted, given in zip(self.dimensions, dimensions, strict=True)
        ]
        if self.fit is Fit.STRETCH:
            # A flat place has no size in one direction.
            known = [ratio for ratio in ratios if ratio > _FLAT]
            return Vector([ratio if ratio > _FLAT else min(known, default=1.0) for ratio in ratios])
        return Vector([self._uniform_scale(ratios, dimensions)] * 3)

    def _uniform_scale(self, ratios: list[float], dimensions: Vector) -> float:
        if self.fit is Fit.HEIGHT and ratios[2] > _FLAT:
            return ratios[2]
        if self.fit is Fit.INSIDE:
            return min((ratio for ratio in ratios if ratio > _FLAT), default=1.0)
        return max(self.dimensions) / max(dimensions)


def pose_at(location: Vector, *, size: Size, scene: bpy.types.Scene) -> Pose:
    """Return the pose of a prop that stands upright at a point, facing the front."""
    side = size.in_units_of(scene)
    return Pose(matrix=Matrix.Translation(location), dimensions=Vector((side, side, side)), fit=Fit(size.axis.value))


def pose_of(target: Object, context: Context, *, facing: Facing | None = None) -> Pose:
    """Return where the prop of this placeholder or blockout is to stand, as the target is now.

    :param facing: which side of it the prop's front faces; None for what its mark says.
    :raises BlockoutUnusable: it has no extent.
    """
    with _evaluated(target, context) as (evaluated, depsgraph):
        if target.type == "EMPTY":
            matrix, dimensions = _empty_box(evaluated)
        else:
            box = oriented_box(evaluated.original, depsgraph)
            matrix, dimensions = box.matrix, box.dimensions
    facing = facing_of(target) if facing is None else facing
    if facing.is_sideways:
        dimensions = Vector((dimensions.y, dimensions.x, dimensions.z))
    return Pose(matrix=matrix @ Matrix.Rotation(facing.turn, 4, "Z"), dimensions=dimensions, fit=fit_of(target))


def pose_or_size(target: Object, context: Context, *, size: Size) -> Pose:
    """Return the same; for a target that has lost its extent meanwhile, its location and the job's own ``size``."""
    try:
        pose = pose_of(target, context)
    except BlockoutUnusable:
        pose = None
    if pose is not None and max(pose.dimensions) > _NO_EXTENT:
        return pose
    return pose_at(target.matrix_world.translation, size=size, scene=context.scene)


def _empty_box(evaluated: Object) -> tuple[Matrix, Vector]:
    middle, rotation, scale = evaluated.matrix_world.decompose()
    dimensions = 2 * evaluated.empty_display_size * Vector([abs(factor) for factor in scale])
    turned = rotation.to_matrix()
    floor = middle - turned @ Vector((0.0, 0.0, dimensions.z / 2))
    return Matrix.Translation(floor) @ turned.to_4x4(), dimensions


@contextmanager
def _evaluated(target: Object, context: Context) -> Iterator[tuple[Object, Depsgraph]]:
    """Yield the target as evaluated; a copy of it if it is hidden or in another scene, where Blender leaves it out."""
    view_layer = context.view_layer
    view_layer.update()
    if target.visible_get(view_layer=view_layer):
        depsgraph = view_layer.depsgraph
        assert depsgraph is not None
        yield target.evaluated_get(depsgraph), depsgraph
        return
    scene, copy = bpy.data.scenes.new(".rodin-props"), target.copy()
    try:
        scene.frame_current = context.scene.frame_current
        copy.hide_viewport = False
        scene.collection.objects.link(copy)
        scene.view_layers[0].update()
        depsgraph = scene.view_layers[0].depsgraph
        assert depsgraph is not None
        yield copy.evaluated_get(depsgraph), depsgraph
    finally:
        bpy.data.objects.remove(copy)
        bpy.data.scenes.remove(scene)
