# SPDX-License-Identifier: GPL-3.0-or-later
"""The mesh of an object that is known to be one. bpy; stands alone, so that the background Blender can use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from bpy.types import Mesh, Object


def mesh_of(target: Object) -> Mesh:
    """The mesh of an object of type MESH."""
    mesh = target.data
    assert isinstance(mesh, bpy.types.Mesh)
    return mesh
