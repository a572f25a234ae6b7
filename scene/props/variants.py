# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop's variants: one object, several meshes to show, kept in the .blend. Main thread only; pushes no undo step.

The object stays as it is: its place, name, parent, collections, constraints, modifiers, and references to it. A custom
property of the object points to the meshes that it does not show, so they are saved, copied, appended and removed with
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .. import provenance
from ..levels import kept as kept_levels
from ..levels.show import full_shown
from ..measure.measured import measure
from ..mesh_data import full_mesh_of, mesh_of
from ..provenance import Provenance, provenance_of, provenance_of_mesh
from . import mesh_fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bpy.types import Mesh, Object
    from mathutils import Matrix

    from ..measure.measured import Measured

VARIANTS_KEY = "rodin_props_variants"
"""Custom property of props: job id -> mesh, for the variants that are not shown."""


def is_prop(target: Object) -> bool:
    """Say whether an object shows a mesh of ours: a new mesh replaces it then."""
    return target.type == "MESH" and provenance_of(target) is not None


def variants_of(prop: Object) -> dict[str, Mesh]:
    """Return the meshes that the file holds for a prop, the shown one included, by the ids of their jobs."""
    meshes = _kept(prop)
    made = provenance_of(prop)
    if made is not None:
        meshes[made.job_id] = full_mesh_of(prop)
    return meshes


def copies_of(prop: Object) -> list[Object]:
    """Return the prop and the other objects of this file that show its mesh, or a lighter level of it.

    They are sorted by name, the prop first.
    """
    mesh = full_mesh_of(prop)
    if mesh.users < 2:  # only the prop uses it
        return [prop]
    others = (other for other in bpy.data.objects if _shows(other, mesh) and other != prop)
    return [prop, *sorted((other for other in others if other.is_editable), key=lambda other: other.name)]


def show(targets: Iterable[Object], mesh: Mesh) -> None:
    """Let props show a mesh that is one of their variants; what they showed is kept.

    If the artist applied a scale or a location to the mesh that was shown, it is applied to this one, too.
    """
    targets = tuple(targets)
    with full_shown(targets):
        for target in targets:
            shown = mesh_of(target)
            if shown == mesh:
                continue
            matrix = mesh_fit.catch_up(mesh, shown)
            if matrix is not None:
                mesh = _unshared(mesh, targets)
                _transform(mesh, matrix)
            _swap(target, mesh)


def take(targets: Sequence[Object], new: Mesh, made: Provenance, measured: Measured | None = None) -> None:
    """Let props show a mesh that has just come, each in the place and at the size of what it shows now.

    They share it, unless they need it at different sizes in their own coordinates.

    :param measured: what is known of the new mesh; None to measure it.
    """
    with full_shown(targets):
        _take(targets, new, made, measure(new) if measured is None else measured)


def _take(targets: Sequence[Object], new: Mesh, made: Provenance, measured: Measured) -> None:
    followed = {mesh: measure(mesh) for mesh in dict.fromkeys(map(mesh_of, targets))}
    matrices: list[Matrix] = []
    chosen: list[int] = []
    for target in targets:
        matrix = mesh_fit.matrix_into(measured, mesh_of(target), followed[mesh_of(target)])
        index = next((i for i, known in enumerate(matrices) if mesh_fit.same(known, matrix)), len(matrices))
        if index == len(matrices):
            matrices.append(matrix)
        chosen.append(index)
    meshes = [new, *(new.copy() for _ in matrices[1:])]
    for index, (mesh, matrix) in enumerate(zip(meshes, matrices, strict=True)):
        _transform(mesh, matrix)
        old = mesh_of(targets[chosen.index(index)])
        mesh_fit.follow(mesh, measured.moved(matrix), old, followed[old])
        mesh[provenance.MADE_KEY] = made.to_json()
    for target, index in zip(targets, chosen, strict=True):
        _swap(target, meshes[index])


def borrow(targets: Sequence[Object], job_id: str) -> bool:
    """Let props show a copy of a mesh that the file holds for another prop; return whether there is one."""
    for mesh in bpy.data.meshes:
        made = provenance_of_mesh(mesh)
        if made is not None and made.job_id == job_id and mesh.library is None:
            take(targets, mesh.copy(), made)
            return True
    return False


def forget_others(prop: Object) -> int:
    """Drop the variants that a prop does not show; return how many. Meshes that nothing uses then are removed."""
    kept = _kept(prop)
    prop.pop(VARIANTS_KEY, None)
    unused = [mesh for mesh in kept.values() if not mesh.users]
    levels = {level for mesh in unused for level in kept_levels.levels_of(mesh).values() if level.users < 2}
    bpy.data.batch_remove([*unused, *levels])
    return len(kept)


def _kept(prop: Object) -> dict[str, Mesh]:
    group = prop.get(VARIANTS_KEY)
    items = group.items() if hasattr(group, "items") else ()
    meshes = {job_id: mesh for job_id, mesh in items if isinstance(mesh, bpy.types.Mesh)}  # not one that was deleted
    return {job_id: mesh for job_id, mesh in meshes.items() if provenance_of_mesh(mesh) is not None}


def _swap(target: Object, mesh: Mesh) -> None:
    made, shown = provenance_of_mesh(mesh), provenance_of(target)
    assert made is not None  # see _kept and take
    if shown is not None and provenance_of_mesh(mesh_of(target)) is None:  # made anew, by a remesh for instance
        mesh_of(target)[provenance.MADE_KEY] = shown.to_json()
    kept = variants_of(target)
    kept.pop(made.job_id, None)
    target.data = mesh
    target[provenance.MADE_KEY] = made.to_json()
    if kept:
        target[VARIANTS_KEY] = kept
    elif VARIANTS_KEY in target:
        del target[VARIANTS_KEY]


def _unshared(mesh: Mesh, targets: tuple[Object, ...]) -> Mesh:
    """Return the mesh, or a copy if objects other than the targets show it."""
    if any(_shows(object_, mesh) and object_ not in targets for object_ in bpy.data.objects):
        copy = mesh.copy()
        assert copy is not None
        return copy
    return mesh


def _shows(target: Object, mesh: Mesh) -> bool:
    return target.type == "MESH" and target.data is not None and full_mesh_of(target) == mesh


def _transform(mesh: Mesh, matrix: Matrix) -> None:
    mesh.transform(matrix, shape_keys=True)
    mesh.update()
