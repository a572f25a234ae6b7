# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a mesh and its pictures as binary glTF 2.0, byte for byte the same each time."""

import json
import struct
from dataclasses import dataclass, field
from typing import Any

from .arrays import Array

FLOAT, UINT = 5126, 5125
VERTICES, INDICES = 34962, 34963


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Vertices as graphics cards want them: one per different corner."""

    positions: Array = field(repr=False)
    normals: Array = field(repr=False)
    uvs: Array = field(repr=False)
    indices: Array = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A material's pictures, encoded (JPEG or PNG); None where there is none."""

    base_color: bytes | None = field(default=None, repr=False)
    metallic_roughness: bytes | None = field(default=None, repr=False)
    normal: bytes | None = field(default=None, repr=False)
    name: str = "model"


class _Binary:
    def __init__(self) -> None:
        self.data = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []

    def view(self, data: bytes, target: int | None = None) -> int:
        self.data += b"\0" * (-len(self.data) % 4)
        entry: dict[str, Any] = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data)}
        if target is not None:
            entry["target"] = target
        self.data += data
        self.views.append(entry)
        return len(self.views) - 1

    def accessor(self, array: Array, kind: str, component: int, target: int, *, bounds: bool = False) -> int:
        entry: dict[str, Any] = {
            "bufferView": self.view(array.tobytes(), target),
            "componentType": component,
            "count": len(array),
            "type": kind,
        }
        if bounds:
            entry["min"], entry["max"] = array.min(axis=0).tolist(), array.max(axis=0).tolist()
        self.accessors.append(entry)
        return len(self.accessors) - 1


def write_glb(corners: Corners, look: Look | None, *, with_empty: bool) -> bytes:
    """Return the whole file. `with_empty` puts the mesh below an empty node, as some results have it."""
    binary = _Binary()
    primitive: dict[str, Any] = {
        "attributes": {
            "POSITION": binary.accessor(corners.positions.astype("<f4"), "VEC3", FLOAT, VERTICES, bounds=True),
            "NORMAL": binary.accessor(corners.normals.astype("<f4"), "VEC3", FLOAT, VERTICES),
            "TEXCOORD_0": binary.accessor(corners.uvs.astype("<f4"), "VEC2", FLOAT, VERTICES),
        },
        "indices": binary.accessor(corners.indices.astype("<u4"), "SCALAR", UINT, INDICES),
    }
    content: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "Rodin sandbox"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "world", "children": [1]}, {"name": "model", "mesh": 0}]
        if with_empty
        else [{"name": "model", "mesh": 0}],
        "meshes": [{"name": "model", "primitives": [primitive]}],
    }
    if look is None:
        del primitive["attributes"]["TEXCOORD_0"]
        binary = _without_last_uv(corners, primitive)
    else:
        primitive["material"] = 0
        _add_material(content, binary, look)
    binary.data += b"\0" * (-len(binary.data) % 4)
    content |= {
        "accessors": binary.accessors,
        "bufferViews": binary.views,
        "buffers": [{"byteLength": len(binary.data)}],
    }
    return _packed(content, bytes(binary.data))


def _without_last_uv(corners: Corners, primitive: dict[str, Any]) -> _Binary:
    binary = _Binary()
    primitive["attributes"] = {
        "POSITION": binary.accessor(corners.positions.astype("<f4"), "VEC3", FLOAT, VERTICES, bounds=True),
        "NORMAL": binary.accessor(corners.normals.astype("<f4"), "VEC3", FLOAT, VERTICES),
    }
    primitive["indices"] = binary.accessor(corners.indices.astype("<u4"), "SCALAR", UINT, INDICES)
    return binary


def _add_material(content: dict[str, Any], binary: _Binary, look: Look) -> None:
    pictures = (("baseColor", look.base_color), ("metallicRoughness", look.metallic_roughness), ("normal", look.normal))
    images, slots = [], {}
    for name, data in pictures:
        if data is not None:
            kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
            slots[name] = {"index": len(images)}
            images.append({"name": f"texture_{name}", "mimeType": kind, "bufferView": binary.view(data)})
    surface: dict[str, Any] = {}
    if "baseColor" in slots:
        surface["baseColorTexture"] = slots["baseColor"]
    if "metallicRoughness" in slots:
        surface["metallicRoughnessTexture"] = slots["metallicRoughness"]
    else:
        surface |= {"metallicFactor": 0.0, "roughnessFactor": 1.0}
    material: dict[str, Any] = {"name": look.name, "pbrMetallicRoughness": surface}
    if "normal" in slots:
        material["normalTexture"] = slots["normal"]
    content["materials"] = [material]
    content["samplers"] = [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]
    content["textures"] = [{"sampler": 0, "source": index} for index in range(len(images))]
    content["images"] = images


def _packed(content: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(content, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(data)
    return b"".join(
        [
            struct.pack("<4sII", b"glTF", 2, total),
            struct.pack("<I4s", len(text), b"JSON"),
            text,
            struct.pack("<I4s", len(data), b"BIN\0"),
            data,
        ]
    )
