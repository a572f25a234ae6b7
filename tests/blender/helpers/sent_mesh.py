# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the GLB that is sent for a mesh."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy

_TYPES = {5121: numpy.uint8, 5123: numpy.uint16, 5125: numpy.uint32, 5126: numpy.float32}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class SentMesh:
    """A GLB with one mesh of one primitive."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        (length,) = struct.unpack("<I", data[12:16])
        self.root: dict[str, Any] = json.loads(data[20 : 20 + length])
        self._binary = data[20 + length + 8 :]
        (mesh,) = self.root["meshes"]
        (self.primitive,) = mesh["primitives"]

    def values(self, name: str) -> numpy.ndarray:
        """An attribute of the vertices."""
        return self._accessor(self.primitive["attributes"][name])

    @property
    def names(self) -> set[str]:
        """Names of the attributes."""
        return set(self.primitive["attributes"])

    @property
    def triangles(self) -> int:
        """How many there are."""
        return len(self._accessor(self.primitive["indices"])) // 3

    @property
    def size(self) -> tuple[float, ...]:
        """Width, depth and height in Blender's axes."""
        x, y, z = numpy.ptp(self.values("POSITION"), axis=0)
        return (float(x), float(z), float(y))

    def _accessor(self, index: int) -> numpy.ndarray:
        accessor = self.root["accessors"][index]
        view = self.root["bufferViews"][accessor["bufferView"]]
        width, kind = _WIDTHS[accessor["type"]], _TYPES[accessor["componentType"]]
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        flat = numpy.frombuffer(self._binary, dtype=kind, count=accessor["count"] * width, offset=start)
        return flat.reshape(-1, width)
