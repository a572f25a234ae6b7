# SPDX-License-Identifier: GPL-3.0-or-later
"""Models as an artist's Blender sends them, and how to look at what comes back."""

import io
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import trimesh
from PIL import Image

Array = np.ndarray[Any, Any]

SIDES = ((0, 1), (0, -1), (1, 1), (1, -1), (2, 1), (2, -1))
"""Axis and direction of a box's sides."""
_TYPES = {"uint8": 5121, "uint16": 5123, "uint32": 5125, "float32": 5126}


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box with hard edges: 24 vertices. Each side has a place of its own on the texture, unless `tiled`."""

    low: tuple[float, float, float] = (-1.0, -1.0, -1.0)
    high: tuple[float, float, float] = (1.0, 1.0, 1.0)
    color: tuple[float, float, float] | None = None
    """A material's base colour, linear; None: no material."""
    tiled: bool = False
    node: dict[str, Any] | None = None
    """Transform of its node, as glTF writes it."""

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Positions, normals, texture coordinates, triangles."""
        points, normals, uvs, faces = [], [], [], []
        for number, (axis, sign) in enumerate(SIDES):
            across, up = [each for each in range(3) if each != axis]
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
                place = [0.0, 0.0, 0.0]
                place[axis] = (self.high if sign > 0 else self.low)[axis]
                place[across], place[up] = (self.low, self.high)[a][across], (self.low, self.high)[b][up]
                points.append(place)
                normals.append([float(sign) if each == axis else 0.0 for each in range(3)])
                cell = (a, b) if self.tiled else ((number % 3 + 0.1 + 0.8 * a) / 3, (number // 3 + 0.1 + 0.8 * b) / 2)
                uvs.append(cell)
            turned = (sign > 0) == (axis != 1)  # so that it winds counter-clockwise from outside
            order = (0, 1, 2, 0, 2, 3) if turned else (0, 2, 1, 0, 3, 2)
            faces += [4 * number + each for each in order]
        kinds = (np.float32, np.float32, np.float32, np.int64)
        made = [np.array(each, kind) for each, kind in zip((points, normals, uvs, faces), kinds, strict=True)]
        return made[0], made[1], made[2], made[3]


def sent_glb(*boxes: Box, uvs: bool = True, normals: bool = True, index_type: str = "uint16") -> bytes:
    """A GLB with a node for each box."""
    binary = bytearray()
    content: dict[str, Any] = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [*range(len(boxes))]}]}
    content |= {"nodes": [], "meshes": [], "accessors": [], "bufferViews": []}

    def accessor(values: Array, kind: str) -> int:
        binary.extend(b"\0" * (-len(binary) % 4))
        view = {"buffer": 0, "byteOffset": len(binary), "byteLength": values.nbytes}
        binary.extend(values.tobytes())
        content["bufferViews"].append(view)
        entry = {"componentType": _TYPES[values.dtype.name], "count": len(values), "type": kind}
        bounds = {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()} if kind == "VEC3" else {}
        content["accessors"].append({"bufferView": len(content["bufferViews"]) - 1, **entry, **bounds})
        return len(content["accessors"]) - 1

    for number, box in enumerate(boxes):
        points, directions, places, faces = box.arrays()
        attributes = {"POSITION": accessor(points, "VEC3")}
        attributes |= {"NORMAL": accessor(directions, "VEC3")} if normals else {}
        attributes |= {"TEXCOORD_0": accessor(places, "VEC2")} if uvs else {}
        primitive = {"attributes": attributes, "indices": accessor(faces.astype(index_type), "SCALAR")}
        if box.color is not None:
            materials = content.setdefault("materials", [])
            primitive["material"] = len(materials)
            materials.append({"pbrMetallicRoughness": {"baseColorFactor": [*box.color, 1.0]}})
        content["meshes"].append({"name": f"Box.{number:03}", "primitives": [primitive]})
        content["nodes"].append({"name": f"Box.{number:03}", "mesh": number, **(box.node or {})})
    content["buffers"] = [{"byteLength": len(binary)}]
    return _packed(content, bytes(binary))


def _packed(content: dict[str, Any], binary: bytes) -> bytes:
    text = json.dumps(content).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def as_scene(glb: bytes) -> trimesh.Scene:
    """The file, vertices as they are."""
    scene = trimesh.load(io.BytesIO(glb), file_type="glb", process=False)
    assert isinstance(scene, trimesh.Scene)
    return scene


def placed_meshes(glb: bytes) -> dict[str, trimesh.Trimesh]:
    """Name of node -> mesh where it stands."""
    scene, found = as_scene(glb), {}
    for name in scene.graph.nodes_geometry:
        matrix, geometry = scene.graph[name]
        found[name] = scene.geometry[geometry].copy()
        found[name].apply_transform(matrix)
    return found


def colors_at_corners(mesh: trimesh.Trimesh) -> tuple[Array, Array]:
    """Places inside of the triangles (k x 3) and what the base colour's picture shows there (k x 3, 0 to 255)."""
    picture = np.asarray(Image.Image.convert(mesh.visual.material.baseColorTexture, "RGB"), float)
    shares = np.array([[0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.2, 0.6]])
    places = np.einsum("si,mij->msj", shares, mesh.vertices[mesh.faces]).reshape(-1, 3)
    u, v = np.einsum("si,mij->msj", shares, mesh.visual.uv[mesh.faces]).reshape(-1, 2).T
    height, width = picture.shape[:2]
    row, column = ((1 - v) * height).astype(int), (u * width).astype(int)
    return places, picture[row.clip(0, height - 1), column.clip(0, width - 1)]
