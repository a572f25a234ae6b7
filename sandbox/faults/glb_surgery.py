# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes GLBs apart and puts them together again, however wrong they are meant to be."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, kw_only=True)
class Parts:
    """The JSON chunk as Python values, and the binary chunk."""

    content: dict[str, Any]
    binary: bytearray


def split(glb: bytes) -> Parts:
    """Split a well-formed GLB into its two chunks."""
    size = struct.unpack_from("<I", glb, 12)[0]
    return Parts(content=json.loads(glb[20 : 20 + size]), binary=bytearray(glb[28 + size :]))


def pack(parts: Parts) -> bytes:
    """Pack chunks into a GLB whose header is right."""
    return pack_text(json.dumps(parts.content, separators=(",", ":")).encode(), parts.binary)


def pack_text(text: bytes, binary: bytes | bytearray) -> bytes:
    """Pack the JSON chunk as it is written, and the binary chunk."""
    text += b" " * (-len(text) % 4)
    binary = bytes(binary) + b"\0" * (-len(binary) % 4)
    total = 28 + len(text) + len(binary)
    head = struct.pack("<4sII", b"glTF", 2, total) + struct.pack("<I4s", len(text), b"JSON")
    return b"".join([head, text, struct.pack("<I4s", len(binary), b"BIN\0"), binary])


def tiny_mesh() -> Parts:
    """Return a cube of eight points without a material."""
    points = [(x, y, z) for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (-1.0, 1.0)]
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    indices = [corner for a, b, c, d in sides for corner in (a, b, c, a, c, d)]
    binary = b"".join(struct.pack("<3f", *point) for point in points) + struct.pack("<36I", *indices)
    accessors = [
        {"bufferView": 0, "componentType": 5126, "count": 8, "type": "VEC3", "min": [-1.0] * 3, "max": [1.0] * 3},
        {"bufferView": 1, "componentType": 5125, "count": 36, "type": "SCALAR"},
    ]
    content = {
        "asset": {"version": "2.0", "generator": "Rodin sandbox"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "model", "mesh": 0}],
        "meshes": [{"name": "model", "primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": accessors,
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": 96},
            {"buffer": 0, "byteOffset": 96, "byteLength": 144},
        ],
        "buffers": [{"byteLength": 240}],
    }
    return Parts(content=content, binary=bytearray(binary))


def unwelded_grid(*, triangles: int) -> bytes:
    """Return a wavy plain of so many triangles, each with three points of its own. It is a legal GLB."""
    import numpy as np  # only this one needs it, and the service should start without it

    side = int(np.ceil(np.sqrt(triangles / 2)))
    row, column = np.divmod(np.arange(side * side), side)
    corners = np.array([(0, 0), (1, 0), (0, 1), (1, 0), (1, 1), (0, 1)])
    x = (column[:, None] + corners[None, :, 0]).ravel() / side * 1.9 - 0.95
    z = (row[:, None] + corners[None, :, 1]).ravel() / side * 1.9 - 0.95
    points = np.stack([x, 0.1 * np.sin(x * 9) * np.cos(z * 7), z], axis=1).astype("<f4")[: triangles * 3]
    parts = tiny_mesh()
    parts.binary = bytearray(points.tobytes())
    parts.content["accessors"] = [
        {
            "bufferView": 0,
            "componentType": 5126,
            "count": len(points),
            "type": "VEC3",
            "min": points.min(axis=0).tolist(),
            "max": points.max(axis=0).tolist(),
        }
    ]
    parts.content["bufferViews"] = [{"buffer": 0, "byteLength": len(parts.binary)}]
    parts.content["buffers"] = [{"byteLength": len(parts.binary)}]
    parts.content["meshes"][0]["primitives"][0] = {"attributes": {"POSITION": 0}}
    return pack(parts)


def broken_accessors() -> dict[str, Callable[[dict[str, Any]], Any]]:
    """Return changes to a cube's JSON that make its numbers lie: kind -> change."""

    def set_accessor(index: int, **values: Any) -> Callable[[dict[str, Any]], Any]:
        return lambda content: content["accessors"][index].update(values)

    def indices_beyond(content: dict[str, Any]) -> None:
        content["accessors"][0]["count"] = 3

    def negative(content: dict[str, Any]) -> None:
        content["accessors"][0].update(count=-8, byteOffset=-96)
        content["bufferViews"][0].update(byteOffset=-4)

    def sparse_huge(content: dict[str, Any]) -> None:
        sparse = {"count": 1, "indices": {"bufferView": 1, "componentType": 5125}, "values": {"bufferView": 0}}
        content["accessors"][0] = {"componentType": 5126, "count": 2_000_000_000, "type": "VEC3", "sparse": sparse}

    return {
        "count_huge": set_accessor(0, count=4_000_000_000),
        "out_of_bounds": set_accessor(0, byteOffset=200, count=8),
        "index_out_of_range": indices_beyond,
        "negative": negative,
        "sparse_huge": sparse_huge,
    }
