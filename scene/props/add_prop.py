# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model becomes a prop in the scene. Main thread only; pushes no undo step.

The artist's selection, active object and mode stay as they are; a prop inherits those of the object it replaces.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..errors import FilesGone
from ..mesh_data import bounds_of, mesh_of, quad_count, transform, triangle_count
from ..naming import name_data
from ..places import placement
from ..places.pose import Pose, pose_at, pose_or_size
from ..places.view_fit import fitted, view_for
from ..provenance import Provenance, write
from . import mesh_fit, next_to_prop, take_place, variants
from .appending import append_meshes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Context, Object

    from ..measure.sizing import Size

log = logging.getLogger(__name__)

_SAME = 1e-4


def add_prop(
    context: Context,
    *,
    prepared_path: Path | None,
    model_path: Path | None,
    provenance: Provenance,
    targets: Sequence[Object],
    size: Size,
    restore_quads: bool = False,
) -> Object:
    """Bring a model into the scene at each of its targets, or at the 3D cursor if there are none.

    All share one mesh. Placeholders are removed, blockouts are hidden, and a target that is a prop already shows the
    new mesh instead of its own. Return the prop at the first target.

    :param restore_quads: the model was asked for as quads, should it have to be imported.
    :raises PropUnusable: there is no usable file, or the model is empty.
    """
    places = [target for target in targets if not variants.is_prop(target)]
    poses = [pose_or_size(target, context, size=size) for target in places]
    if not targets:
        poses = [pose_at(context.scene.cursor.location, size=size, scene=context.scene)]
    prop = _load(context, prepared_path, model_path, restore_quads=restore_quads)
    name_data(prop, provenance.name)
    mesh = mesh_of(prop)
    provenance = replace(provenance, triangles=triangle_count(mesh), quads=quad_count(mesh))
    if in_place := [target for target in targets if variants.is_prop(target)]:
        _take_in_place(in_place, prop if not places else prop.copy(), provenance)
    if poses:
        _place(context, prop, provenance, places, poses)
    return in_place[0] if in_place else prop


def _take_in_place(targets: Sequence[Object], prop: Object, made: Provenance) -> None:
    mesh = mesh_of(prop) if mesh_of(prop).users == 1 else mesh_of(prop).copy()
    variants.take(targets, mesh, made)
    bpy.data.objects.remove(prop)
    for target in targets:
        placement.unmark_target(target, made.job_id)


def _place(context: Context, prop: Object, made: Provenance, targets: Sequence[Object], poses: list[Pose]) -> None:
    """Put a prop at its targets, or at the one pose where there is none; further targets get linked copies."""
    for index, target in enumerate(targets):
        if (view := view_for(target, poses[index])) is not None:
            poses[index] = fitted(poses[index], view, mesh_of(prop))
    scales = _scales(prop, poses)
    _settle(context, prop, made, targets, poses, scales)
    write(prop, made)
    box = Vector([side / scale for side, scale in zip(poses[0].dimensions, scales[0], strict=True)])
    mesh_fit.remember(mesh_of(prop), poses[0].fit, box=box)
    copies = [prop, *(prop.copy() for _ in poses[1:])]
    for copy, pose, scale, target in zip(copies, poses, scales, targets or [None], strict=True):
        matrix = pose.matrix @ Matrix.Diagonal((*scale, 1.0))
        take_place.put_in_place(context, copy, matrix, target)
    if any(target.children for target in targets):
        context.view_layer.update()  # the children will be parented to the prop, whose world matrix must be current
    for target, copy in zip(targets, copies, strict=bool(targets)):
        take_place.remove_or_hide(target, made.job_id, heir=copy)
    for copy in copies:
        copy.name = made.name


def _settle(
    context: Context,
    prop: Object,
    made: Provenance,
    targets: Sequence[Object],
    poses: list[Pose],
    scales: list[Vector],
) -> None:
    """Move the places that are next to other props: how much room the new one takes is known only now."""
    low, high = bounds_of(mesh_of(prop))
    for index, (target, pose, scale) in enumerate(zip(targets, poses, scales, strict=bool(targets))):
        matrix = next_to_prop.settled(context, target, pose.matrix, (high - low) * scale, job_id=made.job_id)
        poses[index] = replace(pose, matrix=matrix)


def _load(context: Context, prepared_path: Path | None, model_path: Path | None, *, restore_quads: bool) -> Object:
    if prepared_path is not None and prepared_path.is_file():
        return append_meshes(prepared_path, most=1)[0]
    if model_path is not None and model_path.is_file():
        from ..prepare.direct_import import import_model  # rarely needed: it would slow down every start of Blender

        log.info("There is no prepared file: the model is imported directly")
        return import_model(context, model_path, restore_quads=restore_quads)
    raise FilesGone


def _scales(prop: Object, poses: list[Pose]) -> list[Vector]:
    """Return the objects' scales. If the first one is uniform, it is applied to the mesh they share."""
    corners = [Vector(corner) for corner in prop.bound_box]
    dimensions = Vector([max(c[axis] for c in corners) - min(c[axis] for c in corners) for axis in range(3)])
    scales = [pose.scale_for(dimensions) for pose in poses]
    first = scales[0]
    if max(first) - min(first) > _SAME * max(first):
        return scales
    if abs(first.x - 1.0) > _SAME * 0.1:
        transform(mesh_of(prop), Matrix.Scale(first.x, 4))
    return [_tidied(scale / first.x) for scale in scales]


def _tidied(scale: Vector) -> Vector:
    return Vector((1.0, 1.0, 1.0)) if (scale - Vector((1.0, 1.0, 1.0))).length < _SAME else scale
