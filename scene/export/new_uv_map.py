# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives a mesh a further UV map that can carry a picture. Runs in the background Blender: it takes its time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Mesh

NEW_MAP_NAME = "Rodin"
_ANGLE = math.radians(66.0)
_MARGIN = 0.004
"""Between islands, as a part of the map: eight pixels of 2048."""


def unwrap(mesh: Mesh) -> str:
    """Add a map, made by Blender's Smart UV Project; return its name."""
    carrier = bpy.data.objects.new("unwrapped", mesh)
    view_layer = bpy.context.view_layer
    bpy.context.scene.collection.objects.link(carrier)
    view_layer.update()
    for other in view_layer.objects:
        other.select_set(other == carrier)
    view_layer.objects.active = carrier
    layers: Any = mesh.uv_layers
    render = next((layer.name for layer in layers if layer.active_render), "")
    layer = layers.new(name=NEW_MAP_NAME, do_init=False)
    name = layer.name
    layers.active = layer
    bpy.ops.object.mode_set(mode="EDIT")
    try:
        bpy.ops.mesh.reveal()
        bpy.ops.mesh.select_all(action="SELECT")
        bpy.ops.uv.smart_project(angle_limit=_ANGLE, island_margin=_MARGIN)
    finally:
        bpy.ops.object.mode_set(mode="OBJECT")
        bpy.data.objects.remove(carrier)
    if render:
        mesh.uv_layers[render].active_render = True
    return name
