# SPDX-License-Identifier: GPL-3.0-or-later
"""How big the prop of a job stands in the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...jobs.library.keepings import KeptSize
from ...scene.measure.sizing import unit_meters
from ...scene.mesh_data import bounds_of
from ...scene.props.variants import variants_of
from ...scene.provenance import MADE_KEY

if TYPE_CHECKING:
    from bpy.types import Context, Mesh, Object


def shown_props() -> dict[str, tuple[Object, Mesh]]:
    """Return the props of the open file by the ids of their jobs: an object, and the mesh that it has for each.

    Of several objects with the same mesh, the first by name.
    """
    found: dict[str, tuple[Object, Mesh]] = {}
    for target in bpy.data.objects:
        if target.type == "MESH" and MADE_KEY in target:
            for job_id, mesh in variants_of(target).items():
                found.setdefault(job_id, (target, mesh))
    return found


def kept_size(context: Context, shown: tuple[Object, Mesh] | None) -> KeptSize:
    """Return how big a prop is to be in the library, in units of the open scene.

    :param shown: of `shown_props`; None for the size that was asked for.
    """
    if shown is None or not len(shown[1].vertices):
        factor = 1.0 / unit_meters(context.scene)
        return KeptSize(scale=(factor, factor, factor))
    target, mesh = shown
    low, high = bounds_of(mesh)
    width, depth, height = high - low
    x, y, z = (abs(factor) or 1.0 for factor in target.matrix_world.to_scale())
    return KeptSize(mesh=(width, depth, height), scale=(x, y, z))
