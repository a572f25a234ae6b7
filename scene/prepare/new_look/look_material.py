# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the material of a new look. It names its UV map, whichever map renders use otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...node_trees import principled_node

if TYPE_CHECKING:
    from bpy.types import Image, Material

    from .pictures import LookPictures


def make_material(name: str, pictures: LookPictures, uv_map: str) -> Material:
    """Return a new material of these pictures."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    tree: Any = material.node_tree
    shader = principled_node(material)
    place = tree.nodes.new("ShaderNodeUVMap")
    place.uv_map, place.location = uv_map, (-1200, 0)
    color = _picture(tree, place, pictures.color, (-700, 300))
    tree.links.new(color.outputs["Color"], shader.inputs["Base Color"])
    shader.inputs["Metallic"].default_value = pictures.metallic
    shader.inputs["Roughness"].default_value = pictures.roughness
    if pictures.metallic_roughness is not None:
        both = _picture(tree, place, pictures.metallic_roughness, (-700, 0), is_data=True)
        separate = tree.nodes.new("ShaderNodeSeparateColor")
        separate.location = (-350, 0)
        tree.links.new(both.outputs["Color"], separate.inputs[0])
        tree.links.new(separate.outputs[1], shader.inputs["Roughness"])
        tree.links.new(separate.outputs[2], shader.inputs["Metallic"])
    if pictures.normal is not None:
        normal = _picture(tree, place, pictures.normal, (-700, -300), is_data=True)
        bump = tree.nodes.new("ShaderNodeNormalMap")
        bump.uv_map, bump.location = uv_map, (-350, -300)
        tree.links.new(normal.outputs["Color"], bump.inputs["Color"])
        tree.links.new(bump.outputs["Normal"], shader.inputs["Normal"])
    tree.nodes.active = color  # Solid mode shows it
    return material


def _picture(tree: Any, place: Any, image: Image, location: tuple[int, int], *, is_data: bool = False) -> Any:
    if is_data:
        settings: Any = image.colorspace_settings
        settings.name = "Non-Color"
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image, node.location = image, location
    tree.links.new(place.outputs["UV"], node.inputs["Vector"])
    return node
