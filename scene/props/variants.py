# SPDX-License-Identifier: GPL-3.0-or-later
"""The variants of a prop: one object, several meshes to show, kept in the .blend. bpy, main thread; no undo step.

The object stays what it is: its place, name, parent, collections, constraints, modifiers, and who refers to it. The
meshes that it does not show hang on it by pointers in a custom property, so they are saved, copied and appended with
it, and go when it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .. import provenance
from ..mesh_data import mesh_of
from ..provenance import Provenance, provenance_of, provenance_of_mesh
from . import mesh_fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bpy.types import Mesh, Object
    from mathutils import Matrix

VARIANTS_KEY = "rodin_props_variants"
"""Custom property of props: job id -> mesh, for the variants that are not shown."""


def is_prop(target: Object) -> bool:
    """True for an object that shows a mesh of ours: what comes to it takes its mesh's place."""
    return target.type == "MESH" and provenance_of(target) is not None


def variants_of(prop: Object) -> dict[str, Mesh]:
    """The meshes that the file holds for a prop by the ids of their jobs, that which it shows among them."""
    found = _kept(prop)
    made = provenance_of(prop)
    if made is not None:
        found[made.job_id] = mesh_of(prop)
    return found


def copies_of(prop: Object) -> list[Object]:
    """The prop and the other objects of this file that show its mesh; by name, the prop first."""
    if prop.data is None or prop.data.users < 2:  # the prop itself
        return [prop]
    others = (each for each in bpy.data.objects if each.data == prop.data and each != prop)
    return [prop, *sorted((each for each in others if each.is_editable), key=lambda each: each.name)]


def show(targets: Iterable[Object], mesh: Mesh) -> None:
    """Let props show a mesh that is one of their variants; what they showed is kept.

    If the artist applied a scale or a location to what was shown, it is done to this one too.
    """
    targets = tuple(targets)
    for target in targets:
        shown = mesh_of(target)
        if shown == mesh:
            continue
        matrix = mesh_fit.catch_up(mesh, shown)
        if matrix is not None:
            mesh = _own(mesh, targets)
            _transform(mesh, matrix)
        _swap(target, mesh)


def take(targets: Sequence[Object], new: Mesh, made: Provenance) -> None:
    """Let props show a mesh that has just come, each in the place and at the size of what it shows now.

    They share it, unless they need it at different sizes in their own coordinates.
    """
    matrices: list[Matrix] = []
    chosen: list[int] = []
    for target in targets:
        matrix = mesh_fit.matrix_into(new, mesh_of(target))
        index = next((i for i, known in enumerate(matrices) if mesh_fit.same(known, matrix)), len(matrices))
        if index == len(matrices):
            matrices.append(matrix)
        chosen.append(index)
    meshes = [new, *(new.copy() for _ in matrices[1:])]
    for mesh, matrix in zip(meshes, matrices, strict=True):
        _transform(mesh, matrix)
    for index, mesh in enumerate(meshes):
        old = mesh_of(targets[chosen.index(index)])
        mesh_fit.follow(mesh, old, box=mesh_fit.place_of(old)[1])
        mesh[provenance.MADE_KEY] = made.to_json()
    for target, index in zip(targets, chosen, strict=True):
        _swap(target, meshes[index])


def borrow(targets: Sequence[Object], job_id: str) -> bool:
    """Let props show a copy of a mesh that the file holds for another prop; returns whether there is one."""
    for mesh in bpy.data.meshes:
        made = provenance_of_mesh(mesh)
        if made is not None and made.job_id == job_id and mesh.library is None:
            take(targets, mesh.copy(), made)
            return True
    return False


def forget_others(prop: Object) -> int:
    """Drop the variants that a prop does not show; returns how many. Meshes that nothing uses then are removed."""
    kept = _kept(prop)
    prop.pop(VARIANTS_KEY, None)
    bpy.data.batch_remove([mesh for mesh in kept.values() if not mesh.users])
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


def _own(mesh: Mesh, targets: tuple[Object, ...]) -> Mesh:
    """The mesh, or a copy where objects that are none of the targets show it."""
    if any(each.data == mesh and each not in targets for each in bpy.data.objects):
        copy = mesh.copy()
        assert copy is not None
        return copy
    return mesh


def _transform(mesh: Mesh, matrix: Matrix) -> None:
    mesh.transform(matrix, shape_keys=True)
    mesh.update()
