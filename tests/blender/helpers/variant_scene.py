# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop to be varied, and what is to be seen of it."""

from typing import Any

import bpy
from mathutils import Vector


def make_prop(prompt: str = "a wooden stool", *, height_meters: float = 0.8) -> bpy.types.Object:
    """Generate a prop at the 3D cursor and make it the active object."""
    settings = bpy.context.scene.rodin_props
    settings.placement, settings.height_meters = "CURSOR", height_meters
    before = set(bpy.data.objects)
    bpy.ops.rodin_props.generate_from_text(prompt=prompt)
    (prop,) = set(bpy.data.objects) - before
    activate(prop)
    return prop


def activate(prop: bpy.types.Object) -> None:
    """Make an object the active one, and the only one that is selected."""
    bpy.context.view_layer.update()
    for each in bpy.context.view_layer.objects:
        each.select_set(each == prop)
    bpy.context.view_layer.objects.active = prop


def world_box(each: bpy.types.Object) -> tuple[Vector, Vector]:
    """Lowest and highest corner of a prop's mesh in the world."""
    bpy.context.view_layer.update()
    corners = [each.matrix_world @ Vector(corner) for corner in each.bound_box]
    low = Vector(min(corner[axis] for corner in corners) for axis in range(3))
    high = Vector(max(corner[axis] for corner in corners) for axis in range(3))
    return low, high


def state_of(prop: bpy.types.Object) -> dict[str, Any]:
    """What an artist set and a new mesh must leave alone."""
    return {
        "name": prop.name,
        "matrix": [tuple(round(value, 5) for value in row) for row in prop.matrix_world],
        "parent": prop.parent and prop.parent.name,
        "collections": sorted(each.name for each in prop.users_collection),
        "constraints": [each.type for each in prop.constraints],
        "modifiers": [each.type for each in prop.modifiers],
    }
