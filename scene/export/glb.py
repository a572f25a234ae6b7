# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a mesh as a small GLB for the service: one neutral material, no textures, no name of the artist's.

Runs in the background Blender.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Mesh, Object

_NAME = "mesh"
_OPTIONS = {
    "export_format": "GLB",
    "use_selection": True,
    "export_animations": False,
    "export_skins": False,
    "export_morph": False,
    "export_extras": False,
    "export_attributes": False,
    "export_tangents": False,
    "export_vertex_color": "NONE",
    "export_all_vertex_colors": False,
    "export_active_vertex_color_when_no_material": False,
    "export_yup": True,
}
_ROOM = 0.97
"""A reduced mesh is aimed at this part of what is allowed."""
_MOST_TRIES = 4


def write_within(mesh: Mesh, path: Path, largest_bytes: int, *, reduce: bool) -> Mesh:
    """Write a mesh, with fewer triangles if it is too big and may be reduced; return the mesh that was written.

    The caller looks at how big the file is: without leave to reduce it may be too big, or if nothing is left to reduce.
    """
    written, ratio = mesh, 1.0
    for _ in range(_MOST_TRIES):
        write(written, path)
        size = path.stat().st_size
        if size <= largest_bytes or not reduce:
            break
        ratio *= _ROOM * largest_bytes / size
        written = _reduced(mesh, ratio)
    return written


def neutral_copy(mesh: Mesh, uv_map: str) -> Mesh:
    """Return a copy of a mesh that holds its form, one UV map ("" for none) and one neutral material."""
    copy: Any = mesh.copy()
    copy.name = _NAME
    for name in [layer.name for layer in copy.uv_layers if layer.name != uv_map]:
        copy.uv_layers.remove(copy.uv_layers[name])
    for name in [attribute.name for attribute in copy.color_attributes]:
        copy.color_attributes.remove(copy.color_attributes[name])
    copy.materials.clear()
    material = bpy.data.materials.get(_NAME) or bpy.data.materials.new(_NAME)
    copy.materials.append(material)
    copy.polygons.foreach_set("material_index", numpy.zeros(len(copy.polygons), dtype=numpy.int32))
    return copy


def write(mesh: Mesh, path: Path) -> None:
    """Write a mesh as it is.

    :raises RuntimeError: Blender's exporter refuses it.
    """
    carrier = _carrier(mesh)
    operator = bpy.ops.export_scene.gltf
    known = operator.get_rna_type().properties  # pyright: ignore[reportCallIssue] - the stubs err
    options = {name: value for name, value in _OPTIONS.items() if name in known}
    try:
        # Without normals a surface is flat, and needs no vertices of its own for each face.
        operator(filepath=str(path), export_normals=not _is_flat(mesh), **options)
    finally:
        bpy.data.objects.remove(carrier)


def _carrier(mesh: Mesh) -> Object:
    """Return the only selected object, with this mesh."""
    carrier = bpy.data.objects.new(_NAME, mesh)
    bpy.context.scene.collection.objects.link(carrier)
    bpy.context.view_layer.update()
    for other in bpy.context.view_layer.objects:
        other.select_set(other == carrier)
    return carrier


def _is_flat(mesh: Mesh) -> bool:
    smooth = numpy.empty(len(mesh.polygons), dtype=bool)
    mesh.polygons.foreach_get("use_smooth", smooth)
    return not smooth.any() and not mesh.has_custom_normals


def _reduced(mesh: Mesh, ratio: float) -> Mesh:
    """Return a copy with a part of the triangles."""
    carrier = _carrier(mesh)
    modifier: Any = carrier.modifiers.new("Decimate", "DECIMATE")
    modifier.ratio = ratio
    modifier.use_collapse_triangulate = True
    depsgraph = bpy.context.evaluated_depsgraph_get()
    reduced = bpy.data.meshes.new_from_object(
        carrier.evaluated_get(depsgraph), preserve_all_data_layers=True, depsgraph=depsgraph
    )
    bpy.data.objects.remove(carrier)
    return reduced
