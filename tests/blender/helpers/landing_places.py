# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a finished model is to land: a placeholder or a blockout of the job `job`."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
from mathutils import Vector

Part = Callable[[str], ModuleType]


def placeholder_for(part: Part, **options: Any) -> bpy.types.Object:
    """A placeholder of the job `job`."""
    placement = part("scene.places.placement")
    values = {
        "job_id": "job",
        "name": "Chair",
        "size": part("scene.measure.size").Size(meters=0.9),
        "location": Vector((1, 2, 3)),
    }
    made: bpy.types.Object = placement.create_placeholder(bpy.context, **values | options)
    return made


def blockout_for(part: Part, size: tuple[float, float, float] = (1, 1, 1), fit: str = "INSIDE") -> bpy.types.Object:
    """A box with its floor at its origin, in a collection of its own."""
    mesh = bpy.data.meshes.new("Block")
    x, y, z = size
    mesh.from_pydata(
        [(i * x / 2, j * y / 2, k * z) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)],
        [],
        [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)],
    )
    block = bpy.data.objects.new("Block", mesh)
    collection = bpy.data.collections.new("Blockouts")
    bpy.context.scene.collection.children.link(collection)
    collection.objects.link(block)
    placement = part("scene.places.placement")
    placement.mark_target(block, "job", part("scene.measure.sizing").Fit(fit))
    return block
