# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the mesh of what is split, for the background Blender to put the parts where they are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..blend_file import write_blend
from ..mesh_data import full_mesh_of

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Mesh, Object

_GEOMETRY = {"position", ".corner_vert", ".corner_edge", ".edge_verts", "material_index"}


def write_whole(target: Object, path: Path, *, with_uvs: bool) -> None:
    """Write the mesh that a prop shows, in its own coordinates, without materials and with nothing else of the file.

    :param with_uvs: the parts take over its texture coordinates.
    :raises OSError, RuntimeError: it cannot be written.
    """
    copy = full_mesh_of(target).copy()
    assert copy is not None
    try:
        _strip(copy, with_uvs=with_uvs)
        write_blend(path, [copy])
    finally:
        bpy.data.meshes.remove(copy)


def _strip(mesh: Mesh, *, with_uvs: bool) -> None:
    if mesh.animation_data is not None:
        mesh.animation_data_clear()
    for index in range(len(mesh.materials)):
        mesh.materials[index] = None  # to clear the slots would forget which face has which
    for key in list(mesh.keys()):
        del mesh[key]
    kept = _GEOMETRY | ({layer.name for layer in mesh.uv_layers} if with_uvs else set())
    for name in [attribute.name for attribute in mesh.attributes if attribute.name not in kept]:
        attribute = mesh.attributes.get(name)
        if attribute is not None and not attribute.is_required:
            mesh.attributes.remove(attribute)
