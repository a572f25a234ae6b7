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
from ..measure.size import Size
from ..measure.sizing import Fit
from .placement import facing_of, fit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bpy.types import Context, Depsgraph, Object, Scene, ViewLayer

    from ..choices import Facing

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


def pose_at(location: Vector, *, size: Size, scene: Scene) -> Pose:
    """Return the pose of a prop that stands upright at a point, facing the front."""
    side = size.in_units_of(scene)
    return Pose(matrix=Matrix.Translation(location), dimensions=Vector((side, side, side)), fit=Fit(size.axis.value))


def pose_of(target: Object, context: Context, *, facing: Facing | None = None) -> Pose:
    """Return where the prop of this placeholder or blockout is to stand, as the target is now.

    :param facing: which side of it the prop's front faces; None for what its mark says.
    :raises BlockoutUnusable: it has no extent.
    """
    with _evaluated([target], context) as found:
        return _pose(target, found[target], facing)


def pose_of_placeholder(placeholder: Object) -> Pose:
    """Return where the prop of a placeholder is to stand, as Blender last evaluated it. Cheap: for drawing."""
    return _faced(placeholder, *_empty_box(placeholder), facing_of(placeholder))


def poses_or_sizes(wanted: Sequence[tuple[Object, Size]], context: Context) -> list[Pose]:
    """Return the same of each target; for one that has lost its extent, its location and the size beside it.

    All are evaluated at once.
    """
    with _evaluated([target for target, _ in wanted], context) as found:
        return [_pose_or_size(target, found[target], size, context.scene) for target, size in wanted]


def _pose_or_size(target: Object, found: _Evaluated, size: Size, scene: Scene) -> Pose:
    try:
        pose = _pose(target, found, None)
    except BlockoutUnusable:
        pose = None
    if pose is not None and max(pose.dimensions) > _NO_EXTENT:
        return pose
    return pose_at(target.matrix_world.translation, size=size, scene=scene)


def _pose(target: Object, found: _Evaluated, facing: Facing | None) -> Pose:
    if target.type == "EMPTY":
        matrix, dimensions = _empty_box(found.object)
    else:
        box = oriented_box(found.object.original, found.depsgraph)
        matrix, dimensions = box.matrix, box.dimensions
    return _faced(target, matrix, dimensions, facing_of(target) if facing is None else facing)


def _faced(target: Object, matrix: Matrix, dimensions: Vector, facing: Facing) -> Pose:
    if facing.is_sideways:
        dimensions = Vector((dimensions.y, dimensions.x, dimensions.z))
    return Pose(matrix=matrix @ Matrix.Rotation(facing.turn, 4, "Z"), dimensions=dimensions, fit=fit_of(target))


def _empty_box(evaluated: Object) -> tuple[Matrix, Vector]:
    middle, rotation, scale = evaluated.matrix_world.decompose()
    dimensions = 2 * evaluated.empty_display_size * Vector([abs(factor) for factor in scale])
    turned = rotation.to_matrix()
    floor = middle - turned @ Vector((0.0, 0.0, dimensions.z / 2))
    return Matrix.Translation(floor) @ turned.to_4x4(), dimensions


@dataclass(frozen=True, slots=True)
class _Evaluated:
    object: Object
    depsgraph: Depsgraph


@contextmanager
def _evaluated(targets: Iterable[Object], context: Context) -> Iterator[dict[Object, _Evaluated]]:
    """Yield the targets as evaluated; copies of those that are hidden or elsewhere, which Blender leaves out."""
    view_layer = context.view_layer
    view_layer.update()
    targets = tuple(dict.fromkeys(targets))
    left_out = [target for target in targets if not target.visible_get(view_layer=view_layer)]
    found = {target: _in_layer(target, view_layer) for target in targets if target not in left_out}
    if not left_out:
        yield found
        return
    scene, copies = bpy.data.scenes.new(".rodin-props"), {target: target.copy() for target in left_out}
    try:
        scene.frame_current = context.scene.frame_current
        for copy in copies.values():
            copy.hide_viewport = False
            scene.collection.objects.link(copy)
        scene.view_layers[0].update()
        yield found | {target: _in_layer(copy, scene.view_layers[0]) for target, copy in copies.items()}
    finally:
        bpy.data.batch_remove(copies.values())
        bpy.data.scenes.remove(scene)


def _in_layer(target: Object, view_layer: ViewLayer) -> _Evaluated:
    depsgraph = view_layer.depsgraph
    assert depsgraph is not None
    return _Evaluated(target.evaluated_get(depsgraph), depsgraph)
