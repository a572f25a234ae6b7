# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON of a GLB: what it refers to outside itself, and how much it would become."""

from collections.abc import Mapping
from typing import Any

from ...api.errors import ModelRefused
from .limits import GlbLimits, NoSurface, refuse, sequence, whole
from .nodes import shown_nodes

_COMPONENT_BYTES = {5120: 1, 5121: 1, 5122: 2, 5123: 2}
_TYPE_SIZES = {"SCALAR": 1, "VEC2": 2, "VEC3": 3}
_MOST_COMPONENT_BYTES, _LARGEST_TYPE = 4, 16
_TRIANGLES, _STRIP, _FAN = 4, 5, 6
BASE64 = ";base64,"
"""Before the data in a link that the importer reads as such."""

Item = Mapping[str, Any]


class Document:
    """A parsed description; ``check`` it before reading anything from it."""

    def __init__(self, root: Item, *, limits: GlbLimits) -> None:
        self.root = root
        self.limits = limits
        self.buffers = self._items("buffers")
        self.buffer_views = self._items("bufferViews")
        self.accessors = self._items("accessors")
        self.meshes = self._items("meshes")
        self.nodes = self._items("nodes", limits.nodes)
        self.images = self._items("images", limits.pictures)
        self.triangles = 0
        self.vertices = 0

    def check(self) -> None:
        """Check everything but the pictures. :raises ModelRefused:"""
        asset = self.root.get("asset")
        if not isinstance(asset, Mapping) or not str(asset.get("version", "")).startswith("2."):
            raise ModelRefused("its glTF version is unknown")
        self._check_tree()
        if sum(map(self._unstored_bytes, self.accessors)) > self.limits.unstored_bytes:
            refuse("it promises far more data than it holds")
        for node in shown_nodes(self.root, self.nodes, max_depth=self.limits.node_depth):
            self._count(node)
        if not self.triangles:
            raise NoSurface
        if self.triangles > self.limits.triangles:
            refuse(f"it has {self.triangles:,} triangles, which is too many")
        if self.vertices > self.limits.vertices:
            refuse(f"it has {self.vertices:,} points, which is too many")
        if not self.limits.unknown_sizes:
            self._check_compression()

    def sources(self) -> set[Any]:
        """Return the pictures that the importer loads."""
        textures = self._items("textures")
        webp = [_extension(texture, "EXT_texture_webp") for texture in textures]
        return {source for each in (*textures, *webp) if isinstance(source := each.get("source"), int)}

    def _items(self, name: str, limit: int | None = None) -> list[Item]:
        items = sequence(self.root.get(name), name, limit=limit or self.limits.items)
        if not all(isinstance(item, Mapping) for item in items):
            refuse(f"it is inconsistent ({name})")
        return items

    def _check_tree(self) -> None:
        """Refuse a value anywhere that nests too deeply, and one outside extras that names another file."""
        waiting: list[tuple[Any, int, bool]] = [(self.root, 0, False)]
        while waiting:
            value, depth, in_extras = waiting.pop()
            if depth > self.limits.nesting:
                refuse("it is nested too deeply")
            if isinstance(value, dict):
                if not in_extras and _names_a_file(value.get("uri")):
                    raise ModelRefused("it names a file outside itself")
                waiting += [(child, depth + 1, in_extras or name == "extras") for name, child in value.items()]
            elif isinstance(value, list):
                waiting += [(child, depth + 1, in_extras) for child in value if isinstance(child, dict | list)]

    def _unstored_bytes(self, accessor: Item) -> int:
        """Return how many bytes an accessor promises without data behind them."""
        count = whole(accessor.get("count"), "accessors")
        if accessor.get("bufferView") is not None:
            return 0
        component, kind = accessor.get("componentType"), accessor.get("type")
        size = _COMPONENT_BYTES.get(component, _MOST_COMPONENT_BYTES) if isinstance(component, int) else 0
        return count * size * (_TYPE_SIZES.get(kind, _LARGEST_TYPE) if isinstance(kind, str) else 0)

    def _count(self, node: Item) -> None:
        """Count what a node shows, as often as it does."""
        number = node.get("mesh")
        mesh = self.meshes[number] if isinstance(number, int) and 0 <= number < len(self.meshes) else {}
        placed = _extension(node, "EXT_mesh_gpu_instancing").get("attributes")
        times = max(map(self._elements, placed.values()), default=1) if isinstance(placed, Mapping) else 1
        for primitive in sequence(mesh.get("primitives"), "primitives", limit=self.limits.primitives):
            attributes = primitive.get("attributes") if isinstance(primitive, Mapping) else None
            if not isinstance(attributes, Mapping):
                refuse("it is inconsistent (meshes)")
            points = self._elements(attributes.get("POSITION"))
            corners = points if primitive.get("indices") is None else self._elements(primitive["indices"])
            targets = sequence(primitive.get("targets"), "morph targets", limit=1_000)
            # A corner is as dear as a point, also where no triangle comes of it.
            self.vertices += times * max(points * (1 + len(targets)), corners // 3)
            mode = primitive.get("mode", _TRIANGLES)
            if mode in (_STRIP, _FAN):
                self.triangles += times * max(0, corners - 2)
            elif mode in (_TRIANGLES, None):
                self.triangles += times * (corners // 3)

    def _elements(self, accessor: Any) -> int:
        """Return how many elements the accessor of this index has, 0 for one that is not there."""
        there = isinstance(accessor, int) and 0 <= accessor < len(self.accessors)
        return whole(self.accessors[accessor].get("count"), "accessors") if there else 0

    def _check_compression(self) -> None:
        """Refuse buffer views and primitives that unpack to more than their numbers say."""
        limit = self.limits.primitives
        primitives = [
            each for mesh in self.meshes for each in sequence(mesh.get("primitives"), "primitives", limit=limit)
        ]
        for holder in (*self.buffer_views, *primitives):
            held = holder.get("extensions") if isinstance(holder, Mapping) else None
            for value in held.values() if isinstance(held, Mapping) else ():
                if isinstance(value, Mapping) and not value.keys().isdisjoint({"buffer", "bufferView"}):
                    refuse("its geometry is compressed")


def _extension(holder: Item, name: str) -> Item:
    """Return the values of an extension, none if it is not used there."""
    extensions = holder.get("extensions")
    values = extensions.get(name) if isinstance(extensions, Mapping) else None
    return values if isinstance(values, Mapping) else {}


def _names_a_file(uri: Any) -> bool:
    """Say whether the importer would look for a file; it does so for a data: link in any other form than base64."""
    return isinstance(uri, str) and not (uri.startswith("data:") and BASE64 in uri)
