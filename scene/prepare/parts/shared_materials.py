# SPDX-License-Identifier: GPL-3.0-or-later
"""Equal pictures and materials of several files become one each: each GLB of a zip brings its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import bpy

from ...node_trees import materials_of, pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from bpy.types import Image, Material, Node, Object


def share(objects: Iterable[Object]) -> None:
    """Let the objects share what is equal in their materials."""
    materials = materials_of(objects)
    _merge(pictures_of(materials), _picture_key)
    _merge(materials, _material_key)


def _merge(data_blocks: Iterable[Any], key_of: Callable[[Any], Hashable]) -> None:
    first: dict[Hashable, Any] = {}
    for each in data_blocks:
        kept = first.setdefault(key_of(each), each)
        if kept != each:
            each.user_remap(kept)


def _picture_key(picture: Image) -> Hashable:
    packed = picture.packed_file
    if packed is None:
        return picture.name
    return hashlib.sha256(packed.data).digest(), picture.colorspace_settings.name, picture.alpha_mode


def _material_key(material: Material) -> Hashable:
    tree = material.node_tree
    nodes = () if tree is None else tuple(sorted(map(_node_key, tree.nodes), key=repr))
    links = (
        ()
        if tree is None
        else tuple(
            sorted(
                (link.from_node.name, link.from_socket.identifier, link.to_node.name, link.to_socket.identifier)
                for link in tree.links
            )
        )
    )
    settings = tuple(
        _value(getattr(material, name, None)) for name in ("use_backface_culling", "surface_render_method")
    )
    return nodes, links, settings


def _node_key(node: Node) -> Hashable:
    inputs = tuple(_value(getattr(socket, "default_value", None)) for socket in node.inputs)
    own = tuple(
        (each.identifier, _value(getattr(node, each.identifier)))
        for each in node.bl_rna.properties
        if each.type in {"BOOLEAN", "INT", "FLOAT", "ENUM", "POINTER"} and each.identifier not in _OF_THE_EDITOR
    )
    outputs = tuple(_value(getattr(socket, "default_value", None)) for socket in node.outputs)
    return node.bl_idname, node.name, inputs, own, outputs


_OF_THE_EDITOR = frozenset(
    {"location", "location_absolute", "width", "height", "dimensions", "select", "hide", "show_options"}
    | {"show_preview", "show_texture", "parent", "rna_type", "color", "use_custom_color", "internal_links"}
)
"""Properties of nodes that change nothing of what they do."""


def _value(value: Any) -> Hashable:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, bpy.types.ID):
        return value.name_full
    try:
        return tuple(value)
    except TypeError:
        return type(value).__name__
