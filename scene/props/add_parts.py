# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts take the place of the whole, which is kept and hidden. Main thread only; pushes no undo step.

They stand where the whole does now: its transform and its parent are theirs, however it was moved, scaled or stretched
since. Its children, constraints, animation and what refers to it stay with the whole.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..choices import Under
from ..errors import FilesGone
from ..measure.measured import take as take_measured
from ..mesh_data import mesh_of
from ..places import leaving, placement
from ..places.pose import pose_at
from ..provenance import provenance_of
from . import parts_made, take_place, whole_again
from .appending import append_meshes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bpy.types import Context, Mesh, Object

    from ..measure.measured import Measured
    from ..measure.size import Size
    from .parts_made import PartsMade

_UNDER_KEY = "rodin_props_parts_under"
"""Custom property of an object that waits for its parts: what they will be under, an `Under`."""


def remember_under(target: Object, under: Under) -> None:
    """Note what the parts of an object will be under."""
    target[_UNDER_KEY] = under.value


def add_parts(
    context: Context,
    *,
    prepared_path: Path | None,
    made: PartsMade,
    targets: Sequence[Object],
    size: Size,
    take_materials: bool,
) -> Object:
    """Let parts take the place of each object that was split, or stand at the 3D cursor if there is none.

    Further objects get linked copies. Return what the parts at the first place are under.

    :param size: of the whole, for the 3D cursor.
    :param take_materials: the parts have none: they get those of the first object.
    :raises PropUnusable: there is no usable file.
    """
    if prepared_path is None or not prepared_path.is_file():
        raise FilesGone
    with leaving.together():
        parts = append_meshes(prepared_path)
        made = replace(made, count=len(parts))
        measured = {mesh_of(part): take_measured(mesh_of(part)) for part in parts}
        if not targets:
            return _stand_at_cursor(context, parts, made, size, measured)
        if take_materials:
            _take_materials(parts, targets[0])
        copies = [parts, *([part.copy() for part in parts] for _ in targets[1:])]
        roots = [_replace(context, own, target, made, measured) for own, target in zip(copies, targets, strict=True)]
        return roots[0]


def _take_materials(parts: Sequence[Object], whole: Object) -> None:
    materials = [slot.material for slot in whole.material_slots]
    for part in parts:
        slots = mesh_of(part).materials
        for index in range(min(len(slots), len(materials))):
            slots[index] = materials[index]


def _replace(
    context: Context, parts: list[Object], whole: Object, made: PartsMade, measured: Mapping[Mesh, Measured]
) -> Object:
    made = replace(made, whole=whole.name, whole_job=_job_of(whole))
    under = Under(value) if (value := whole.get(_UNDER_KEY)) in set(Under) else Under.EMPTY
    root, place = _root_of(parts, under, measured, name=whole.name)
    _stand_like(context, root, whole, place)
    _gather(context, root, place, parts, model=whole)
    for each in (root, *(part for part in parts if part != root)):
        each.hide_viewport, each.hide_render = whole.hide_viewport, whole.hide_render
        each[parts_made.WHOLE_KEY] = whole
        for view_layer in take_place.view_layers():
            with suppress(RuntimeError):  # it is not in this one
                each.select_set(False, view_layer=view_layer)
        take_place.take_view_state(context, each, whole)
    _remember(root, parts, made)
    whole_again.remember_place(root, place)
    whole_again.hide(whole)
    placement.unmark_target(whole, made.job_id)
    whole.pop(_UNDER_KEY, None)
    return root


def _job_of(whole: Object) -> str:
    made = provenance_of(whole)
    return made.job_id if made is not None else ""


def _root_of(
    parts: Sequence[Object], under: Under, measured: Mapping[Mesh, Measured], *, name: str
) -> tuple[Object, Vector]:
    """Return what the others are under, and its place in the coordinates of the whole. One part needs no empty."""
    extents = {part: measured[mesh_of(part)].dimensions for part in parts}
    if len(parts) == 1 or under is Under.LARGEST:
        largest = max(parts, key=lambda part: extents[part].x * extents[part].y * extents[part].z)
        return largest, largest.location.copy()
    empty = bpy.data.objects.new(f"{name} Parts", None)
    empty.empty_display_type = "PLAIN_AXES"
    empty.empty_display_size = max(map(max, extents.values())) / 4
    return empty, Vector()


def _stand_like(context: Context, root: Object, whole: Object, place: Vector) -> None:
    """Put the root where a point of the whole is, under the same parent, in the same collections.

    Its transform is that of the whole channel by channel, so that it may be sheared by a parent as the whole is. What
    constraints make of the whole is taken as it is now.
    """
    if any(not constraint.mute for constraint in whole.constraints):
        context.view_layer.update()  # it, or what it follows, may have been moved a moment ago
        take_place.place_like(context, root, whole.matrix_world @ Matrix.Translation(place), whole)
        return
    take_place.link_like(context, root, whole)
    take_place.take_parent(root, whole)
    root.matrix_parent_inverse = whole.matrix_parent_inverse
    root.rotation_mode = whole.rotation_mode
    for channel in ("location", "rotation_euler", "rotation_quaternion", "rotation_axis_angle", "scale"):
        setattr(root, channel, getattr(whole, channel))
    for channel in ("location", "rotation_euler", "rotation_quaternion", "scale"):
        setattr(root, f"delta_{channel}", getattr(whole, f"delta_{channel}"))
    root.location += whole.matrix_basis.to_3x3() @ place


def _gather(context: Context, root: Object, place: Vector, parts: Sequence[Object], *, model: Object | None) -> None:
    """Make the parts children of the root; ``place`` is the root's in the coordinates of the whole."""
    for part in parts:
        if part == root:
            continue
        take_place.link_like(context, part, model)
        part.location = part.location - place
        part.parent = root
        part.matrix_parent_inverse = Matrix.Identity(4)


def _remember(root: Object, parts: Sequence[Object], made: PartsMade) -> None:
    for part in parts:
        parts_made.write(mesh_of(part), made)
    for each in {root, *parts}:
        parts_made.write(each, made)


def _stand_at_cursor(
    context: Context, parts: list[Object], made: PartsMade, size: Size, measured: Mapping[Mesh, Measured]
) -> Object:
    boxes = [(part.location, measured[mesh_of(part)]) for part in parts]
    low = Vector([min(place[axis] + box.low[axis] for place, box in boxes) for axis in range(3)])
    high = Vector([max(place[axis] + box.high[axis] for place, box in boxes) for axis in range(3)])
    pose = pose_at(context.scene.cursor.location, size=size, scene=context.scene)
    floor = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    root, place = _root_of(parts, Under.EMPTY, measured, name=made.whole)
    scale = Matrix.Diagonal((*pose.scale_for(high - low), 1.0))
    take_place.link_like(context, root, None)
    root.matrix_basis = pose.matrix @ scale @ Matrix.Translation(place - floor)
    _gather(context, root, place, parts, model=None)
    _remember(root, parts, made)
    return root
