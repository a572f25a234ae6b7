# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects light a scene: lamps, and what glows. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..node_trees import materials_of, nodes_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Material, Object

_LAMPS = {"LIGHT", "LIGHT_PROBE"}


def giving_light(objects: Iterable[Object], *, with_glowing: bool) -> set[Object]:
    """Return those of the objects that are lamps and, ``with_glowing``, those with a material that glows."""
    known: dict[Material, bool] = {}

    def glows(object_: Object) -> bool:
        materials = materials_of([object_])
        for material in materials:
            if material not in known:
                tree = material.node_tree
                known[material] = tree is not None and any(map(_emits, nodes_within(tree)))
        return any(known[material] for material in materials)

    return {object_ for object_ in objects if object_.type in _LAMPS or (with_glowing and glows(object_))}


def _emits(node: Any) -> bool:
    if node.type == "EMISSION":
        return _is_above_zero(node.inputs.get("Strength"))
    color = node.inputs.get("Emission Color") if node.type == "BSDF_PRINCIPLED" else None
    if color is None:
        return False
    return _is_above_zero(node.inputs.get("Emission Strength")) and (color.is_linked or any(color.default_value[:3]))


def _is_above_zero(socket: Any) -> bool:
    return socket is not None and (socket.is_linked or socket.default_value > 0.0)
