# SPDX-License-Identifier: GPL-3.0-or-later
"""The base color of a mesh at places on it: from the pictures of its materials, without rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

from ...node_trees import principled_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Image, Material

    from ...measure.mesh_surface import Surface

_UNKNOWN = (0.8, 0.8, 0.8)


class BaseColors:
    """The base colors of a mesh's materials.

    :param surface: of the mesh.
    """

    def __init__(self, surface: Surface) -> None:
        mesh: Any = surface.mesh
        self._surface = surface
        self._materials = [_MaterialColor(each) for each in mesh.materials] or [_MaterialColor(None)]
        numbers = numpy.zeros(len(mesh.polygons), dtype=numpy.int32)
        mesh.polygons.foreach_get("material_index", numbers)
        faces = numpy.empty(len(mesh.loop_triangles), dtype=numpy.int32)
        mesh.loop_triangles.foreach_get("polygon_index", faces)
        self._materials_of_triangles = numbers[faces].clip(0, len(self._materials) - 1)

    def at(self, triangles: numpy.ndarray, weights: numpy.ndarray) -> numpy.ndarray:
        """Return colors, linear (n, 3), at places on triangles (n) with weights of their corners (n, 3)."""
        colors = numpy.empty((len(triangles), 3))
        of_places = self._materials_of_triangles[triangles]
        for number in numpy.unique(of_places).tolist():
            here = numpy.flatnonzero(of_places == number)
            colors[here] = self._materials[number].at(self._surface, triangles[here], weights[here])
        return colors


class _MaterialColor:
    """The base color of one material: a picture's, or else the same all over."""

    def __init__(self, material: Material | None) -> None:
        shader = principled_node(material)
        color = shader.inputs["Base Color"] if shader is not None else None
        node = next(_picture_nodes(color), None) if color is not None else None
        self._pixels = _linear_pixels(node.image) if node is not None else None
        self._uv_map = _uv_map_of(node) if node is not None else ""
        is_even = color is not None and not color.is_linked
        self._even = tuple(color.default_value[:3]) if color is not None and is_even else _UNKNOWN

    def at(self, surface: Surface, triangles: numpy.ndarray, weights: numpy.ndarray) -> numpy.ndarray:
        places = _uv_places(surface, self._uv_map)
        if self._pixels is None or places is None:
            return numpy.array(self._even)
        uvs = (places[surface.corners[triangles]] * weights[:, :, None]).sum(axis=1)
        height, width = self._pixels.shape[:2]
        rows, columns = ((uvs[:, axis] % 1.0 * side).astype(int) % side for axis, side in ((1, height), (0, width)))
        return self._pixels[rows, columns]


def _picture_nodes(socket: Any) -> Iterator[Any]:
    """Yield the nodes with a picture that an input depends on, the nearest first."""
    waiting, seen = [socket], set()
    while waiting:
        here = waiting.pop(0)
        source = here.links[0].from_node if here.is_linked else None
        if source is None or source in seen:
            continue
        seen.add(source)
        if source.type == "TEX_IMAGE" and source.image is not None:
            yield source
        waiting += list(source.inputs)


def _uv_map_of(node: Any) -> str:
    """Return the name of the UV map that a picture is put onto with; "" for the one that is rendered."""
    vector = node.inputs["Vector"]
    source = vector.links[0].from_node if vector.is_linked else None
    return source.uv_map if source is not None and source.type == "UVMAP" else ""


def _uv_places(surface: Surface, name: str) -> numpy.ndarray | None:
    """Return where the corners are in a UV map, (n, 2); None if the mesh has none."""
    layers: Any = surface.mesh.uv_layers
    layer = layers.get(name) or next((each for each in layers if each.active_render), None)
    if layer is None:
        return None
    places = numpy.empty(len(surface.mesh.loops) * 2, dtype=numpy.float32)
    layer.data.foreach_get("uv", places)
    return places.reshape(-1, 2)


def _linear_pixels(image: Image) -> numpy.ndarray | None:
    """Return the pixels of a picture, linear (height, width, 3), lowest row first; None if it cannot be read."""
    width, height = image.size
    if not width or not height or not len(image.pixels):
        return None
    channels = image.channels
    pixels = numpy.empty(width * height * channels, dtype=numpy.float32)
    image.pixels.foreach_get(pixels)
    pixels = pixels.reshape(height, width, channels)
    colors = pixels[..., :3] if channels >= 3 else pixels[..., :1].repeat(3, axis=2)
    if image.is_float or image.colorspace_settings.name != "sRGB":
        return colors
    return numpy.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
