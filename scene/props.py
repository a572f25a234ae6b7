# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model becomes a prop in the scene. bpy, main thread; pushes no undo step.

The artist's selection, active object and mode stay as they are; a prop inherits those of the object it replaces.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from . import settling
from .errors import FilesGone, PropUnusable
from .mesh_data import mesh_of
from .naming import name_data
from .pose import Pose, pose_at, pose_or_size
from .view_fit import fitted, view_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bpy.types import Context, Object

    from .placement import Size

__all__ = ["MADE_KEY", "PropUnusable", "Provenance", "add_prop", "provenance_of"]

log = logging.getLogger(__name__)

MADE_KEY = "rodin_props_made"
"""Custom property of props: how they were made, as JSON."""
_SAME = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a prop was made; the prop keeps it."""

    job_id: str
    name: str
    facts: Mapping[str, object] = field(default_factory=dict)
    """JSON values; no secrets, no links."""

    def to_json(self) -> str:
        """As it is stored in the prop."""
        return json.dumps({"job_id": self.job_id, "name": self.name, **self.facts}, ensure_ascii=False)


def provenance_of(prop: Object) -> Provenance | None:
    """How an object was made, or None if it is no prop of ours."""
    stored = prop.get(MADE_KEY)
    if not isinstance(stored, str):
        return None
    try:
        facts = json.loads(stored)
        return Provenance(job_id=str(facts.pop("job_id")), name=str(facts.pop("name")), facts=facts)
    except (ValueError, AttributeError, KeyError):
        return None


def add_prop(
    context: Context,
    *,
    prepared_path: Path | None,
    model_path: Path | None,
    provenance: Provenance,
    targets: Sequence[Object],
    size: Size,
) -> Object:
    """Bring a model into the scene at each of its targets, or at the 3D cursor if there are none.

    All share one mesh. Placeholders go, blockouts are hidden. Returns the prop at the first target.

    :raises PropUnusable: there is no usable file, or the model is empty.
    """
    poses = [pose_or_size(target, context, size=size) for target in targets]
    if not poses:
        poses = [pose_at(context.scene.cursor.location, size=size, scene=context.scene)]
    prop = _load(context, prepared_path, model_path)
    prop[MADE_KEY] = provenance.to_json()
    for index, target in enumerate(targets):
        if (view := view_for(target, poses[index])) is not None:
            poses[index] = fitted(poses[index], view, prop.data)
    scales = _scales(prop, poses)
    copies = [prop, *(prop.copy() for _ in poses[1:])]
    for copy, pose, scale, target in zip(copies, poses, scales, targets or [None], strict=True):
        matrix = pose.matrix @ Matrix.Diagonal((*scale, 1.0))
        settling.settle(context, copy, matrix, target)
    if any(target.children for target in targets):
        context.view_layer.update()  # they will hang on the prop, which must know where it is
    for target, copy in zip(targets, copies, strict=bool(targets)):
        settling.retire(target, provenance.job_id, heir=copy)
    for copy in copies:
        copy.name = provenance.name
    name_data(prop, provenance.name)
    return prop


def _load(context: Context, prepared_path: Path | None, model_path: Path | None) -> Object:
    if prepared_path is not None and prepared_path.is_file():
        return _append(prepared_path)
    if model_path is not None and model_path.is_file():
        from .direct_import import import_model  # rarely needed: not worth its time at every start of Blender

        log.info("There is no prepared file: the model is imported directly")
        return import_model(context, model_path)
    raise FilesGone


def _append(path: Path) -> Object:
    """Append the one object of a prepared file, without a trace of the library."""
    libraries = set(bpy.data.libraries)
    try:
        with bpy.data.libraries.load(str(path), link=False) as (available, wanted):
            wanted.objects = available.objects[:1]
    except OSError as error:
        raise PropUnusable("the prepared file cannot be read") from error
    finally:
        for library in set(bpy.data.libraries) - libraries:
            bpy.data.libraries.remove(library)
    if not wanted.objects or wanted.objects[0] is None or wanted.objects[0].type != "MESH":
        raise PropUnusable("the prepared file holds no prop")
    prop = wanted.objects[0]
    if prop.asset_data is not None:
        prop.asset_clear()
    return prop


def _scales(prop: Object, poses: list[Pose]) -> list[Vector]:
    """The objects' scales. What is the same in all directions for the first goes into the mesh they share."""
    corners = [Vector(corner) for corner in prop.bound_box]
    dimensions = Vector([max(c[axis] for c in corners) - min(c[axis] for c in corners) for axis in range(3)])
    scales = [pose.scale_for(dimensions) for pose in poses]
    first = scales[0]
    if max(first) - min(first) > _SAME * max(first):
        return scales
    if abs(first.x - 1.0) > _SAME * 0.1:
        mesh = mesh_of(prop)
        mesh.transform(Matrix.Scale(first.x, 4))
        mesh.update()
    return [_tidied(scale / first.x) for scale in scales]


def _tidied(scale: Vector) -> Vector:
    return Vector((1.0, 1.0, 1.0)) if (scale - Vector((1.0, 1.0, 1.0))).length < _SAME else scale
