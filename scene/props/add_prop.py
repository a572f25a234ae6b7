# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model becomes a prop in the scene. Main thread only; pushes no undo step.

The artist's selection, active object and mode stay as they are; a prop inherits those of the object it replaces.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from mathutils import Matrix, Vector

from ..errors import FilesGone
from ..measure.measured import take as take_measured
from ..mesh_data import mesh_of, quad_count, transform, triangle_count
from ..naming import name_data
from ..places import leaving, placement
from ..places.pose import Pose, pose_at, poses_or_sizes
from ..places.view_fit import pose_as_seen
from ..provenance import Provenance, write
from . import mesh_fit, next_to_prop, take_place, variants
from .appending import append_meshes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Context, Object

    from ..measure.measured import Measured
    from ..measure.size import Size

log = logging.getLogger(__name__)

_SAME = 1e-4


def poses_for(context: Context, wanted: Sequence[tuple[Sequence[Object], Size]]) -> list[list[Pose]]:
    """Return where props are to stand, each at its targets, with one depsgraph update for all of them.

    A target that is a prop itself has no pose, since it only shows another mesh.
    """
    places = [[target for target in targets if not variants.is_prop(target)] for targets, _ in wanted]
    sizes = [size for _, size in wanted]
    flat = [(target, size) for targets, size in zip(places, sizes, strict=True) for target in targets]
    poses = iter(poses_or_sizes(flat, context) if flat else ())
    return [list(islice(poses, len(targets))) for targets in places]


def add_prop(
    context: Context,
    *,
    prepared_path: Path | None,
    model_path: Path | None,
    provenance: Provenance,
    targets: Sequence[Object],
    size: Size,
    poses: Sequence[Pose] | None = None,
    restore_quads: bool = False,
) -> Object:
    """Bring a model into the scene at each of its targets; without any, at the one pose, or else at the 3D cursor.

    All share one mesh. Placeholders are removed, blockouts are hidden, and a target that is a prop already shows the
    new mesh instead of its own. Return the prop at the first target.

    :param poses: of `poses_for` these targets, if they are known already.
    :param restore_quads: the model was asked for as quads, should it have to be imported.
    :raises PropUnusable: there is no usable file, or the model is empty.
    """
    with leaving.together():
        places = [target for target in targets if not variants.is_prop(target)]
        poses = list(poses_for(context, [(targets, size)])[0] if poses is None else poses)
        if not targets and not poses:
            poses = [pose_at(context.scene.cursor.location, size=size, scene=context.scene)]
        prop = _load(context, prepared_path, model_path, restore_quads=restore_quads)
        name_data(prop, provenance.name)
        mesh = mesh_of(prop)
        measured = take_measured(mesh)
        provenance = replace(provenance, triangles=triangle_count(mesh), quads=quad_count(mesh))
        if in_place := [target for target in targets if variants.is_prop(target)]:
            _take_in_place(in_place, prop if not places else prop.copy(), provenance, measured)
        if poses:
            _place(context, prop, provenance, places, poses, measured)
        return in_place[0] if in_place else prop


def _take_in_place(targets: Sequence[Object], prop: Object, made: Provenance, measured: Measured) -> None:
    mesh = mesh_of(prop) if mesh_of(prop).users == 1 else mesh_of(prop).copy()
    variants.take(targets, mesh, made, measured)
    leaving.leave(prop)
    for target in targets:
        placement.unmark_target(target, made.job_id)


def _place(
    context: Context,
    prop: Object,
    made: Provenance,
    targets: Sequence[Object],
    poses: list[Pose],
    measured: Measured,
) -> None:
    """Put a prop at its targets, or at the one pose where there is none; further targets get linked copies."""
    for index, target in enumerate(targets):
        poses[index] = pose_as_seen(target, poses[index], mesh_of(prop), measured)
    scales = [pose.scale_for(measured.dimensions) for pose in poses]
    applied, scales = _applied(scales)
    if applied != 1.0:
        transform(mesh_of(prop), Matrix.Scale(applied, 4))
        measured = measured.moved(Matrix.Scale(applied, 4))
    _settle(context, made, targets, poses, [measured.dimensions * scale for scale in scales])
    write(prop, made)
    box = Vector([side / scale for side, scale in zip(poses[0].dimensions, scales[0], strict=True)])
    mesh_fit.remember(mesh_of(prop), poses[0].fit, measured=measured, box=box)
    copies = [prop, *(prop.copy() for _ in poses[1:])]
    for copy, pose, scale, target in zip(copies, poses, scales, targets or [None], strict=True):
        matrix = pose.matrix @ Matrix.Diagonal((*scale, 1.0))
        take_place.put_in_place(context, copy, matrix, target)
    for target, copy in zip(targets, copies, strict=bool(targets)):
        take_place.remove_or_hide(target, made.job_id, heir=copy)
    for copy in copies:
        copy.name = made.name


def _settle(
    context: Context, made: Provenance, targets: Sequence[Object], poses: list[Pose], sizes: list[Vector]
) -> None:
    """Move the places that are next to other props: how much room the new one takes is known only now."""
    for index, (target, pose, dimensions) in enumerate(zip(targets, poses, sizes, strict=bool(targets))):
        matrix = next_to_prop.settled(context, target, pose.matrix, dimensions, job_id=made.job_id)
        poses[index] = replace(pose, matrix=matrix)


def _load(context: Context, prepared_path: Path | None, model_path: Path | None, *, restore_quads: bool) -> Object:
    if prepared_path is not None and prepared_path.is_file():
        return append_meshes(prepared_path, most=1)[0]
    if model_path is not None and model_path.is_file():
        from ..prepare.direct_import import import_model  # rarely needed: it would slow down every start of Blender

        log.info("There is no prepared file: the model is imported directly")
        return import_model(context, model_path, restore_quads=restore_quads)
    raise FilesGone


def _applied(scales: list[Vector]) -> tuple[float, list[Vector]]:
    """Return the scale to be applied to the mesh that all share, and what is left to the objects.

    The first one's is applied, if it is uniform.
    """
    first = scales[0]
    if max(first) - min(first) > _SAME * max(first):
        return 1.0, scales
    applied = first.x if abs(first.x - 1.0) > _SAME * 0.1 else 1.0
    return applied, [_tidied(scale / first.x) for scale in scales]


def _tidied(scale: Vector) -> Vector:
    return Vector((1.0, 1.0, 1.0)) if (scale - Vector((1.0, 1.0, 1.0))).length < _SAME else scale
