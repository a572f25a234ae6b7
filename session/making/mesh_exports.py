# SPDX-License-Identifier: GPL-3.0-or-later
"""The export of the meshes that jobs are for: all of one press in one background Blender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.mesh_files import LARGEST_MESH_BYTES
from ...jobs.work import NewTextures
from ...scene.export.mesh_export import MeshExport
from ...scene.naming import local_object

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Context

    from ..prop_inputs import Inputs


def begin(context: Context, planned: Sequence[tuple[Path, Inputs]]) -> MeshExport:
    """Begin to export the meshes of jobs (folder, inputs) that are all of one kind.

    :raises ExportError: the copy cannot be written, or no background Blender can be started.
    """
    inputs = planned[0][1]
    return MeshExport(
        context.view_layer,
        [(local_object(each.meshes[0]), folder) for folder, each in planned],
        largest_bytes=LARGEST_MESH_BYTES,
        reduce=inputs.reduce,
        for_textures=isinstance(inputs.work, NewTextures),
    )
