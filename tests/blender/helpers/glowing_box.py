# SPDX-License-Identifier: GPL-3.0-or-later
"""A box that glows in another colour on each side, so that a picture tells which side it shows."""

from typing import Any

import bpy

FRONT, LEFT, BACK, RIGHT, OTHER = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1)
"""Colours of a box's sides: those towards -Y, -X, +Y, +X, and the upper and lower ones."""
_FACES = (((0, 4, 5, 1), FRONT), ((0, 1, 3, 2), LEFT), ((2, 3, 7, 6), BACK), ((4, 6, 7, 5), RIGHT))
_ENDS = (((0, 2, 6, 4), OTHER), ((1, 5, 7, 3), OTHER))
_CORNERS = [(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]


def _glowing(color: tuple[float, float, float]) -> Any:
    material = bpy.data.materials.new("Glowing")
    if material.node_tree is None:
        material.use_nodes = True
    material.node_tree.nodes.clear()
    emission, output = (material.node_tree.nodes.new(f"ShaderNode{each}") for each in ("Emission", "OutputMaterial"))
    emission.inputs["Color"].default_value = (*color, 1.0)
    material.node_tree.links.new(emission.outputs[0], output.inputs["Surface"])
    return material


def glowing_box(name: str, *, size: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> Any:
    """A box whose sides glow in their colours."""
    mesh = bpy.data.meshes.new(name)
    points = [[sign * length / 2 for sign, length in zip((x, y, z), size, strict=True)] for x, y, z in _CORNERS]
    faces = (*_FACES, *_ENDS)
    mesh.from_pydata(points, [], [corners for corners, _ in faces])
    for index, (_, color) in enumerate(faces):
        mesh.materials.append(_glowing(color))
        mesh.polygons[index].material_index = index
    made = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(made)
    return made
