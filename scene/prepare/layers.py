# SPDX-License-Identifier: GPL-3.0-or-later
"""What the points, corners and faces of a mesh have besides their form: read before it is made anew, and written back.

Texture coordinates, colours, materials, and whatever else a file brings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy
    from bpy.types import Mesh


class _Kind(NamedTuple):
    field: str
    size: int = 1
    dtype: str = "float32"


_KINDS = {
    "FLOAT": _Kind("value"),
    "INT": _Kind("value", dtype="int32"),
    "INT8": _Kind("value", dtype="int32"),
    "BOOLEAN": _Kind("value", dtype="bool"),
    "FLOAT2": _Kind("vector", 2),
    "FLOAT_VECTOR": _Kind("vector", 3),
    "FLOAT_COLOR": _Kind("color", 4),
    "BYTE_COLOR": _Kind("color_srgb", 4),  # as it is stored
    "INT32_2D": _Kind("value", 2, "int32"),
    "QUATERNION": _Kind("value", 4),
}
_MADE_ANEW = {"position", "custom_normal", "sharp_face"}


def attributes_of(mesh: Mesh) -> Any:
    """Return the attributes of a mesh, whose values the stubs do not know."""
    return mesh.attributes


@dataclass(frozen=True, slots=True)
class Layer:
    """An attribute of a mesh."""

    name: str
    kind: str
    domain: str
    """POINT, CORNER or FACE."""
    values: numpy.ndarray
    """(n, …)"""


@dataclass(frozen=True, slots=True)
class Layers:
    """All attributes of a mesh, and which of them are shown."""

    all: tuple[Layer, ...]
    color_names: tuple[str, str]
    """Of the active one, and of the one that is rendered."""

    @classmethod
    def of(cls, mesh: Mesh) -> Layers:
        """Read them. Those of edges, and Blender's own, are left out."""
        import numpy

        layers, attributes = [], attributes_of(mesh)
        for attribute in attributes:
            kind = _KINDS.get(attribute.data_type)
            is_own = attribute.name.startswith(".") or attribute.name in _MADE_ANEW
            if kind is None or is_own or attribute.domain not in {"POINT", "CORNER", "FACE"}:
                continue
            values = numpy.empty(len(attribute.data) * kind.size, dtype=kind.dtype)
            attribute.data.foreach_get(kind.field, values)
            values = values.reshape(-1, kind.size)
            layers.append(Layer(attribute.name, attribute.data_type, attribute.domain, values))
        colors = mesh.color_attributes
        return cls(tuple(layers), (colors.active_color_name, colors.default_color_name))

    def on(self, domain: str) -> tuple[Layer, ...]:
        """Return those of the POINTs, CORNERs or FACEs."""
        return tuple(layer for layer in self.all if layer.domain == domain)

    def texture_places(self) -> numpy.ndarray | None:
        """Return where the corners are in the textures, (n, 2); None if that is not known."""
        return next((layer.values for layer in self.on("CORNER") if layer.kind == "FLOAT2"), None)

    def taken(self, numbers: Mapping[str, numpy.ndarray | slice]) -> Layers:
        """Return those of a mesh that was made anew.

        :param numbers: domain -> which of the old points, corners or faces each of the new ones was.
        """
        return replace(self, all=tuple(replace(each, values=each.values[numbers[each.domain]]) for each in self.all))

    def write(self, mesh: Mesh) -> None:
        """Write them to a mesh."""
        attributes = attributes_of(mesh)
        for layer in self.all:
            attribute = attributes.get(layer.name) or attributes.new(layer.name, layer.kind, layer.domain)
            attribute.data.foreach_set(_KINDS[layer.kind].field, layer.values.reshape(-1))
        mesh.color_attributes.active_color_name, mesh.color_attributes.default_color_name = self.color_names
