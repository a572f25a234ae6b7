# SPDX-License-Identifier: GPL-3.0-or-later
"""How much is written when objects are copied, by counting what they are made of. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..mesh_data import full_mesh_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import ID, Mesh, Object

_VERTEX_BYTES = 12
_EDGE_BYTES = 8
_CORNER_BYTES = 8
_FACE_BYTES = 4
_UV_BYTES = 8
_COLOR_BYTES = 8
_CURVE_POINT_BYTES = 32


def copy_bytes(objects: Iterable[Object]) -> int:
    """Return about how many bytes of geometry a copy of the objects takes. Linked data is not written."""
    objects = tuple(objects)
    shown: set[ID] = {object_.data for object_ in objects if object_.data is not None}
    full = {full_mesh_of(object_) for object_ in objects if object_.type == "MESH" and object_.data is not None}
    return sum(_bytes_of(data_block) for data_block in shown | full if data_block.library is None)


def _bytes_of(data_block: ID) -> int:
    if isinstance(data_block, bpy.types.Mesh):
        return _mesh_bytes(data_block)
    if isinstance(data_block, bpy.types.Curves | bpy.types.PointCloud):
        return len(data_block.points) * _CURVE_POINT_BYTES
    return 0


def _mesh_bytes(mesh: Mesh) -> int:
    corner = _CORNER_BYTES + _UV_BYTES * len(mesh.uv_layers) + _COLOR_BYTES * len(mesh.color_attributes)
    return (
        len(mesh.vertices) * _VERTEX_BYTES
        + len(mesh.edges) * _EDGE_BYTES
        + len(mesh.loops) * corner
        + len(mesh.polygons) * _FACE_BYTES
    )
