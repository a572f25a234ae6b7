# SPDX-License-Identifier: GPL-3.0-or-later
"""The smallest good model with a texture, to be changed."""

import json
import struct
from collections.abc import Callable
from typing import Any

from ..pictures import plain_picture

Change = Callable[[dict[str, Any]], None]


def glb(document: Any, data: bytes = b"", *, version: int = 2, length: int | None = None) -> bytes:
    """Pack a GLB around a document (or around bytes that claim to be one)."""
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    data += b"\0" * (-len(data) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text
    if data:
        body += struct.pack("<II", len(data), 0x004E4942) + data
    return struct.pack("<4sII", b"glTF", version, length if length is not None else 12 + len(body)) + body


def triangle() -> tuple[dict[str, Any], bytes]:
    """The smallest good model with a texture: its document and its binary part."""
    points = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, 1, 0)
    corners = struct.pack("<3H", 0, 1, 2) + b"\0\0"
    image = plain_picture()
    data = points + corners + image
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "model"}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
        "textures": [{"source": 0}],
        "images": [{"bufferView": 2, "mimeType": "image/png"}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 0]},
            {"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": 36},
            {"buffer": 0, "byteOffset": 36, "byteLength": 6},
            {"buffer": 0, "byteOffset": 44, "byteLength": len(image)},
        ],
        "buffers": [{"byteLength": len(data)}],
    }
    return document, data


def changed(change: Change) -> bytes:
    """The model with a change of its document."""
    document, data = triangle()
    change(document)
    return glb(document, data)


def at(document: Any, *path: Any, to: Any) -> None:
    """Change the value at the end of a path."""
    for each in path[:-1]:
        document = document[each]
    document[path[-1]] = to
