# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks through materials and node trees. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Image, Material, NodeTree, Object, ShaderNodeTexImage


def materials_of(objects: Iterable[Object]) -> list[Material]:
    """Return the materials in the slots of objects, each once."""
    slots = (slot for each in objects for slot in each.material_slots)
    return list(dict.fromkeys(slot.material for slot in slots if slot.material is not None))


def picture_nodes(material: Material) -> Iterator[ShaderNodeTexImage]:
    """Yield the nodes of a material that show a picture; not those in groups."""
    tree = material.node_tree
    for node in tree.nodes if tree is not None else ():
        if isinstance(node, bpy.types.ShaderNodeTexImage) and node.image is not None:
            yield node


def pictures_of(materials: Iterable[Material]) -> list[Image]:
    """Return the pictures of these nodes of materials, each once."""
    nodes = (node for material in materials for node in picture_nodes(material))
    return list(dict.fromkeys(node.image for node in nodes if node.image is not None))


def principled_node(material: Material | None) -> Any:
    """Return the node that a material's surface is made with; None if there is none."""
    tree = material.node_tree if material is not None else None
    return next((node for node in tree.nodes if node.type == "BSDF_PRINCIPLED"), None) if tree is not None else None


def nodes_within(tree: NodeTree) -> Iterator[Any]:
    """Yield the nodes of a tree and of the groups in it, each group once; muted nodes do nothing and are left out."""
    waiting, seen = [tree], {tree}
    while waiting:
        for node in waiting.pop().nodes:
            if node.mute:
                continue
            yield node
            group: Any = getattr(node, "node_tree", None)
            if group is not None and group not in seen:
                seen.add(group)
                waiting.append(group)
