# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of a prop's mesh, materials and pictures. The background Blender uses it, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import bpy

from .node_trees import materials_of, picture_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import NodeSocket, Object, ShaderNodeTexImage

_USES = {
    "Base Color": "color",
    "Color": "color",
    "Metallic": "metallic roughness",
    "Roughness": "metallic roughness",
    "Normal": "normal",
    "Emission Color": "emission",
    "Emission": "emission",
    "Alpha": "alpha",
    "Transmission Weight": "transmission",
    "Surface": "color",
}
"""Input of a shader -> what a picture that ends there is called."""
_NUMBER = re.compile(r"\.\d{3,}$")


def local_object(name: str) -> Object:
    """Return this file's own object of a name, not one of the same name from a library. :raises KeyError: none is."""
    key: Any = (name, None)
    return bpy.data.objects[key]


def without_number(name: str) -> str:
    """Return a name without what Blender puts behind one that is taken: “Chair.001” is “Chair”."""
    return _NUMBER.sub("", name)


def name_data(prop: Object, name: str) -> None:
    """Name the mesh, the materials and their pictures after the prop."""
    prop.data.name = name
    name_materials([prop], name)


def name_materials(objects: Iterable[Object], name: str) -> None:
    """Name the materials of some objects, and their pictures, after what the objects make up."""
    materials = materials_of(objects)
    several = len(materials) > 1
    for number, material in enumerate(materials, start=1):
        material.name = f"{name} {number}" if several else name
        for node in picture_nodes(material):
            node.image.name = f"{material.name} {_use_of(node)}"
            node.label = ""


def _use_of(node: ShaderNodeTexImage) -> str:
    """Return what a picture is for, by the first input that its colour reaches."""
    waiting: list[NodeSocket] = list(node.outputs)
    seen: set[bpy.types.Node] = set()
    while waiting:
        for link in waiting.pop(0).links:
            if link.to_node.type in {"BSDF_PRINCIPLED", "EMISSION", "BACKGROUND", "MIX_SHADER", "OUTPUT_MATERIAL"}:
                return _USES.get(link.to_socket.name, "texture")
            if link.to_node not in seen:
                seen.add(link.to_node)
                waiting.extend(link.to_node.outputs)
    return "texture"
