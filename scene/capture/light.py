# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects light a scene: lamps, and what glows. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..node_trees import materials_of, nodes_within

if TYPE_CHECKING:
    from collections.abc import Collection

    from bpy.types import Material, Object

_LAMPS = {"LIGHT", "LIGHT_PROBE"}


def giving_light(objects: Collection[Object], *, with_glowing: bool) -> set[Object]:
    """Return those of the objects that are lamps and, ``with_glowing``, those with a material that glows."""
    glowing = {material for material in bpy.data.materials if _glows(material)} if with_glowing else set()
    lamps = {object_ for object_ in objects if object_.type in _LAMPS}
    if not glowing:  # to look at the materials of all objects would take far longer
        return lamps
    return lamps | {object_ for object_ in objects if not glowing.isdisjoint(materials_of([object_]))}


def _glows(material: Material) -> bool:
    tree = material.node_tree
    return tree is not None and any(map(_emits, nodes_within(tree)))


def _emits(node: Any) -> bool:
    if node.type == "EMISSION":
        return _is_above_zero(node.inputs.get("Strength"))
    color = node.inputs.get("Emission Color") if node.type == "BSDF_PRINCIPLED" else None
    if color is None:
        return False
    return _is_above_zero(node.inputs.get("Emission Strength")) and (color.is_linked or any(color.default_value[:3]))


def _is_above_zero(socket: Any) -> bool:
    return socket is not None and (socket.is_linked or socket.default_value > 0.0)
