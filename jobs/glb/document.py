# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON of a GLB: every reference and every size checked against what is really there."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...api.errors import ModelRefused
from .limits import GlbLimits, index, refuse, sequence, whole
from .nodes import check_nodes

_MATERIALS = (
    "anisotropy",
    "clearcoat",
    "emissive_strength",
    "ior",
    "iridescence",
    "pbrSpecularGlossiness",
    "sheen",
    "specular",
    "transmission",
    "unlit",
    "variants",
    "volume",
)
EXTENSIONS = frozenset(
    {
        "EXT_texture_webp",
        "KHR_draco_mesh_compression",
        "KHR_lights_punctual",
        "KHR_mesh_quantization",
        "KHR_texture_transform",
        *(f"KHR_materials_{name}" for name in _MATERIALS),
    }
)
"""Extensions that a model may require: those that Blender's importer reads."""

COMPONENT_BYTES = {5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4}
TYPE_SIZES = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
_TRIANGLES, _STRIP, _FAN = 4, 5, 6
_BROKEN = "it is inconsistent"


class Document:
    """A parsed description; ``check`` it before reading anything from it.

    :param bin_bytes: length of the binary part.
    """

    def __init__(self, root: Mapping[str, Any], *, limits: GlbLimits, bin_bytes: int) -> None:
        self.root = root
        self.limits = limits
        self.bin_bytes = bin_bytes
        self.buffer_views = self._items("bufferViews")
        self.accessors = self._items("accessors")
        self.meshes = self._items("meshes")
        self.nodes = self._items("nodes", limits.nodes)
        self.images = self._items("images", limits.pictures)
        self.triangles = 0
        self.vertices = 0
        self._corners = 0

    def check(self) -> None:
        """Check everything but the data. :raises ModelRefused:"""
        asset = self.root.get("asset")
        if not isinstance(asset, Mapping) or not str(asset.get("version", "")).startswith("2."):
            refuse("its glTF version is unknown")
        required = self.root.get("extensionsRequired", [])
        if not isinstance(required, list) or not EXTENSIONS.issuperset(map(str, required)):
            refuse("it needs an extension that is not known here")
        self._check_tree()
        self._check_buffers()
        unstored = sum(self._check_accessor(accessor) for accessor in self.accessors)
        if unstored > self.limits.unstored_bytes:
            refuse("it promises far more data than it holds")
        triangles = [self._check_mesh(mesh) for mesh in self.meshes]
        check_nodes(self.nodes, self.meshes, max_depth=self.limits.node_depth)
        uses = [node["mesh"] for node in self.nodes if "mesh" in node]
        self.triangles = sum(triangles[use] for use in uses)
        if not self.triangles:
            refuse("it holds no surface")
        limits = self.limits
        if self.triangles > limits.triangles or self._corners > 3 * limits.triangles or self.vertices > limits.vertices:
            refuse(f"it has {self.triangles:,} triangles, which is too many")
        self._check_extent()
        self._check_references()

    def primitives(self) -> Iterator[Mapping[str, Any]]:
        """Yield all primitives of all meshes."""
        for mesh in self.meshes:
            yield from mesh["primitives"]

    def stored(self, accessor: Mapping[str, Any]) -> tuple[int, int] | None:
        """Return where an accessor's data begins in the binary part and how far its elements lie apart."""
        if "bufferView" not in accessor:
            return None
        view = self.buffer_views[accessor["bufferView"]]
        begin = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        return begin, view.get("byteStride") or element_bytes(accessor)

    def _items(self, name: str, limit: int | None = None) -> list[Mapping[str, Any]]:
        items = sequence(self.root.get(name, []), name, limit=limit or self.limits.items)
        if not all(isinstance(item, Mapping) for item in items):
            refuse(f"{_BROKEN} ({name})")
        return items

    def _check_tree(self) -> None:
        """Refuse a value anywhere, also in an extension, that nests too deeply or names another file."""
        waiting: list[tuple[Any, int]] = [(self.root, 0)]
        while waiting:
            value, depth = waiting.pop()
            if depth > self.limits.nesting:
                refuse("it is nested too deeply")
            if isinstance(value, dict):
                if "uri" in value:
                    refuse("it names a file outside itself")
                waiting += [(child, depth + 1) for child in value.values() if isinstance(child, dict | list)]
            else:
                waiting += [(child, depth + 1) for child in value if isinstance(child, dict | list)]

    def _check_buffers(self) -> None:
        buffers = self._items("buffers", 1)
        held = whole(buffers[0].get("byteLength"), "buffers") if buffers else 0
        if held > self.bin_bytes:
            refuse("it promises more data than it holds")
        for view in self.buffer_views:
            index(view.get("buffer"), buffers, "bufferViews")
            end = whole(view.get("byteOffset", 0), "bufferViews") + whole(view.get("byteLength"), "bufferViews")
            if end > held or not 0 <= whole(view.get("byteStride", 0), "bufferViews") <= 252:
                refuse("it promises more data than it holds")

    def _check_accessor(self, accessor: Mapping[str, Any]) -> int:
        """Check an accessor, and return how many bytes it promises without data behind them."""
        if accessor.get("componentType") not in COMPONENT_BYTES or accessor.get("type") not in TYPE_SIZES:
            refuse(f"{_BROKEN} (accessors)")
        count = whole(accessor.get("count"), "accessors")
        size = element_bytes(accessor)
        if "sparse" in accessor:
            self._check_sparse(accessor["sparse"], count, size)
        if "bufferView" not in accessor:
            return count * size
        view = self.buffer_views[index(accessor["bufferView"], self.buffer_views, "accessors")]
        stride = view.get("byteStride") or size
        offset = whole(accessor.get("byteOffset", 0), "accessors")
        if count and (stride < size or offset + stride * (count - 1) + size > view["byteLength"]):
            refuse("it promises more data than it holds")
        return 0

    def _check_sparse(self, sparse: Any, count: int, size: int) -> None:
        indices, values = (sparse.get("indices"), sparse.get("values")) if isinstance(sparse, Mapping) else (None, None)
        if not isinstance(indices, Mapping) or not isinstance(values, Mapping):
            raise ModelRefused(f"{_BROKEN} (sparse)")
        changed = whole(sparse.get("count"), "sparse")
        for part, part_size in ((indices, COMPONENT_BYTES.get(indices.get("componentType", 0), 4)), (values, size)):
            view = self.buffer_views[index(part.get("bufferView"), self.buffer_views, "sparse")]
            if changed > count or whole(part.get("byteOffset", 0), "sparse") + changed * part_size > view["byteLength"]:
                refuse("it promises more data than it holds")

    def _check_mesh(self, mesh: Mapping[str, Any]) -> int:
        """Check a mesh, and return how many triangles it has."""
        primitives = sequence(mesh.get("primitives"), "meshes", limit=self.limits.primitives)
        return sum(self._check_primitive(primitive) for primitive in primitives)

    def _check_primitive(self, primitive: Any) -> int:
        attributes = primitive.get("attributes") if isinstance(primitive, Mapping) else None
        targets = primitive.get("targets", []) if isinstance(primitive, Mapping) else None
        if not isinstance(attributes, Mapping) or "POSITION" not in attributes or not isinstance(targets, list):
            refuse(f"{_BROKEN} (meshes)")
        if len(targets) > 1_000 or not all(isinstance(target, Mapping) for target in targets):
            refuse(f"{_BROKEN} (meshes)")
        used = [*attributes.values(), *(accessor for target in targets for accessor in target.values())]
        counts = {self.accessors[index(accessor, self.accessors, "meshes")]["count"] for accessor in used}
        position = self.accessors[attributes["POSITION"]]
        if len(counts) != 1 or position["type"] != "VEC3":
            refuse(f"{_BROKEN} (meshes)")
        self.vertices += position["count"] * (1 + len(targets))
        corners = position["count"]
        if "indices" in primitive:
            indices = self.accessors[index(primitive["indices"], self.accessors, "meshes")]
            if indices["type"] != "SCALAR" or indices["componentType"] not in {5121, 5123, 5125}:
                refuse(f"{_BROKEN} (meshes)")
            corners = indices["count"]
        self._corners += corners
        mode = primitive.get("mode", _TRIANGLES)
        if mode == _TRIANGLES:
            return int(corners) // 3
        return max(0, int(corners) - 2) if mode in {_STRIP, _FAN} else 0

    def _check_extent(self) -> None:
        """Refuse a model whose points are all in one place: it cannot be scaled to a size."""
        positions = [self.accessors[primitive["attributes"]["POSITION"]] for primitive in self.primitives()]
        if all("min" in position and position["min"] == position.get("max") for position in positions):
            refuse("it has no size")

    def _check_references(self) -> None:
        scenes = self._items("scenes")
        if "scene" in self.root:
            index(self.root["scene"], scenes, "scene")
        for scene in scenes:
            for node in sequence(scene.get("nodes", []), "scenes", limit=self.limits.nodes):
                index(node, self.nodes, "scenes")
        textures = self._items("textures")
        for texture in textures:
            if "source" in texture:
                index(texture["source"], self.images, "textures")
        for material in self._items("materials"):
            for use in _texture_uses(material):
                index(use, textures, "materials")


def element_bytes(accessor: Mapping[str, Any]) -> int:
    """Return the size of one element of an accessor."""
    return COMPONENT_BYTES[accessor["componentType"]] * TYPE_SIZES[accessor["type"]]


def _texture_uses(material: Mapping[str, Any]) -> Iterator[Any]:
    waiting: list[Any] = [material]
    while waiting:
        for name, value in waiting.pop().items():
            if isinstance(value, Mapping):
                if name.endswith("Texture") and "index" in value:
                    yield value["index"]
                waiting.append(value)
