# SPDX-License-Identifier: GPL-3.0-or-later
"""A GLB read back with numpy alone, as it stands in the file."""

import json
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np

TYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
SIZES = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


@dataclass(frozen=True)
class GlbFile:
    """The JSON chunk and the binary chunk of a file with one primitive."""

    content: Any
    binary: bytes = field(repr=False)

    @property
    def primitive(self) -> Any:
        """The only one."""
        return self.content["meshes"][0]["primitives"][0]

    @property
    def material(self) -> Any:
        """The only one."""
        return self.content["materials"][0]

    def view(self, index: int) -> bytes:
        """The bytes of a buffer view."""
        view = self.content["bufferViews"][index]
        return self.binary[view.get("byteOffset", 0) :][: view["byteLength"]]

    def accessor(self, index: int) -> Any:
        """An accessor's numbers, one row each; not yet divided where they are normalized."""
        accessor = self.content["accessors"][index]
        kind, width = np.dtype(TYPES[accessor["componentType"]]), SIZES[accessor["type"]]
        stride = self.content["bufferViews"][accessor["bufferView"]].get("byteStride", kind.itemsize * width)
        rows = np.frombuffer(self.view(accessor["bufferView"]), np.uint8).reshape(-1, stride)
        numbers = np.ascontiguousarray(rows[:, : kind.itemsize * width]).view(kind).astype(float)
        assert len(numbers) == accessor["count"]
        return numbers

    def attribute(self, name: str) -> Any:
        """One of the vertices' attributes, n rows."""
        return self.accessor(self.primitive["attributes"][name])

    def triangles(self) -> Any:
        """k x 3 numbers of vertices."""
        return self.accessor(self.primitive["indices"]).astype(int).reshape(-1, 3)

    def places(self) -> tuple[Any, Any]:
        """The different places of vertices, and k x 3 numbers of them."""
        places, which = np.unique(self.attribute("POSITION"), axis=0, return_inverse=True)
        return places, which.ravel()[self.triangles()]

    def picture(self, texture: Any) -> bytes:
        """The bytes of the picture that a material's slot names."""
        image = self.content["images"][self.content["textures"][texture["index"]]["source"]]
        return self.view(image["bufferView"])


def read_glb(data: bytes) -> GlbFile:
    """Read a well-formed file."""
    size = struct.unpack_from("<I", data, 12)[0]
    return GlbFile(content=json.loads(data[20 : 20 + size]), binary=data[28 + size :])


def halves_of_quads(triangles: Any) -> Any:
    """Say of each two triangles, counted by twos, whether they share an edge (k x 3 numbers of places)."""
    first, second = triangles[: len(triangles) // 2 * 2].reshape(-1, 2, 3).swapaxes(0, 1)
    return (first[:, :, None] == second[:, None, :]).any(axis=2).sum(axis=1) == 2
